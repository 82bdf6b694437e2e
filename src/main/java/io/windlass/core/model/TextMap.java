package io.windlass.core.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Labels or annotations in one array, in the order of their keys. Immutable; a look-up costs O(log
 * size). Values that say times are kept as {@link StampedText} and made anew when asked for.
 */
final class TextMap extends AbstractMap<String, String> {
  private static final int FEW = 12;

  /** More are sorted before: moving one at a time takes the square of their number. */
  private static final int MANY = 64;

  /** Key, value, key, value; a value is a String or a StampedText. */
  private final Object[] slots;

  private TextMap(Object[] slots) {
    this.slots = slots;
  }

  static TextMap of(Map<String, String> texts) {
    if (texts instanceof TextMap already) {
      return already;
    }
    Map<String, String> source = texts.size() <= MANY ? texts : new TreeMap<>(texts);
    Object[] slots = new Object[2 * texts.size()];
    int used = 0;
    for (Map.Entry<String, String> text : source.entrySet()) {
      int place = roomFor(text.getKey(), slots, used);
      slots[place] = text.getKey();
      slots[place + 1] = packed(text.getValue());
      used += 2;
    }
    return new TextMap(slots);
  }

  /** API servers write maps in the order of their keys: then nothing has to move. */
  private static int roomFor(String key, Object[] slots, int used) {
    int place = used;
    while (place > 0 && ((String) slots[place - 2]).compareTo(key) > 0) {
      slots[place] = slots[place - 2];
      slots[place + 1] = slots[place - 1];
      place -= 2;
    }
    return place;
  }

  private static Object packed(String value) {
    Optional<StampedText> stamped = StampedText.of(value);
    return stamped.isPresent() ? stamped.get() : value;
  }

  /** An equal map that uses the parts of another where they are equal. */
  TextMap sharing(TextMap kin) {
    if (equals(kin)) {
      return kin;
    }
    Object[] shared = slots.clone();
    for (int i = 0; i < shared.length; i += 2) {
      int place = kin.find((String) shared[i]);
      if (place >= 0) {
        shared[i] = kin.slots[place];
        shared[i + 1] = shared(shared[i + 1], kin.slots[place + 1]);
      }
    }
    return new TextMap(shared);
  }

  private static Object shared(Object value, Object kin) {
    if (value.equals(kin)) {
      return kin;
    }
    return value instanceof StampedText stamped && kin instanceof StampedText other
        ? stamped.sharing(other)
        : value;
  }

  /** What it takes on the heap beyond what was counted before. */
  long bytes(Footprint footprint) {
    long bytes = footprint.object(this, 12) + footprint.array(slots, 4 * slots.length);
    for (Object slot : slots) {
      bytes +=
          slot instanceof StampedText stamped
              ? stamped.bytes(footprint)
              : footprint.text((String) slot);
    }
    return bytes;
  }

  /**
   * Keys have long beginnings in common: comparing few for equality is cheaper than their order.
   */
  private int find(String key) {
    return slots.length <= 2 * FEW ? findAmongFew(key) : findByOrder(key);
  }

  private int findAmongFew(String key) {
    for (int i = 0; i < slots.length; i += 2) {
      if (key.equals(slots[i])) {
        return i;
      }
    }
    return -1;
  }

  private int findByOrder(String key) {
    int low = 0;
    int high = slots.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = ((String) slots[2 * middle]).compareTo(key);
      if (order == 0) {
        return 2 * middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private String key(int entry) {
    return (String) slots[2 * entry];
  }

  private String value(int entry) {
    return slots[2 * entry + 1].toString();
  }

  @Override
  public @Nullable String get(Object key) {
    int place = key instanceof String text ? find(text) : -1;
    return place < 0 ? null : slots[place + 1].toString();
  }

  @Override
  public String getOrDefault(Object key, String other) {
    int place = key instanceof String text ? find(text) : -1;
    return place < 0 ? other : slots[place + 1].toString();
  }

  /** Whether the value of a key has a word in it that says no time. */
  boolean mentions(String key, String word) {
    int place = find(key);
    if (place < 0) {
      return false;
    }
    return slots[place + 1] instanceof StampedText stamped
        ? stamped.mentions(word)
        : slots[place + 1].toString().contains(word);
  }

  /** The value of a key without the times in it; empty if there is none. */
  String withoutTimes(String key) {
    int place = find(key);
    if (place < 0) {
      return "";
    }
    return slots[place + 1] instanceof StampedText stamped
        ? stamped.pattern()
        : slots[place + 1].toString();
  }

  @Override
  public boolean containsKey(Object key) {
    return key instanceof String text && find(text) >= 0;
  }

  @Override
  public int size() {
    return slots.length / 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextMap map ? Arrays.equals(slots, map.slots) : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new Entries(this);
  }

  private static final class Entries extends AbstractSet<Map.Entry<String, String>> {
    private final TextMap map;

    private Entries(TextMap map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
      return IntStream.range(0, size()).mapToObj(this::entry).iterator();
    }

    private Map.Entry<String, String> entry(int i) {
      return Map.entry(map.key(i), map.value(i));
    }
  }
}
