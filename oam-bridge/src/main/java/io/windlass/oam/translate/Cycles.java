package io.windlass.oam.translate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds who waits for itself. Cost O(edges), whatever the shape. Stateless. */
final class Cycles {
  /** One waits for another. */
  record Edge<T>(T from, T to) {}

  private Cycles() {}

  /** Those on a cycle, or between two: all that is left when every loose end is cut off. */
  static <T> Set<T> of(List<Edge<T>> edges) {
    Set<T> after = remaining(edges);
    List<Edge<T>> back = edges.stream().map(edge -> new Edge<>(edge.to(), edge.from())).toList();
    after.retainAll(remaining(back));
    return after;
  }

  /** Without those that nothing leads to, until there are no more of them. */
  private static <T> Set<T> remaining(List<Edge<T>> edges) {
    Map<T, Integer> leading = new HashMap<>();
    Map<T, Deque<T>> next = new HashMap<>();
    for (Edge<T> edge : edges) {
      leading.putIfAbsent(edge.from(), 0);
      leading.merge(edge.to(), 1, Integer::sum);
      next.computeIfAbsent(edge.from(), _ -> new ArrayDeque<>()).add(edge.to());
    }
    Deque<T> free = new ArrayDeque<>();
    leading.forEach(
        (node, count) -> {
          if (count == 0) {
            free.add(node);
          }
        });
    Set<T> left = new HashSet<>(leading.keySet());
    while (!free.isEmpty()) {
      T node = free.remove();
      left.remove(node);
      for (T to : next.getOrDefault(node, new ArrayDeque<>())) {
        if (leading.merge(to, -1, Integer::sum) == 0) {
          free.add(to);
        }
      }
    }
    return left;
  }
}
