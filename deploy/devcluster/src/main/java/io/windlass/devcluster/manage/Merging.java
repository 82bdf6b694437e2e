package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.manage.FieldType.ListType;
import io.windlass.devcluster.manage.FieldType.MapType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object with the fields of a configuration put over its own. Elements of lists keep their
 * order, or take that of the configuration where it states another. Stateless; the outcome shares
 * its parts with what it was made of.
 */
final class Merging {
  private static final JsonNode NONE = MissingNode.getInstance();

  private Merging() {}

  /** Merges; a missing node if nothing is left. */
  static JsonNode merge(JsonNode live, JsonNode stated, FieldType type) {
    FieldType kind = FieldType.narrow(type, stated.isMissingNode() ? live : stated);
    return switch (kind) {
      case MapType map -> maps(live, stated, map);
      case FieldType.Any any -> maps(live, stated, any.map());
      case ListType list -> lists(live, stated, list);
      case FieldType.Scalar _ -> leaf(live, stated);
    };
  }

  private static JsonNode leaf(JsonNode live, JsonNode stated) {
    return stated.isMissingNode() ? live : stated;
  }

  private static JsonNode maps(JsonNode live, JsonNode stated, MapType type) {
    boolean noParts = isNoMap(live) && isNoMap(stated);
    if (type.atomic() || noParts) {
      return leaf(live, stated);
    }
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> e : live.properties()) {
      JsonNode other = stated.isObject() ? stated.path(e.getKey()) : NONE;
      put(merged, e.getKey(), merge(e.getValue(), other, fieldType(type, e.getKey())));
    }
    for (Map.Entry<String, JsonNode> e : stated.properties()) {
      if (!live.has(e.getKey())) {
        put(merged, e.getKey(), merge(NONE, e.getValue(), fieldType(type, e.getKey())));
      }
    }
    return merged.isEmpty() ? NONE : merged;
  }

  private static boolean isNoMap(JsonNode value) {
    return !value.isObject() || value.isEmpty();
  }

  private static FieldType fieldType(MapType type, String field) {
    return type.at(field).orElse(FieldType.untyped());
  }

  private static void put(ObjectNode object, String field, JsonNode value) {
    if (!value.isMissingNode()) {
      object.set(field, value);
    }
  }

  private static JsonNode lists(JsonNode live, JsonNode stated, ListType type) {
    boolean noParts = isNoList(live) && isNoList(stated);
    return type.atomic() || noParts
        ? leaf(live, stated)
        : new Interleaved(live, stated, type).merged();
  }

  private static boolean isNoList(JsonNode value) {
    return !value.isArray() || value.isEmpty();
  }

  /** Two lists on their way to be one. */
  private static final class Interleaved {
    private final ListType type;
    private final List<JsonNode> liveItems = new ArrayList<>();
    private final List<PathElement> live = new ArrayList<>();
    private final List<PathElement> stated = new ArrayList<>();
    private final Map<PathElement, JsonNode> liveByStep = new HashMap<>();
    private final Map<PathElement, JsonNode> statedByStep = new HashMap<>();
    private final Set<PathElement> done = new HashSet<>();
    private final ArrayNode out = JsonNodeFactory.instance.arrayNode();
    private int l;
    private int s;
    private int shared;

    Interleaved(JsonNode liveList, JsonNode statedList, ListType type) {
      this.type = type;
      for (JsonNode item : liveList) {
        PathElement step = ListElements.identity(item, type);
        live.add(step);
        liveItems.add(item);
        // Elements that repeat themselves are not merged.
        liveByStep.merge(step, item, (first, second) -> NullNode.getInstance());
      }
      for (JsonNode item : statedList) {
        PathElement step = ListElements.identity(item, type);
        stated.add(step);
        statedByStep.putIfAbsent(step, item);
      }
    }

    JsonNode merged() {
      List<PathElement> order = stated.stream().filter(liveByStep::containsKey).toList();
      while (l < live.size() || s < stated.size()) {
        boolean both = l < live.size() && s < stated.size();
        if (both && live.get(l).equals(stated.get(s))) {
          take(stated.get(s));
          l++;
          s++;
          shared++;
        } else if (both && isOutOfTurn(live.get(l), order)) {
          l++;
        } else if (l < live.size() && !statedByStep.containsKey(live.get(l))) {
          add(merge(liveItems.get(l), NONE, type.items()));
          l++;
        } else {
          next(order);
        }
      }
      return out.isEmpty() ? NONE : out;
    }

    private boolean isOutOfTurn(PathElement step, List<PathElement> order) {
      return statedByStep.containsKey(step)
          && shared < order.size()
          && !order.get(shared).equals(step);
    }

    private void next(List<PathElement> order) {
      if (l < live.size() && done.contains(live.get(l))) {
        l++;
      }
      if (s < stated.size()) {
        PathElement step = stated.get(s);
        take(step);
        s++;
        if (shared < order.size() && order.get(shared).equals(step)) {
          shared++;
        }
      }
    }

    private void take(PathElement step) {
      done.add(step);
      JsonNode before = liveByStep.getOrDefault(step, NONE);
      add(merge(before, statedByStep.getOrDefault(step, NONE), type.items()));
    }

    private void add(JsonNode item) {
      if (!item.isMissingNode()) {
        out.add(item);
      }
    }
  }
}
