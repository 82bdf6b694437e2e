package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Quantity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes containers of a SidecarSet byte for byte as OpenKruise 1.9 does, from the types of
 * Kubernetes 1.32: fields in the order of their structs, without what Go leaves out as empty,
 * quantities in their canonical form, {@code <}, {@code >} and {@code &} escaped. OpenKruise's
 * hashes are of this text. What no such type knows is written behind the rest, so that a change of
 * it is not overlooked. Stateless; cost O(document).
 *
 * <p>The table has a line for each type: its name, then its fields. A field's type is {@code s}
 * text, {@code b} truth, {@code i} integer, {@code Q} quantity, {@code P} integer or text, or
 * another line; before it {@code *} says pointer, {@code []} list, {@code {}} map; {@code ?} behind
 * it says that an empty value is left out. {@code src/test/kruise} prints it.
 */
final class GoForm {
  private static final Map<String, List<Field>> TYPES = types();
  private static final String CONTAINER = "SidecarContainer";

  private GoForm() {}

  private record Field(String name, String type, boolean leavesOutEmpty) {
    static Field of(String word) {
      int colon = word.indexOf(':');
      boolean optional = word.endsWith("?");
      return new Field(
          word.substring(0, colon),
          word.substring(colon + 1, word.length() - (optional ? 1 : 0)),
          optional);
    }
  }

  /** A list of containers; {@code null} if there is none. */
  static String containers(Optional<Json> list) {
    StringBuilder out = new StringBuilder();
    write(out, "[]" + CONTAINER, list.orElse(Json.Null.VALUE));
    return out.toString();
  }

  private static void write(StringBuilder out, String type, Json value) {
    if (type.startsWith("*")) {
      writePointer(out, type.substring(1), value);
    } else if (type.startsWith("[]")) {
      writeList(out, type.substring(2), value);
    } else if (type.startsWith("{}")) {
      writeMap(out, type.substring(2), value);
    } else if (TYPES.containsKey(type)) {
      writeStruct(out, type, value);
    } else {
      writeScalar(out, type, value);
    }
  }

  private static void writePointer(StringBuilder out, String type, Json value) {
    if (value instanceof Json.Null) {
      out.append("null");
    } else {
      write(out, type, value);
    }
  }

  private static void writeList(StringBuilder out, String type, Json value) {
    if (!(value instanceof Json.Arr(List<Json> items))) {
      out.append("null");
      return;
    }
    String separator = "[";
    for (Json item : items) {
      out.append(separator);
      write(out, type, item);
      separator = ",";
    }
    out.append(items.isEmpty() ? "[]" : "]");
  }

  private static void writeMap(StringBuilder out, String type, Json value) {
    String separator = "{";
    for (Map.Entry<String, Json> entry : fields(value).entrySet()) {
      out.append(separator);
      quote(out, entry.getKey());
      out.append(':');
      write(out, type, entry.getValue());
      separator = ",";
    }
    out.append(separator.equals("{") ? "{}" : "}");
  }

  private static void writeStruct(StringBuilder out, String type, Json value) {
    Map<String, Json> rest = new LinkedHashMap<>(fields(value));
    String separator = "{";
    for (Field field : TYPES.getOrDefault(type, List.of())) {
      Json found = Optional.ofNullable(rest.remove(field.name())).orElse(Json.Null.VALUE);
      if (!field.leavesOutEmpty() || !isEmpty(field.type(), found)) {
        out.append(separator).append('"').append(field.name()).append("\":");
        write(out, field.type(), found);
        separator = ",";
      }
    }
    for (Map.Entry<String, Json> unknown : rest.entrySet()) {
      out.append(separator);
      quote(out, unknown.getKey());
      out.append(':').append(JsonText.canonical(unknown.getValue()));
      separator = ",";
    }
    out.append(separator.equals("{") ? "{}" : "}");
  }

  private static void writeScalar(StringBuilder out, String type, Json value) {
    if (type.equals("Q")) {
      quote(out, value instanceof Json.Null ? "0" : quantity(value));
    } else if (value instanceof Json.Text(String text)) {
      quote(out, text);
    } else if (value instanceof Json.Null) {
      out.append(type.equals("s") ? "\"\"" : type.equals("b") ? "false" : "0");
    } else {
      out.append(JsonText.canonical(value));
    }
  }

  private static String quantity(Json value) {
    return Quantity.of(value)
        .map(quantity -> quantity.roundedToMilli().text())
        .orElseGet(() -> value.text().orElseGet(() -> JsonText.canonical(value)));
  }

  private static boolean isEmpty(String type, Json value) {
    if (value instanceof Json.Null) {
      return !TYPES.containsKey(type) && !type.equals("Q");
    }
    return switch (value) {
      case Json.Arr(List<Json> items) -> type.startsWith("[]") && items.isEmpty();
      case Json.Obj object -> type.startsWith("{}") && object.fields().isEmpty();
      case Json.Text(String text) -> type.equals("s") && text.isEmpty();
      case Json.Bool(boolean truth) -> type.equals("b") && !truth;
      case Json.Num number -> type.equals("i") && number.value().signum() == 0;
      case Json.Null _ -> true;
    };
  }

  private static Map<String, Json> fields(Json value) {
    return value instanceof Json.Obj object ? object.unpacked().fields() : Map.of();
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> out.append(isEscaped(c) ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }

  private static boolean isEscaped(char c) {
    return c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
  }

  private static Map<String, List<Field>> types() {
    Map<String, List<Field>> types = new HashMap<>();
    GoTypes.TABLE
        .lines()
        .map(line -> List.of(line.split(" ", -1)))
        .forEach(
            words ->
                types.put(
                    words.getFirst(),
                    words.subList(1, words.size()).stream().map(Field::of).toList()));
    return Map.copyOf(types);
  }
}
