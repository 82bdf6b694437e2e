package io.windlass.devcluster.manage;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One step into an object, as FieldsV1 writes it: {@code f:name} a field, {@code k:{"name":"a"}}
 * the element of a list by its keys, {@code v:"x"} the element of a set by its value, {@code i:0}
 * by its index. Immutable; elements are equal if they are written alike.
 */
public final class PathElement implements Comparable<PathElement> {
  private static final String KINDS = "fkvi";

  private final String encoded;
  private @Nullable JsonNode content;

  private PathElement(String encoded) {
    this.encoded = encoded;
  }

  /** A field. */
  public static PathElement field(String name) {
    return new PathElement("f:".concat(name));
  }

  /** The element of a set. */
  static PathElement value(JsonNode scalar) {
    StringBuilder text = new StringBuilder("v:");
    writeScalar(scalar, text);
    PathElement element = new PathElement(text.toString());
    element.content = scalar;
    return element;
  }

  /** The element of a list that has these keys; the object is kept. */
  static PathElement keys(ObjectNode keys) {
    PathElement element = new PathElement("k:" + written(keys));
    element.content = keys;
    return element;
  }

  /** The element of a list at a place. */
  static PathElement index(int place) {
    return new PathElement("i:" + place);
  }

  /**
   * Reads a key of FieldsV1; empty for kinds that are not known. Throws {@link MalformedDocument}.
   */
  static Optional<PathElement> decode(String encoded) {
    if (encoded.length() < 2 || encoded.charAt(1) != ':') {
      throw new MalformedDocument("missing colon: " + encoded);
    }
    return KINDS.indexOf(encoded.charAt(0)) < 0
        ? Optional.empty()
        : Optional.of(new PathElement(encoded));
  }

  /** Throws {@link MalformedDocument} for an element whose content cannot be read. */
  void check() {
    switch (encoded.charAt(0)) {
      case 'f' -> {}
      case 'i' -> place();
      default -> content();
    }
  }

  boolean isField() {
    return encoded.charAt(0) == 'f';
  }

  boolean isKey() {
    return encoded.charAt(0) == 'k';
  }

  /** The name of a field. */
  String name() {
    return encoded.substring(2);
  }

  String encoded() {
    return encoded;
  }

  private JsonNode content() {
    JsonNode known = content;
    if (known == null) {
      known = Documents.parseAny(encoded.substring(2).getBytes(StandardCharsets.UTF_8));
      content = known;
    }
    return known;
  }

  private int place() {
    try {
      return Integer.parseInt(name());
    } catch (NumberFormatException e) {
      throw new MalformedDocument("not an index: " + encoded);
    }
  }

  private static String written(ObjectNode keys) {
    StringBuilder text = new StringBuilder("{");
    if (keys.size() == 1) {
      keys.properties().forEach(e -> writeKey(e.getKey(), e.getValue(), text));
    } else {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      keys.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
      sorted.forEach((name, value) -> writeKey(name, value, text));
    }
    return text.append('}').toString();
  }

  private static void writeKey(String name, JsonNode value, StringBuilder text) {
    if (text.length() > 1) {
      text.append(',');
    }
    text.append('"').append(name).append("\":");
    writeScalar(value, text);
  }

  // Go's JSON writes the signs that HTML knows as numbers.
  private static void writeScalar(JsonNode value, StringBuilder text) {
    if (!value.isTextual()) {
      text.append(value);
      return;
    }
    String plain = value.asText();
    text.append('"');
    if (isPlain(plain)) {
      text.append(plain);
    } else {
      String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(plain));
      text.append(quoted.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"));
    }
    text.append('"');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || "\"\\<>&".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(PathElement other) {
    char kind = encoded.charAt(0);
    int byKind = KINDS.indexOf(kind) - KINDS.indexOf(other.encoded.charAt(0));
    if (byKind != 0) {
      return byKind;
    }
    if (kind == 'f' || encoded.equals(other.encoded)) {
      return encoded.compareTo(other.encoded);
    }
    return kind == 'i'
        ? Integer.compare(place(), other.place())
        : Scalars.compare(content(), other.content());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PathElement element && element.encoded.equals(encoded);
  }

  @Override
  public int hashCode() {
    return encoded.hashCode();
  }

  /** As conflicts and faults print it: {@code .name}, {@code [name="a"]}, {@code [="x"]}. */
  @Override
  public String toString() {
    return switch (encoded.charAt(0)) {
      case 'f' -> "." + name();
      case 'k' -> "[" + printed(content()) + "]";
      case 'v' -> "[=" + Scalars.print(content()) + "]";
      default -> "[" + name() + "]";
    };
  }

  private static String printed(JsonNode keys) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> e : keys.properties()) {
      text.append(text.isEmpty() ? "" : ",").append(e.getKey()).append('=');
      text.append(Scalars.print(e.getValue()));
    }
    return text.toString();
  }
}
