package io.windlass.devcluster.select;

import io.windlass.devcluster.api.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A conjunction of equalities and inequalities of fields. Immutable.
 *
 * @param terms empty matches everything
 */
public record FieldSelector(List<Term> terms) {
  /** Matches everything. */
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /** One comparison. */
  public record Term(String field, boolean equal, String value) {}

  /** {@code field=value} alone. */
  public static FieldSelector equal(String field, String value) {
    return new FieldSelector(List.of(new Term(field, true, value)));
  }

  /** The value that a field must have, if there is such a term. */
  public Optional<String> required(String field) {
    return terms.stream()
        .filter(term -> term.equal() && term.field().equals(field))
        .map(Term::value)
        .findFirst();
  }

  /** Whether an object whose fields have these values matches. */
  public boolean matches(UnaryOperator<String> values) {
    for (Term term : terms) {
      if (values.apply(term.field()).equals(term.value()) != term.equal()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Parses {@code a=b,c!=d}, with a backslash before a comma, equals sign or backslash of a value;
   * a 400 if it is not that.
   */
  public static FieldSelector parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : parts(text)) {
      if (!part.isEmpty()) {
        term(part).ifPresent(terms::add);
      }
    }
    return new FieldSelector(terms);
  }

  /** The same by the names under which fields are stored; a 400 for a field outside of these. */
  public FieldSelector of(SelectableFields fields) {
    List<Term> stored = new ArrayList<>();
    for (Term term : terms) {
      if (!fields.has(term.field())) {
        throw ApiException.badRequest(fields.refusal(term.field()));
      }
      stored.add(new Term(fields.stored(term.field()), term.equal(), term.value()));
    }
    return new FieldSelector(stored);
  }

  /** Cuts at the commas that no backslash stands before. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        parts.add(text.substring(begin, i));
        begin = i + 1;
      }
    }
    parts.add(text.substring(Math.min(begin, text.length())));
    return parts;
  }

  private static Optional<Term> term(String part) {
    int sign = part.indexOf('=');
    if (sign < 0) {
      throw ApiException.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(part, part));
    }
    boolean unequal = sign > 0 && part.charAt(sign - 1) == '!';
    boolean twice = !unequal && part.startsWith("==", sign);
    String field = part.substring(0, unequal ? sign - 1 : sign);
    String value = unescaped(part.substring(twice ? sign + 2 : sign + 1));
    if (field.isEmpty() && value.isEmpty() && !unequal) {
      return Optional.empty();
    }
    return Optional.of(new Term(field, !unequal, value));
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        plain.append(escaped(value, ++i));
      } else if (c == '=' || c == ',') {
        throw ApiException.badRequest(
            "invalid field selector: unescaped character in value: " + (int) c);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static char escaped(String value, int at) {
    if (at < value.length() && "\\,=".indexOf(value.charAt(at)) >= 0) {
      return value.charAt(at);
    }
    String sequence = "\\" + (at < value.length() ? value.substring(at, at + 1) : "");
    throw ApiException.badRequest("invalid field selector: invalid escape sequence: " + sequence);
  }
}
