package io.windlass.runtime.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One index: objects by a text that many of them share. Thread-safe; changes of one text wait for
 * each other, and readers wait for nobody. No memory for unused texts.
 */
final class Groups<V> {
  private final Axis axis;
  private final ConcurrentMap<String, Group<V>> groups = new ConcurrentHashMap<>();

  Groups(Axis axis) {
    this.axis = axis;
  }

  void add(String text, Entry<V> entry, V view) {
    groups.compute(
        text,
        (_, known) -> {
          Group<V> group = known == null ? new Group<>(axis) : known;
          group.add(entry, view);
          return group;
        });
  }

  void change(String text, Entry<V> entry, V view) {
    groups.computeIfPresent(
        text,
        (_, group) -> {
          group.change(entry, view);
          return group;
        });
  }

  void remove(String text, Entry<V> entry) {
    groups.computeIfPresent(text, (_, group) -> group.remove(entry) ? group : null);
  }

  Optional<V> latest(String text) {
    Group<V> group = groups.get(text);
    return group == null ? Optional.empty() : group.latest();
  }

  /** All views under a text at one moment. */
  List<V> snapshot(String text) {
    Group<V> group = groups.get(text);
    return group == null ? List.of() : group.snapshot();
  }

  /** The objects that were under a text at one moment, as they are now. */
  List<V> entriesNow(String text) {
    Group<V> group = groups.get(text);
    return group == null ? List.of() : group.entriesNow();
  }
}
