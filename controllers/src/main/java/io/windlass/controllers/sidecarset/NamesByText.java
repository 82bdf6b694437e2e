package io.windlass.controllers.sidecarset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names that are filed under texts, most texts with one name. Used under a lock of its owner. */
final class NamesByText {
  /** So many are copied at a change, which is smaller than to keep them in a table. */
  private static final int FEW = 4;

  private final Map<String, Set<String>> names = new HashMap<>();

  void add(Set<String> texts, String name) {
    for (String text : texts) {
      names.merge(text, Set.of(name), (some, _) -> with(some, name));
    }
  }

  private static Set<String> with(Set<String> some, String name) {
    if (some.size() > FEW) {
      some.add(name);
      return some;
    }
    Set<String> more = new HashSet<>(some);
    more.add(name);
    return more.size() > FEW ? more : Set.copyOf(more);
  }

  void remove(Set<String> texts, String name) {
    for (String text : texts) {
      Set<String> left = without(names.getOrDefault(text, Set.of()), name);
      if (left.isEmpty()) {
        names.remove(text);
      } else {
        names.put(text, left);
      }
    }
  }

  private static Set<String> without(Set<String> some, String name) {
    if (some.size() > FEW + 1) {
      some.remove(name);
      return some;
    }
    Set<String> fewer = new HashSet<>(some);
    fewer.remove(name);
    return Set.copyOf(fewer);
  }

  /** How many names there are under texts; one under two of them counts twice. */
  long count(Set<String> texts) {
    long count = 0;
    for (String text : texts) {
      count += names.getOrDefault(text, Set.of()).size();
    }
    return count;
  }

  /** The names under any of these texts. */
  Set<String> of(Set<String> texts) {
    Set<String> all = new HashSet<>();
    texts.forEach(text -> all.addAll(names.getOrDefault(text, Set.of())));
    return all;
  }
}
