package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/** The order, equality and spelling of the values that identify list elements. Stateless. */
final class Scalars {
  private Scalars() {}

  /** Numbers before texts before booleans; objects by their fields in order. */
  static int compare(JsonNode a, JsonNode b) {
    if (a.isObject() && b.isObject()) {
      return compareFields(a, b);
    }
    int byRank = rank(a) - rank(b);
    if (byRank != 0) {
      return byRank;
    }
    if (a.isNumber()) {
      return a.decimalValue().compareTo(b.decimalValue());
    }
    return a.isTextual()
        ? a.asText().compareTo(b.asText())
        : Boolean.compare(a.asBoolean(), b.asBoolean());
  }

  private static int compareFields(JsonNode a, JsonNode b) {
    Iterator<Map.Entry<String, JsonNode>> left = a.properties().iterator();
    Iterator<Map.Entry<String, JsonNode>> right = b.properties().iterator();
    while (left.hasNext() && right.hasNext()) {
      Map.Entry<String, JsonNode> l = left.next();
      Map.Entry<String, JsonNode> r = right.next();
      int byName = l.getKey().compareTo(r.getKey());
      int order = byName != 0 ? byName : compare(l.getValue(), r.getValue());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private static int rank(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> 0;
      case STRING -> 1;
      case BOOLEAN -> 2;
      default -> 3;
    };
  }

  /** As Go prints it: texts in quotes, the rest plain. */
  static String print(JsonNode value) {
    return value.isTextual() ? value.toString() : value.asText();
  }
}
