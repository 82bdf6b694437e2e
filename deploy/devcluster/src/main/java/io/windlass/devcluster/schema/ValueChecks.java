package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.schema.StructuralSchema.Check;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The checks that one schema states for values: texts, numbers, sizes, enumerations. Stateless. */
final class ValueChecks {
  private ValueChecks() {}

  /** The checks in the order in which the API server makes them. */
  static List<Check> of(JsonNode schema) {
    List<Check> checks = new ArrayList<>();
    List<Check> texts = textChecks(schema);
    checks.add((value, path) -> first(texts, value, path));
    String format = schema.path("format").asText();
    if (!format.isEmpty()) {
      checks.add(format(format));
    }
    addNumberChecks(schema, checks);
    addSizeChecks(schema, checks);
    if (schema.has("enum")) {
      checks.add(oneOf(schema.path("enum")));
    }
    return checks;
  }

  // Of a text's faults the API server names the first.
  private static List<Check> textChecks(JsonNode schema) {
    List<Check> checks = new ArrayList<>();
    int max = schema.path("maxLength").asInt();
    if (schema.has("maxLength")) {
      checks.add(text(v -> length(v) <= max, (path, v) -> Faults.tooLong(path, max)));
    }
    int min = schema.path("minLength").asInt();
    if (schema.has("minLength")) {
      checks.add(
          text(v -> length(v) >= min, should("should be at least %d chars long".formatted(min))));
    }
    if (schema.has("pattern")) {
      Pattern pattern = Pattern.compile(schema.path("pattern").asText());
      checks.add(
          text(v -> pattern.matcher(v).find(), should("should match '%s'".formatted(pattern))));
    }
    return checks;
  }

  private static Optional<Cause> first(List<Check> checks, JsonNode value, String path) {
    return checks.stream().flatMap(check -> check.fault(value, path).stream()).findFirst();
  }

  private static Check format(String format) {
    return text(
        value -> Formats.matches(format, value),
        (path, value) -> {
          String detail =
              "%s in body must be of type %s: %s".formatted(path, format, GoText.quoted(value));
          return Faults.typeInvalid(path, value, detail);
        });
  }

  // Of integers the API server takes bounds and factors as integers too.
  private static void addNumberChecks(JsonNode schema, List<Check> checks) {
    if (schema.has("multipleOf")) {
      checks.add(
          (value, path) ->
              value.isNumber() ? factor(schema.path("multipleOf"), value, path) : Optional.empty());
    }
    if (schema.has("maximum")) {
      boolean exclusive = schema.path("exclusiveMaximum").asBoolean();
      checks.add(
          bound(
              schema.path("maximum"),
              order -> exclusive ? order < 0 : order <= 0,
              exclusive ? "should be less than" : "should be less than or equal to"));
    }
    if (schema.has("minimum")) {
      boolean exclusive = schema.path("exclusiveMinimum").asBoolean();
      checks.add(
          bound(
              schema.path("minimum"),
              order -> exclusive ? order > 0 : order >= 0,
              exclusive ? "should be greater than" : "should be greater than or equal to"));
    }
  }

  private static Check bound(JsonNode bound, Predicate<Integer> allowed, String words) {
    return (value, path) -> {
      if (!value.isNumber()) {
        return Optional.empty();
      }
      BigDecimal limit = like(value, bound);
      if (allowed.test(value.decimalValue().compareTo(limit))) {
        return Optional.empty();
      }
      String detail = "%s in body %s %s".formatted(path, words, plain(limit));
      return Optional.of(Faults.invalid(path, value, detail));
    };
  }

  private static Optional<Cause> factor(JsonNode stated, JsonNode value, String path) {
    BigDecimal factor = like(value, stated);
    if (factor.signum() <= 0) {
      String detail =
          "factor MultipleOf declared for %s must be positive: %s".formatted(path, plain(factor));
      return Optional.of(Faults.invalid(path, IntNode.valueOf(0), detail));
    }
    if (value.decimalValue().remainder(factor).signum() == 0) {
      return Optional.empty();
    }
    String detail = "%s in body should be a multiple of %s".formatted(path, plain(factor));
    return Optional.of(Faults.invalid(path, value, detail));
  }

  private static BigDecimal like(JsonNode value, JsonNode stated) {
    return value.isIntegralNumber()
        ? new BigDecimal(stated.decimalValue().toBigInteger())
        : stated.decimalValue();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static void addSizeChecks(JsonNode schema, List<Check> checks) {
    if (schema.has("minItems")) {
      checks.add(least(JsonNode::isArray, schema.path("minItems").asInt(), "items"));
    }
    if (schema.has("maxItems")) {
      checks.add(most(JsonNode::isArray, schema.path("maxItems").asInt()));
    }
    if (schema.has("minProperties")) {
      checks.add(least(JsonNode::isObject, schema.path("minProperties").asInt(), "properties"));
    }
    if (schema.has("maxProperties")) {
      checks.add(most(JsonNode::isObject, schema.path("maxProperties").asInt()));
    }
  }

  private static Check least(Predicate<JsonNode> applies, int min, String what) {
    return (value, path) ->
        !applies.test(value) || value.size() >= min
            ? Optional.empty()
            : Optional.of(
                Faults.invalid(
                    path,
                    IntNode.valueOf(value.size()),
                    "%s in body should have at least %d %s".formatted(path, min, what)));
  }

  private static Check most(Predicate<JsonNode> applies, int max) {
    return (value, path) ->
        !applies.test(value) || value.size() <= max
            ? Optional.empty()
            : Optional.of(Faults.tooMany(path, value.size(), max));
  }

  private static Check oneOf(JsonNode allowed) {
    List<String> words =
        allowed.valueStream().map(v -> v.isTextual() ? v.asText() : v.toString()).toList();
    return (value, path) ->
        allowed.valueStream().anyMatch(value::equals)
            ? Optional.empty()
            : Optional.of(Faults.notSupported(path, value, words));
  }

  private static Check text(Predicate<String> fits, BiFunction<String, String, Cause> fault) {
    return (value, path) ->
        !value.isTextual() || fits.test(value.asText())
            ? Optional.empty()
            : Optional.of(fault.apply(path, value.asText()));
  }

  private static BiFunction<String, String, Cause> should(String words) {
    return (path, value) -> Faults.invalid(path, value, path + " in body " + words);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
