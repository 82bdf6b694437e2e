package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.windlass.devcluster.api.ApiException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lists that merge: elements found by key (or, for scalars, by value) and put in order. An empty
 * merge key means a list of scalars. Stateless.
 */
final class MergeLists {
  private MergeLists() {}

  /** Whether the lists hold objects; 500 if the kinds of elements are mixed or are lists. */
  static boolean holdsObjects(ArrayNode left, ArrayNode right) {
    List<JsonNode> all = new ArrayList<>();
    left.forEach(all::add);
    right.forEach(all::add);
    if (all.stream().anyMatch(JsonNode::isArray)) {
      throw new ApiException(
          422, "", "lists of lists are not supported", ApiException.Subject.NONE, List.of());
    }
    long objects = all.stream().filter(JsonNode::isObject).count();
    if (objects != 0 && objects != all.size()) {
      throw StrategicMerge.failed(
          "list element types are not identical: [%s %s]"
              .formatted(GoText.of(left), GoText.of(right)));
    }
    return objects != 0;
  }

  /** The elements of both, each once, in order of appearance. */
  static ArrayNode union(ArrayNode left, ArrayNode right) {
    ArrayNode union = JsonNodeFactory.instance.arrayNode();
    for (ArrayNode list : List.of(left, right)) {
      list.forEach(element -> addOnce(union, element));
    }
    return union;
  }

  private static void addOnce(ArrayNode list, JsonNode element) {
    if (index(list, element, "") < 0) {
      list.add(element);
    }
  }

  /** The scalars of a list that are not in another one. */
  static ArrayNode without(ArrayNode list, ArrayNode removed) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    list.forEach(
        element -> {
          if (index(removed, element, "") < 0) {
            kept.add(element);
          }
        });
    return kept;
  }

  /** The objects of a list whose merge key differs from that of an element. */
  static ArrayNode withoutKey(ArrayNode list, JsonNode element, String mergeKey) {
    JsonNode key = key(element, mergeKey);
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    list.forEach(
        item -> {
          if (!same(item.path(mergeKey), key)) {
            kept.add(item);
          }
        });
    return kept;
  }

  /** The value of the merge key; 500 without one. */
  static JsonNode key(JsonNode element, String mergeKey) {
    JsonNode key = element.get(mergeKey);
    if (key == null) {
      throw StrategicMerge.failed(
          "map: %s does not contain declared merge key: %s"
              .formatted(GoText.of(element), mergeKey));
    }
    return key;
  }

  /** Where the object with this value of the merge key is, or -1. */
  static int indexByKey(ArrayNode list, JsonNode key, String mergeKey) {
    for (int i = 0; i < list.size(); i++) {
      if (same(list.get(i).path(mergeKey), key)) {
        return i;
      }
    }
    return -1;
  }

  /** Refuses a patch whose elements are not in the order that the same patch asks for. */
  static void requireOrder(ArrayNode patch, ArrayNode order, String mergeKey) {
    if (patch.isEmpty() || order.isEmpty()) {
      return;
    }
    int at = 0;
    for (JsonNode element : patch) {
      if (element.path("$patch").isMissingNode()) {
        while (at < order.size() && !matches(element, order.get(at), mergeKey)) {
          at++;
        }
        if (at == order.size()) {
          throw StrategicMerge.failed(
              "The order in patch list:\n%s\n doesn't match $setElementOrder list:\n%s\n"
                  .formatted(GoText.of(patch), GoText.of(order)));
        }
      }
    }
  }

  /**
   * A merged list in order: elements that {@code wanted} names stand in its order, the others in
   * the order of {@code live}, and among each other as {@code live} had them as far as that is
   * possible.
   */
  static ArrayNode ordered(ArrayNode merged, ArrayNode wanted, ArrayNode live, String mergeKey) {
    List<JsonNode> named = new ArrayList<>();
    List<JsonNode> others = new ArrayList<>();
    for (JsonNode element : merged) {
      if (!mergeKey.isEmpty()) {
        key(element, mergeKey);
      }
      (index(wanted, element, mergeKey) < 0 ? others : named).add(element);
    }
    named.sort(Comparator.comparingInt(e -> index(wanted, e, mergeKey)));
    others.sort(Comparator.comparingInt(e -> index(live, e, mergeKey)));
    return interleaved(others, named, live, mergeKey);
  }

  private static ArrayNode interleaved(
      List<JsonNode> others, List<JsonNode> named, ArrayNode live, String mergeKey) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    int other = 0;
    for (JsonNode element : named) {
      int place = index(live, element, mergeKey);
      while (other < others.size()
          && index(live, others.get(other), mergeKey) >= 0
          && index(live, others.get(other), mergeKey) < place) {
        all.add(others.get(other++));
      }
      all.add(element);
    }
    return all.addAll(others.subList(other, others.size()));
  }

  private static int index(ArrayNode list, JsonNode element, String mergeKey) {
    for (int i = 0; i < list.size(); i++) {
      if (matches(element, list.get(i), mergeKey)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(JsonNode left, JsonNode right, String mergeKey) {
    return mergeKey.isEmpty() ? same(left, right) : same(key(left, mergeKey), right.path(mergeKey));
  }

  // Equal numbers may be nodes of different width.
  private static boolean same(JsonNode left, JsonNode right) {
    return (left.isIntegralNumber() && right.isIntegralNumber())
        ? left.bigIntegerValue().equals(right.bigIntegerValue())
        : left.equals(right);
  }
}
