package io.windlass.devcluster.store;

import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.select.SelectableFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Which objects have a label, an owner or a field value. Not thread-safe; guarded by its store.
 * Updates cost O(labels of the object), look-ups O(1).
 */
final class Indexes {
  // The fields that narrow a list down to few objects; the others are compared object by object.
  private static final List<String> INDEXED_FIELDS =
      List.of("spec.nodeName", "involvedObject.uid", "involvedObject.name");

  private final Map<String, Set<ObjectKey>> keys = new HashMap<>();
  private final SelectableFields selectable;

  Indexes(SelectableFields selectable) {
    this.selectable = selectable;
  }

  void add(Stored object) {
    visit(object, (entry, key) -> keys.computeIfAbsent(entry, e -> new HashSet<>(2)).add(key));
  }

  void remove(Stored object) {
    visit(object, this::remove);
  }

  private void remove(String entry, ObjectKey key) {
    keys.computeIfPresent(
        entry,
        (e, set) -> {
          set.remove(key);
          return set.isEmpty() ? null : set;
        });
  }

  /** The fewest candidates that an index knows; empty if no index applies. */
  Optional<Set<ObjectKey>> candidates(Selection selection) {
    Optional<Set<ObjectKey>> best = Optional.empty();
    if (!selection.ownerUid().isEmpty()) {
      best = smaller(best, "owner " + selection.ownerUid());
    }
    for (FieldSelector.Term term : selection.fields().terms()) {
      if (term.equal() && INDEXED_FIELDS.contains(term.field())) {
        best = smaller(best, field(term.field(), term.value()));
      }
    }
    for (LabelSelector.Requirement requirement : selection.labels().requirements()) {
      if (requirement.operator() == LabelSelector.Operator.IN && requirement.values().size() == 1) {
        best = smaller(best, label(requirement.key(), requirement.values().iterator().next()));
      }
    }
    return best;
  }

  private Optional<Set<ObjectKey>> smaller(Optional<Set<ObjectKey>> best, String entry) {
    Set<ObjectKey> found = keys.getOrDefault(entry, Set.of());
    return best.isPresent() && best.get().size() <= found.size() ? best : Optional.of(found);
  }

  private void visit(Stored object, BiConsumer<String, ObjectKey> visitor) {
    object.labels().forEach((name, value) -> visitor.accept(label(name, value), object.key()));
    object.ownerUids().forEach(uid -> visitor.accept("owner " + uid, object.key()));
    for (String field : INDEXED_FIELDS) {
      String value = selectable.value(object.fields(), field);
      if (selectable.has(field)) {
        visitor.accept(field(field, value), object.key());
      }
    }
  }

  private static String label(String name, String value) {
    return "label " + name + "=" + value;
  }

  private static String field(String name, String value) {
    return "field " + name + "=" + value;
  }
}
