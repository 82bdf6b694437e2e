package io.windlass.runtime.store;

import io.windlass.runtime.store.ObjectStore.ChangeListener;
import io.windlass.runtime.store.ObjectTable.Change;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Changes that a listener has not been told of. Any thread may add; one at a time tells, and tells
 * what others add meanwhile. A listener that throws loses its change; the next one goes on.
 */
final class Telling<V> {
  private final Queue<Change<V>> untold = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile ChangeListener<V> listener = (_, _) -> {};

  void onChange(ChangeListener<V> changeListener) {
    ChangeListener<V> others = listener;
    listener =
        (before, after) -> {
          others.changed(before, after);
          changeListener.changed(before, after);
        };
  }

  void add(Change<V> change) {
    untold.add(change);
  }

  /** Tells what there is, unless somebody is at it, who will then see it. */
  void tell() {
    while (!untold.isEmpty() && busy.compareAndSet(false, true)) {
      try {
        tellAll();
      } finally {
        busy.set(false);
      }
    }
  }

  private void tellAll() {
    Change<V> change = untold.poll();
    while (change != null) {
      listener.changed(change.before(), change.after());
      change = untold.poll();
    }
  }
}
