package io.windlass.core.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object in one array, in the order of their names: far smaller than trees of
 * entries. Immutable; a look-up costs O(log size).
 */
final class FieldMap extends AbstractMap<String, Json> {
  private static final FieldMap EMPTY = new FieldMap(new Object[0]);

  /** Of so many fields each is put into its place; more are sorted by merging. */
  private static final int FEW = 40;

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

  /** Of name, value, name, value: each name greater than the one before. Keeps the array. */
  static FieldMap ofAscending(Object[] slots) {
    return slots.length == 0 ? EMPTY : new FieldMap(slots);
  }

  /** The same names and values in the order of the names; of equal names all stay. */
  static Object[] sorted(Object[] slots) {
    return slots.length <= 2 * FEW ? inserted(slots) : merged(slots);
  }

  private static Object[] inserted(Object[] slots) {
    Object[] sorted = slots.clone();
    for (int end = 2; end < sorted.length; end += 2) {
      String name = (String) sorted[end];
      Object value = sorted[end + 1];
      int at = end;
      while (at > 0 && ((String) sorted[at - 2]).compareTo(name) > 0) {
        at -= 2;
      }
      System.arraycopy(sorted, at, sorted, at + 2, end - at);
      sorted[at] = name;
      sorted[at + 1] = value;
    }
    return sorted;
  }

  private static Object[] merged(Object[] slots) {
    Integer[] order = new Integer[slots.length / 2];
    Arrays.setAll(order, field -> 2 * field);
    Arrays.sort(order, Comparator.comparing(place -> (String) slots[place]));
    Object[] sorted = new Object[slots.length];
    for (int field = 0; field < order.length; field++) {
      sorted[2 * field] = slots[order[field]];
      sorted[2 * field + 1] = slots[order[field] + 1];
    }
    return sorted;
  }

  /** A name that is there more than once. */
  Optional<String> firstTwice() {
    for (int field = 1; field < size(); field++) {
      if (name(field).equals(name(field - 1))) {
        return Optional.of(name(field));
      }
    }
    return Optional.empty();
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

  /** The name of a field, counted from 0 in ascending order. */
  String name(int field) {
    return (String) slots[2 * field];
  }

  /** The value of a field. */
  Json value(int field) {
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
  public void forEach(BiConsumer<? super String, ? super Json> action) {
    for (int field = 0; field < size(); field++) {
      action.accept(name(field), value(field));
    }
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
      List<Map.Entry<String, Json>> entries = new ArrayList<>(map.size());
      map.forEach((name, value) -> entries.add(Map.entry(name, value)));
      return Collections.unmodifiableList(entries).iterator();
    }
  }
}
