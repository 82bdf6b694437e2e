package io.windlass.devcluster.select;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.rules.Names;
import io.windlass.devcluster.select.LabelSelector.Operator;
import io.windlass.devcluster.select.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Recursive descent over the tokens of one label selector, with the API server's refusals. Used
 * once, by one thread.
 */
final class LabelSelectorParser {
  private static final Pattern TOKEN =
      Pattern.compile("[ \\t\\r\\n]*(==|!=|=|!|<|>|\\(|\\)|,|[^ \\t\\r\\n=!<>(),]+)");

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
    while (!peek().isEmpty()) {
      if (!isIdentifier(peek()) && !peek().equals("!")) {
        throw refusal(found(peek(), "!, identifier, or 'end of string'"));
      }
      requirements.add(requirement());
      comma();
    }
    return requirements;
  }

  private void comma() {
    String token = take();
    if (token.isEmpty()) {
      return;
    }
    if (!token.equals(",")) {
      throw refusal(found(token, "',' or 'end of string'"));
    }
    if (!isIdentifier(peek()) && !peek().equals("!")) {
      throw refusal(found(peek(), "identifier after ','"));
    }
  }

  private Requirement requirement() {
    boolean absent = peek().equals("!");
    next += absent ? 1 : 0;
    String key = identifier();
    refuseIf("<nil>: Invalid value: ", key, Names.qualified(key));
    if (absent) {
      return new Requirement(key, Operator.ABSENT, Set.of());
    }
    if (peek().isEmpty() || peek().equals(",")) {
      return new Requirement(key, Operator.EXISTS, Set.of());
    }
    String operator = take();
    return switch (operator) {
      case "=", "==" -> checked(key, Operator.IN, Set.of(value()));
      case "!=" -> checked(key, Operator.NOT_IN, Set.of(value()));
      case "in" -> checked(key, Operator.IN, values());
      case "notin" -> checked(key, Operator.NOT_IN, values());
      case ">" -> checked(key, Operator.GREATER, Set.of(number()));
      case "<" -> checked(key, Operator.LESS, Set.of(number()));
      default -> throw bad(found(operator, "in, notin, =, ==, !=, gt, lt"));
    };
  }

  private static Requirement checked(String key, Operator operator, Set<String> values) {
    int index = 0;
    for (String value : values) {
      String where = "values[%d][%s]: Invalid value: ".formatted(index++, key);
      refuseIf(where, value, Names.labelValue(value));
    }
    return new Requirement(key, operator, values);
  }

  private static void refuseIf(String where, String value, List<String> faults) {
    if (!faults.isEmpty()) {
      throw bad(where + "\"" + value + "\": " + String.join("; ", faults));
    }
  }

  private String value() {
    return peek().isEmpty() || peek().equals(",") ? "" : identifier();
  }

  private String number() {
    String value = value();
    Optional<Long> number = LabelSelector.number(value);
    if (number.isEmpty()) {
      throw bad(
          "values[0]: Invalid value: \"%s\": for 'Gt', 'Lt' operators, the value must be an integer"
              .formatted(value));
    }
    return value;
  }

  private Set<String> values() {
    String open = take();
    if (!open.equals("(")) {
      throw bad("found '%s' expected: '('".formatted(open));
    }
    if (!isIdentifier(peek()) && !peek().equals(",") && !peek().equals(")")) {
      throw bad(found(peek(), "',', ')' or identifier"));
    }
    Set<String> values = new TreeSet<>();
    do {
      values.add(listed());
    } while (anotherValue());
    next++;
    return values;
  }

  /** A value; nothing between two separators is one, too. */
  private String listed() {
    return peek().equals(",") || peek().equals(")") ? "" : identifier();
  }

  private boolean anotherValue() {
    if (!peek().equals(",") && !peek().equals(")")) {
      throw bad(found(peek(), "',' or ')'"));
    }
    boolean another = peek().equals(",");
    next += another ? 1 : 0;
    return another;
  }

  private String identifier() {
    if (!isIdentifier(peek())) {
      throw bad(found(peek(), "identifier"));
    }
    return take();
  }

  private static boolean isIdentifier(String token) {
    return !token.isEmpty()
        && Stream.of("=", "!", "<", ">", "(", ")", ",").noneMatch(token::startsWith);
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private String take() {
    String token = peek();
    next++;
    return token;
  }

  private static String found(String token, String expected) {
    return "found '%s', expected: %s".formatted(token, expected);
  }

  private static ApiException bad(String why) {
    return refusal("unable to parse requirement: " + why);
  }

  private static ApiException refusal(String why) {
    return ApiException.badRequest(why);
  }
}
