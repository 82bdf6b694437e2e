package io.windlass.runtime.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The objects that one index has under one text, without gaps. One thread at a time changes it;
 * anybody may read {@link #snapshot} and {@link #entriesNow} meanwhile.
 *
 * <p>A group of an owner also keeps the views themselves: one volatile read then gives all of them
 * as they were at one moment.
 */
final class Group<V> {
  private volatile Chunks<Entry<V>> entries = Chunks.empty();
  private volatile Chunks<V> views = Chunks.empty();

  /** What changed last: what changes next is most like it. */
  private volatile Optional<V> latest = Optional.empty();

  private final Axis axis;

  Group(Axis axis) {
    this.axis = axis;
  }

  void add(Entry<V> entry, V view) {
    entry.moveTo(axis, entries.size());
    entries = entries.with(entries.size(), entry);
    if (axis == Axis.OWNER) {
      views = views.with(views.size(), view);
      latest = Optional.of(view);
    }
  }

  void change(Entry<V> entry, V view) {
    views = views.with(entry.slot(axis), view);
    latest = Optional.of(view);
  }

  /** The last one takes the place of the one that goes; returns whether any is left. */
  boolean remove(Entry<V> entry) {
    int slot = entry.slot(axis);
    int last = entries.size() - 1;
    Entry<V> moved = entries.get(last);
    moved.moveTo(axis, slot);
    entries = entries.with(slot, moved).withoutLast();
    if (axis == Axis.OWNER) {
      views = views.with(slot, views.get(last)).withoutLast();
      latest = last == 0 ? Optional.empty() : Optional.of(views.get(0));
    }
    return last > 0;
  }

  /** Another object of the same owner, if there is one. */
  Optional<V> latest() {
    return latest;
  }

  /** All of them at one moment; one array is allocated. */
  @SuppressWarnings("unchecked") // only V is ever put into chunks of V
  List<V> snapshot() {
    return Collections.unmodifiableList((List<V>) Arrays.asList(views.toArray()));
  }

  /** Each one that was there at one moment, as it is now. */
  List<V> entriesNow() {
    Chunks<Entry<V>> present = entries;
    List<V> now = new ArrayList<>(present.size());
    for (int i = 0; i < present.size(); i++) {
      now.add(present.get(i).view);
    }
    return Collections.unmodifiableList(now);
  }
}
