package io.windlass.devcluster.select;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.select.LabelSelector.Operator;
import io.windlass.devcluster.select.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recursive descent over the tokens of one label selector. Used once, by one thread. */
final class LabelSelectorParser {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(==|!=|=|!|<|>|\\(|\\)|,|[^\\s=!<>(),]+)");

  private final List<String> tokens = new ArrayList<>();
  private int next;

  LabelSelectorParser(String text) {
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.lookingAt()) {
      tokens.add(matcher.group(1));
      matcher.region(matcher.end(), text.length());
    }
  }

  List<Requirement> parse() {
    List<Requirement> requirements = new ArrayList<>();
    do {
      requirements.add(requirement());
    } while (comma());
    return requirements;
  }

  private boolean comma() {
    if (next == tokens.size()) {
      return false;
    }
    expect(",", "',' or 'end of string'");
    return true;
  }

  private Requirement requirement() {
    if (peek().equals("!")) {
      next++;
      return new Requirement(identifier(), Operator.ABSENT, Set.of());
    }
    String key = identifier();
    String operator = next < tokens.size() && !peek().equals(",") ? take() : "";
    return switch (operator) {
      case "" -> new Requirement(key, Operator.EXISTS, Set.of());
      case "=", "==" -> new Requirement(key, Operator.IN, Set.of(value()));
      case "!=" -> new Requirement(key, Operator.NOT_IN, Set.of(value()));
      case "in" -> new Requirement(key, Operator.IN, values());
      case "notin" -> new Requirement(key, Operator.NOT_IN, values());
      case ">" -> new Requirement(key, Operator.GREATER, Set.of(number()));
      case "<" -> new Requirement(key, Operator.LESS, Set.of(number()));
      default ->
          throw refusal("found '%s', expected: in, notin, =, ==, !=, >, <".formatted(operator));
    };
  }

  private String value() {
    return next == tokens.size() || peek().equals(",") ? "" : identifier();
  }

  private String number() {
    String value = identifier();
    try {
      return Long.toString(Long.parseLong(value));
    } catch (NumberFormatException e) {
      throw refusal("for 'Gt', 'Lt' operators, the value must be an integer: " + value);
    }
  }

  private Set<String> values() {
    expect("(", "'('");
    Set<String> values = new TreeSet<>();
    do {
      values.add(listed());
    } while (anotherValue());
    expect(")", "',', ')' or identifier");
    return values;
  }

  private String listed() {
    if (next == tokens.size()) {
      throw refusal("found '', expected: ',', ')' or identifier");
    }
    return peek().equals(",") || peek().equals(")") ? "" : identifier();
  }

  private boolean anotherValue() {
    boolean another = peek().equals(",");
    next += another ? 1 : 0;
    return another;
  }

  private String identifier() {
    if (peek().isEmpty() || "=!<>(),".indexOf(peek().charAt(0)) >= 0) {
      throw refusal("found '%s', expected: identifier".formatted(peek()));
    }
    return take();
  }

  private void expect(String token, String expected) {
    if (!peek().equals(token)) {
      throw refusal("found '%s', expected: %s".formatted(peek(), expected));
    }
    next++;
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private String take() {
    return tokens.get(next++);
  }

  private static ApiException refusal(String why) {
    return ApiException.badRequest("unable to parse requirement: " + why);
  }
}
