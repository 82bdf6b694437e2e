package io.windlass.runtime.store;

import io.windlass.core.model.ObjectKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects by a text that many of them share. Not thread-safe. Memory: none for unused texts. */
final class Index<V> {
  private final Map<String, Map<ObjectKey, V>> groups = new HashMap<>();

  void put(String text, ObjectKey key, V object) {
    groups.computeIfAbsent(text, _ -> new HashMap<>()).put(key, object);
  }

  void remove(String text, ObjectKey key) {
    groups.computeIfPresent(
        text,
        (_, group) -> {
          group.remove(key);
          return group.isEmpty() ? null : group;
        });
  }

  List<V> list(String text) {
    return List.copyOf(groups.getOrDefault(text, Map.of()).values());
  }

  int groups() {
    return groups.size();
  }
}
