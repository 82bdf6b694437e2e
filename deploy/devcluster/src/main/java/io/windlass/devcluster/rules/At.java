package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A value of an object and the path that faults name it by. A missing value has a path too. */
record At(JsonNode value, String path) {
  static At root(JsonNode object) {
    return new At(object, "");
  }

  At field(String name) {
    return new At(value.path(name), path.isEmpty() ? name : path + "." + name);
  }

  /** An entry of a map, as {@code data[key]}. */
  At key(String key) {
    return new At(value.path(key), path + "[" + key + "]");
  }

  /** The same value under another path; some faults name an older or a shorter one. */
  At as(String otherPath) {
    return new At(value, otherPath);
  }

  List<At> elements() {
    return value.isArray()
        ? IntStream.range(0, value.size()).mapToObj(this::element).toList()
        : List.of();
  }

  private At element(int index) {
    return new At(value.get(index), path + "[" + index + "]");
  }

  /** The keys of a map, in order. */
  List<String> keys() {
    return value.propertyStream().map(Map.Entry::getKey).sorted().toList();
  }

  /** The elements of a list of texts. */
  List<String> texts() {
    return value.isArray() ? value.valueStream().map(JsonNode::asText).toList() : List.of();
  }

  String text() {
    return value.asText();
  }

  /** Absent, null or an empty text. */
  boolean isBlank() {
    return !isSet() || (value.isTextual() && value.asText().isEmpty());
  }

  boolean isSet() {
    return !value.isMissingNode() && !value.isNull();
  }
}
