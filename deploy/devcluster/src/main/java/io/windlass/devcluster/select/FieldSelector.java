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
   * a 400 if it is not that or names a field outside of {@code fields}.
   */
  public static FieldSelector parse(String text, SelectableFields fields) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.split("(?<!\\\\),", -1)) {
      if (!part.isEmpty()) {
        terms.add(term(part, fields));
      }
    }
    return new FieldSelector(terms);
  }

  private static Term term(String part, SelectableFields fields) {
    int sign = part.indexOf('=');
    if (sign < 0) {
      throw ApiException.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(part, part));
    }
    boolean unequal = sign > 0 && part.charAt(sign - 1) == '!';
    boolean twice = part.startsWith("==", sign);
    String field = part.substring(0, unequal ? sign - 1 : sign);
    String value = part.substring(twice ? sign + 2 : sign + 1).replaceAll("\\\\([,=\\\\])", "$1");
    if (!fields.has(field)) {
      throw ApiException.badRequest("field label not supported: " + field);
    }
    return new Term(fields.stored(field), !unequal, value);
  }
}
