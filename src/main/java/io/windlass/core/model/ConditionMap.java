package io.windlass.core.model;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Conditions by type with their times apart: but for these, the conditions of most pods are the
 * same and are shared. Immutable; a condition is made anew when asked for.
 */
final class ConditionMap extends AbstractMap<String, Condition> {
  private static final int NONE = Integer.MIN_VALUE;
  private static final Comparator<Condition> BY_TYPE = Comparator.comparing(Condition::type);

  /** In the order of their types, without times. */
  private final List<Condition> timeless;

  private final int[] seconds;

  private ConditionMap(List<Condition> timeless, int[] seconds) {
    this.timeless = timeless;
    this.seconds = seconds;
  }

  /** The compact form, or a plain copy where a time is finer than a second. */
  static Map<String, Condition> of(Map<String, Condition> conditions) {
    if (conditions instanceof ConditionMap already) {
      return already;
    }
    for (Map.Entry<String, Condition> entry : conditions.entrySet()) {
      if (!fits(entry.getKey(), entry.getValue())) {
        return Map.copyOf(conditions);
      }
    }
    Condition[] sorted = conditions.values().toArray(Condition[]::new);
    Arrays.sort(sorted, BY_TYPE);
    int[] seconds = new int[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      seconds[i] = seconds(sorted[i]);
      sorted[i] = sorted[i].withoutTime();
    }
    return new ConditionMap(List.of(sorted), seconds);
  }

  private static boolean fits(String type, Condition condition) {
    return type.equals(condition.type())
        && condition
            .lastTransition()
            .map(t -> t.getNano() == 0 && (int) t.getEpochSecond() == t.getEpochSecond())
            .orElse(true);
  }

  private static int seconds(Condition condition) {
    return condition.lastTransition().map(t -> (int) t.getEpochSecond()).orElse(NONE);
  }

  /** An equal map that uses the parts of another where they are equal. */
  ConditionMap sharing(ConditionMap kin) {
    if (timeless.equals(kin.timeless)) {
      return Arrays.equals(seconds, kin.seconds) ? kin : new ConditionMap(kin.timeless, seconds);
    }
    Condition[] shared = timeless.toArray(Condition[]::new);
    for (int i = 0; i < shared.length; i++) {
      int place = kin.find(shared[i].type());
      shared[i] = place < 0 ? shared[i] : Compact.either(shared[i], kin.timeless.get(place));
    }
    return new ConditionMap(List.of(shared), seconds);
  }

  /** What it takes on the heap beyond what was counted before. */
  long bytes(Footprint footprint) {
    long bytes = footprint.object(this, 16) + footprint.list(timeless);
    bytes += footprint.array(seconds, Integer.BYTES * seconds.length);
    for (Condition condition : timeless) {
      bytes += footprint.condition(condition);
    }
    return bytes;
  }

  /** Whether a condition is there and true. */
  boolean hasTrue(String type) {
    int place = find(type);
    return place >= 0 && timeless.get(place).isTrue();
  }

  /** Since when a condition is true; empty if it is not, or if the moment is not known. */
  Optional<Instant> trueSince(String type) {
    int place = find(type);
    return place >= 0 && seconds[place] != NONE && timeless.get(place).isTrue()
        ? Optional.of(Instant.ofEpochSecond(seconds[place]))
        : Optional.empty();
  }

  private int find(Object type) {
    for (int i = 0; i < seconds.length; i++) {
      if (timeless.get(i).type().equals(type)) {
        return i;
      }
    }
    return -1;
  }

  private Condition condition(int place) {
    Condition head = timeless.get(place);
    return seconds[place] == NONE ? head : head.at(Instant.ofEpochSecond(seconds[place]));
  }

  @Override
  public @Nullable Condition get(Object type) {
    int place = find(type);
    return place < 0 ? null : condition(place);
  }

  @Override
  public boolean containsKey(Object type) {
    return find(type) >= 0;
  }

  @Override
  public int size() {
    return seconds.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConditionMap map
        ? Arrays.equals(seconds, map.seconds) && timeless.equals(map.timeless)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Set<Map.Entry<String, Condition>> entrySet() {
    return new Entries(this);
  }

  private static final class Entries extends AbstractSet<Map.Entry<String, Condition>> {
    private final ConditionMap map;

    private Entries(ConditionMap map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public Iterator<Map.Entry<String, Condition>> iterator() {
      return IntStream.range(0, size()).mapToObj(this::entry).iterator();
    }

    private Map.Entry<String, Condition> entry(int i) {
      return Map.entry(map.timeless.get(i).type(), map.condition(i));
    }
  }
}
