package io.windlass.core.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object in one array, in the order of their names: far smaller than trees of
 * entries. Immutable; a look-up costs O(log size).
 */
final class FieldMap extends AbstractMap<String, Json> {
  private static final FieldMap EMPTY = new FieldMap(new Object[0]);

  /** Name, value, name, value. */
  private final Object[] slots;

  private FieldMap(Object[] slots) {
    this.slots = slots;
  }

  static FieldMap of(Map<String, Json> fields) {
    if (fields instanceof FieldMap already) {
      return already;
    }
    if (fields.isEmpty()) {
      return EMPTY;
    }
    Object[] slots = new Object[2 * fields.size()];
    int next = 0;
    for (Map.Entry<String, Json> field : new TreeMap<>(fields).entrySet()) {
      slots[next++] = field.getKey();
      slots[next++] = field.getValue();
    }
    return new FieldMap(slots);
  }

  /** The place of a name; if it is not there, -1 minus the place where it would be. */
  private int find(String name) {
    int low = 0;
    int high = slots.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = name(middle).compareTo(name);
      if (order == 0) {
        return 2 * middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - 2 * low;
  }

  /** These fields and one more, or another value of one. */
  FieldMap with(String name, Json value) {
    int place = find(name);
    if (place >= 0) {
      Object[] changed = slots.clone();
      changed[place + 1] = value;
      return new FieldMap(changed);
    }
    int at = -1 - place;
    Object[] more = Arrays.copyOf(slots, slots.length + 2);
    System.arraycopy(slots, at, more, at + 2, slots.length - at);
    more[at] = name;
    more[at + 1] = value;
    return new FieldMap(more);
  }

  /** These fields and one less. */
  FieldMap without(String name) {
    int place = find(name);
    if (place < 0) {
      return this;
    }
    Object[] less = Arrays.copyOf(slots, slots.length - 2);
    System.arraycopy(slots, place + 2, less, place, less.length - place);
    return new FieldMap(less);
  }

  private String name(int field) {
    return (String) slots[2 * field];
  }

  private Json value(int field) {
    return (Json) slots[2 * field + 1];
  }

  @Override
  public @Nullable Json get(Object name) {
    int place = name instanceof String text ? find(text) : -1;
    return place < 0 ? null : (Json) slots[place + 1];
  }

  @Override
  public boolean containsKey(Object name) {
    return name instanceof String text && find(text) >= 0;
  }

  @Override
  public int size() {
    return slots.length / 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldMap map ? Arrays.equals(slots, map.slots) : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Set<Map.Entry<String, Json>> entrySet() {
    return new Entries(this);
  }

  private static final class Entries extends AbstractSet<Map.Entry<String, Json>> {
    private final FieldMap map;

    private Entries(FieldMap map) {
      this.map = map;
    }

    @Override
    public int size() {
      return map.size();
    }

    @Override
    public Iterator<Map.Entry<String, Json>> iterator() {
      return IntStream.range(0, map.size())
          .mapToObj(field -> Map.entry(map.name(field), map.value(field)))
          .iterator();
    }
  }
}
