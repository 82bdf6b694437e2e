package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.manage.FieldType.ListType;
import io.windlass.devcluster.manage.FieldType.MapType;
import java.util.List;
import java.util.Map;

/**
 * What became of the fields of an object. Making one costs O(size of both objects), and allocates
 * only along what differs. Immutable.
 */
record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {
  private static final JsonNode NONE = MissingNode.getInstance();
  private static final Difference SAME =
      new Difference(false, FieldSet.EMPTY, FieldSet.EMPTY, FieldSet.EMPTY);
  private static final Difference MODIFIED =
      new Difference(true, FieldSet.EMPTY, FieldSet.EMPTY, FieldSet.EMPTY);

  /** How two values under one name differ: as a whole, and below. */
  private record Difference(boolean itself, FieldSet removed, FieldSet modified, FieldSet added) {
    boolean isAny() {
      return itself || !removed.isEmpty() || !modified.isEmpty() || !added.isEmpty();
    }
  }

  /** Compares two objects of a type. */
  static Comparison between(JsonNode before, JsonNode now, FieldType type) {
    Difference found = compare(before, now, type);
    return new Comparison(found.removed(), found.modified(), found.added());
  }

  /** Everything that differs. */
  FieldSet all() {
    return removed.union(modified).union(added);
  }

  FieldSet addedOrModified() {
    return modified.union(added);
  }

  /** The same through a filter. */
  Comparison filtered(FieldFilter filter) {
    return new Comparison(filter.apply(removed), filter.apply(modified), filter.apply(added));
  }

  private static Difference compare(JsonNode before, JsonNode now, FieldType type) {
    FieldType left = FieldType.narrow(type, before);
    FieldType right = FieldType.narrow(type, now);
    if (left.equals(right) || before.isNull() || now.isNull()) {
      return compareAs(before, now, before.isNull() ? right : left);
    }
    // The kind of the value changed: gone in its old form, there in its new one.
    Difference gone = compareAs(before, now, left);
    Difference come = compareAs(before, now, right);
    return new Difference(
        gone.itself() || come.itself(),
        gone.removed().union(come.removed()),
        gone.modified().union(come.modified()),
        gone.added().union(come.added()));
  }

  private static Difference compareAs(JsonNode before, JsonNode now, FieldType type) {
    return switch (type) {
      case MapType map -> maps(before, now, map);
      case ListType list -> lists(before, now, list);
      case FieldType.Any any -> maps(before, now, any.map());
      case FieldType.Scalar _ -> leaf(before, now);
    };
  }

  private static Difference leaf(JsonNode before, JsonNode now) {
    return Documents.same(before, now) ? SAME : MODIFIED;
  }

  private static Difference maps(JsonNode before, JsonNode now, MapType type) {
    boolean noParts = hasNoFields(before) && hasNoFields(now);
    if (type.atomic() || noParts) {
      return leaf(before, now);
    }
    Gathered gathered = new Gathered();
    for (Map.Entry<String, JsonNode> e : before.properties()) {
      JsonNode other = now.isObject() ? now.path(e.getKey()) : NONE;
      gathered.field(e.getKey(), e.getValue(), other, type);
    }
    for (Map.Entry<String, JsonNode> e : now.properties()) {
      if (!before.has(e.getKey())) {
        gathered.field(e.getKey(), NONE, e.getValue(), type);
      }
    }
    return gathered.difference();
  }

  private static boolean hasNoFields(JsonNode value) {
    return !value.isObject() || value.isEmpty();
  }

  private static Difference lists(JsonNode before, JsonNode now, ListType type) {
    boolean noParts = hasNoElements(before) && hasNoElements(now);
    if (type.atomic() || noParts) {
      return leaf(before, now);
    }
    if (before.equals(now)) {
      return SAME;
    }
    Map<PathElement, List<JsonNode>> left = elements(before, type);
    Map<PathElement, List<JsonNode>> right = elements(now, type);
    Gathered gathered = new Gathered();
    left.forEach(
        (step, items) ->
            gathered.element(step, items, right.getOrDefault(step, List.of()), type.items()));
    right.forEach(
        (step, items) -> {
          if (!left.containsKey(step)) {
            gathered.element(step, List.of(), items, type.items());
          }
        });
    return gathered.difference();
  }

  private static boolean hasNoElements(JsonNode value) {
    return !value.isArray() || value.isEmpty();
  }

  private static Map<PathElement, List<JsonNode>> elements(JsonNode value, ListType type) {
    return value.isArray() ? ListElements.byIdentity(value, type) : Map.of();
  }

  /** The differences of the parts of one value. */
  private static final class Gathered {
    private final FieldSet.Builder removed = new FieldSet.Builder();
    private final FieldSet.Builder modified = new FieldSet.Builder();
    private final FieldSet.Builder added = new FieldSet.Builder();

    void field(String name, JsonNode before, JsonNode now, MapType type) {
      FieldType field = type.at(name).orElse(FieldType.untyped());
      if (before.isMissingNode()) {
        added.add(type.step(name), true, Everything.in(now, field));
      } else if (now.isMissingNode()) {
        removed.add(type.step(name), true, Everything.in(before, field));
      } else {
        Difference found = compare(before, now, field);
        if (found.isAny()) {
          put(type.step(name), found);
        }
      }
    }

    private void put(PathElement step, Difference found) {
      removed.add(step, false, found.removed());
      modified.add(step, found.itself(), found.modified());
      added.add(step, false, found.added());
    }

    /** Elements that repeat themselves are one field together. */
    void element(PathElement step, List<JsonNode> before, List<JsonNode> now, FieldType type) {
      boolean repeatedBefore = before.size() > 1;
      boolean repeatedNow = now.size() > 1;
      if (repeatedBefore && repeatedNow) {
        modified.add(step, !before.equals(now), FieldSet.EMPTY);
      } else if (repeatedBefore) {
        removed.add(step, true, FieldSet.EMPTY);
        now.forEach(item -> added.add(step, true, Everything.in(item, type)));
      } else if (repeatedNow) {
        added.add(step, true, FieldSet.EMPTY);
        before.forEach(item -> removed.add(step, true, Everything.in(item, type)));
      } else if (before.isEmpty()) {
        added.add(step, true, Everything.in(now.getFirst(), type));
      } else if (now.isEmpty()) {
        removed.add(step, true, Everything.in(before.getFirst(), type));
      } else {
        put(step, compare(before.getFirst(), now.getFirst(), type));
      }
    }

    Difference difference() {
      FieldSet gone = removed.build();
      FieldSet changed = modified.build();
      FieldSet come = added.build();
      boolean same = gone.isEmpty() && changed.isEmpty() && come.isEmpty();
      return same ? SAME : new Difference(false, gone, changed, come);
    }
  }
}
