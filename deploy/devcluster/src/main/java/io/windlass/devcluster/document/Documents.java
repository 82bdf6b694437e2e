package io.windlass.devcluster.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads, writes and walks JSON documents. Stateless. */
public final class Documents {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Documents() {}

  /** A new empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Parses a document that may be anything; throws {@link MalformedDocument}. */
  public static JsonNode parseAny(byte[] json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node == null || node.isMissingNode()) {
        throw new MalformedDocument("unexpected end of JSON input");
      }
      return node;
    } catch (JacksonException e) {
      throw new MalformedDocument(e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parses an object; throws {@link MalformedDocument}. */
  public static ObjectNode parse(byte[] json) {
    if (parseAny(json) instanceof ObjectNode object) {
      return object;
    }
    throw new MalformedDocument("not an object");
  }

  public static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text at a path, empty if there is none. */
  public static String text(JsonNode node, String... path) {
    return at(node, path).asText("");
  }

  /** The node at a path, a missing node if there is none. */
  public static JsonNode at(JsonNode node, String... path) {
    JsonNode found = node;
    for (String field : path) {
      found = found.path(field);
    }
    return found;
  }

  /** The object at a field, created if it is not there. */
  public static ObjectNode child(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode object ? object : parent.putObject(field);
  }

  /** {@code metadata}, created if it is not there. */
  public static ObjectNode metadata(ObjectNode object) {
    return child(object, "metadata");
  }

  /** Sets a field, or removes it if the value is missing. */
  public static void put(ObjectNode object, String field, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      object.remove(field);
    } else {
      object.set(field, value);
    }
  }

  /** Whether two documents say the same; numbers are compared by value. */
  public static boolean same(JsonNode a, JsonNode b) {
    return a.equals(Documents::compareLeaves, b);
  }

  private static int compareLeaves(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue());
    }
    return a.equals(b) ? 0 : 1;
  }

  /** The text values of an object, in order. */
  public static Map<String, String> textMap(JsonNode node) {
    Map<String, String> values = new LinkedHashMap<>();
    node.properties().forEach(e -> values.put(e.getKey(), e.getValue().asText()));
    return values;
  }

  /** The texts of an array. */
  public static List<String> texts(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asText()));
    return values;
  }

  /** The objects of an array. */
  public static List<ObjectNode> objects(JsonNode array) {
    List<ObjectNode> values = new ArrayList<>();
    for (JsonNode value : array) {
      if (value instanceof ObjectNode object) {
        values.add(object);
      }
    }
    return values;
  }
}
