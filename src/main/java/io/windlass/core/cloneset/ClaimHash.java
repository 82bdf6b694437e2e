package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.model.Utf8;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The number that OpenKruise notes for the claim templates of a revision: FNV-1a, 32 bits, over the
 * octets, in decimal words, of what Go writes of their names and specs. Computed as there, so that
 * revisions which it recorded can be compared with ours; templates whose fields are not of
 * Kubernetes' types have a number, too, but not its own. Stateless; cost O(templates).
 */
final class ClaimHash {
  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;

  private ClaimHash() {}

  /** Empty if there is no template; their order does not matter. */
  static String of(List<Json> templates) {
    if (templates.isEmpty()) {
      return "";
    }
    String text =
        templates.stream()
            .sorted(Comparator.comparing(ClaimHash::nameOf))
            .map(ClaimHash::template)
            .collect(Collectors.joining(",", "[", "]"));
    return Integer.toUnsignedString(hash(Utf8.octets(text)));
  }

  private static int hash(int[] octets) {
    int hash = add(OFFSET, "([]uint8)[");
    for (int i = 0; i < octets.length; i++) {
      hash = add(hash, i == 0 ? "" : " ");
      hash = add(hash, Integer.toString(octets[i]));
    }
    return add(hash, "]");
  }

  private static int add(int hash, String ascii) {
    int added = hash;
    for (int i = 0; i < ascii.length(); i++) {
      added = (added ^ ascii.charAt(i)) * PRIME;
    }
    return added;
  }

  private static String nameOf(Json template) {
    return template.text("metadata", "name").orElse("");
  }

  private static String template(Json template) {
    List<String> metadata = new ArrayList<>();
    filled(template.object("metadata"), "name", metadata);
    metadata.add("\"creationTimestamp\":null");
    return "{\"metadata\":%s,\"spec\":%s,\"status\":{}}"
        .formatted(object(metadata), spec(template.object("spec")));
  }

  /** The fields in the order of Kubernetes' types. */
  private static String spec(Json.Obj spec) {
    List<String> fields = new ArrayList<>();
    list(spec, "accessModes", fields);
    present(spec, "selector").ifPresent(s -> fields.add("\"selector\":" + selector(s)));
    fields.add("\"resources\":" + resources(spec.object("resources")));
    filled(spec, "volumeName", fields);
    text(spec, "storageClassName", fields);
    text(spec, "volumeMode", fields);
    present(spec, "dataSource").ifPresent(s -> fields.add("\"dataSource\":" + source(s)));
    present(spec, "dataSourceRef").ifPresent(s -> fields.add("\"dataSourceRef\":" + source(s)));
    text(spec, "volumeAttributesClassName", fields);
    return object(fields);
  }

  private static String selector(Json.Obj selector) {
    List<String> fields = new ArrayList<>();
    Map<String, String> labels = new TreeMap<>();
    selector.object("matchLabels").fields().forEach((key, value) -> labels.put(key, plain(value)));
    map(labels, "matchLabels", fields);
    List<Json> expressions = selector.items("matchExpressions");
    if (!expressions.isEmpty()) {
      fields.add(
          expressions.stream()
              .map(ClaimHash::expression)
              .collect(Collectors.joining(",", "\"matchExpressions\":[", "]")));
    }
    return object(fields);
  }

  private static String expression(Json expression) {
    List<String> fields = new ArrayList<>();
    fields.add("\"key\":" + quoted(expression.text("key").orElse("")));
    fields.add("\"operator\":" + quoted(expression.text("operator").orElse("")));
    list(expression, "values", fields);
    return object(fields);
  }

  private static String resources(Json.Obj resources) {
    List<String> fields = new ArrayList<>();
    for (String part : List.of("limits", "requests")) {
      Map<String, String> amounts = new TreeMap<>();
      resources
          .object(part)
          .fields()
          .forEach((name, amount) -> amounts.put(name, GoQuantity.spelled(plain(amount))));
      map(amounts, part, fields);
    }
    return object(fields);
  }

  private static String plain(Json amount) {
    return switch (amount) {
      case Json.Text(String text) -> text;
      case Json.Num number -> number.value().toPlainString();
      case Json.Null _, Json.Bool _, Json.Arr _, Json.Obj _ -> "0";
    };
  }

  /** The group is written even where there is none. */
  private static String source(Json.Obj source) {
    List<String> fields = new ArrayList<>();
    fields.add("\"apiGroup\":" + source.text("apiGroup").map(ClaimHash::quoted).orElse("null"));
    fields.add("\"kind\":" + quoted(source.text("kind").orElse("")));
    fields.add("\"name\":" + quoted(source.text("name").orElse("")));
    text(source, "namespace", fields);
    return object(fields);
  }

  private static Optional<Json.Obj> present(Json.Obj object, String field) {
    return object
        .get(field)
        .flatMap(found -> found instanceof Json.Obj o ? Optional.of(o) : Optional.empty());
  }

  private static void filled(Json.Obj object, String field, List<String> fields) {
    if (!object.text(field).orElse("").isEmpty()) {
      text(object, field, fields);
    }
  }

  private static void text(Json.Obj object, String field, List<String> fields) {
    object.text(field).ifPresent(text -> fields.add(quoted(field) + ":" + quoted(text)));
  }

  private static void list(Json object, String field, List<String> fields) {
    List<Json> items = object.items(field);
    if (!items.isEmpty()) {
      String texts =
          items.stream()
              .map(item -> quoted(plain(item)))
              .collect(Collectors.joining(",", "[", "]"));
      fields.add(quoted(field) + ":" + texts);
    }
  }

  private static void map(Map<String, String> map, String field, List<String> fields) {
    if (!map.isEmpty()) {
      List<String> entries = new ArrayList<>();
      map.forEach((key, value) -> entries.add(quoted(key) + ":" + quoted(value)));
      fields.add(quoted(field) + ":" + object(entries));
    }
  }

  private static String object(List<String> fields) {
    return "{" + String.join(",", fields) + "}";
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '<', '>', '&', '\u2028', '\u2029' -> out.append("\\u%04x".formatted((int) c));
        default -> out.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return out.append('"').toString();
  }
}
