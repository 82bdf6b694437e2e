package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the values that rules see, by the schema that declared their types. Stateless. */
final class CelValues {
  private static final JsonNode META = DeclaredTypes.meta();

  private CelValues() {}

  /** A value of which nothing is declared. */
  static Object of(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        value.properties().forEach(e -> fields.put(e.getKey(), of(e.getValue())));
        yield fields;
      }
      case ARRAY -> {
        List<Object> elements = new ArrayList<>(value.size());
        value.forEach(element -> elements.add(of(element)));
        yield elements;
      }
      case STRING, BINARY -> value.asText();
      case BOOLEAN -> value.asBoolean();
      case NUMBER -> value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble();
      case NULL, MISSING -> NullValue.NULL_VALUE;
    };
  }

  /**
   * @param resource whether the value has apiVersion, kind and metadata whatever the schema says
   */
  static Object of(JsonNode value, JsonNode schema, boolean resource) {
    if (value.isObject()) {
      boolean embedded = resource || schema.path("x-kubernetes-embedded-resource").asBoolean();
      return object(value, schema, embedded);
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>(value.size());
      value.forEach(element -> elements.add(of(element, schema.path("items"), false)));
      return elements;
    }
    if (value.isNumber() && schema.path("type").asText().equals("number")) {
      return value.asDouble();
    }
    return value.isTextual() ? text(value.asText(), schema.path("format").asText()) : of(value);
  }

  private static Map<String, Object> object(JsonNode value, JsonNode schema, boolean resource) {
    Map<String, Object> fields = new LinkedHashMap<>();
    JsonNode additional = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode declared = schema.path("properties").path(field.getKey());
      JsonNode meta = META.path(field.getKey());
      if (resource && meta.isObject()) {
        fields.put(field.getKey(), of(field.getValue(), meta, false));
      } else if (declared.isObject()) {
        Identifiers.escape(field.getKey())
            .ifPresent(name -> fields.put(name, of(field.getValue(), declared, false)));
      } else if (additional.isObject()) {
        fields.put(field.getKey(), of(field.getValue(), additional, false));
      }
    }
    return fields;
  }

  private static Object text(String text, String format) {
    return switch (format) {
      case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
      case "date" -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      case "date-time" -> Instant.parse(text);
      case "duration" -> duration(text);
      default -> text;
    };
  }

  private static Duration duration(String text) {
    Duration total = Duration.ZERO;
    var matcher =
        java.util.regex.Pattern.compile("([0-9.]+)(ns|us|\u00b5s|ms|s|m|h|d|w)").matcher(text);
    while (matcher.find()) {
      double nanosPerUnit =
          switch (matcher.group(2)) {
            case "ns" -> 1;
            case "us", "\u00b5s" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            case "d" -> 86_400e9;
            default -> 7 * 86_400e9;
          };
      total = total.plusNanos(Math.round(Double.parseDouble(matcher.group(1)) * nanosPerUnit));
    }
    return text.startsWith("-") ? total.negated() : total;
  }
}
