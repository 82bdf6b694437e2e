package io.windlass.devcluster.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes of one type in a ring: entry {@code n} lives in slot {@code n % capacity}. Not
 * thread-safe; guarded by its store.
 */
final class ChangeLog {
  private final @Nullable Change[] ring;
  private long end;
  private long horizon;

  /**
   * An empty log.
   *
   * @param horizon the version before which nothing is known
   */
  ChangeLog(int capacity, long horizon) {
    this.ring = new Change[capacity];
    this.horizon = horizon;
  }

  void append(Change change) {
    Change evicted = ring[slot(end)];
    if (evicted != null) {
      horizon = evicted.version();
    }
    ring[slot(end)] = change;
    end++;
  }

  /** The number that the next change gets. */
  long end() {
    return end;
  }

  /** The number of the oldest change that is still there. */
  long start() {
    return Math.max(0, end - ring.length);
  }

  /** The version of the newest change that has been forgotten. */
  long horizon() {
    return horizon;
  }

  /** The number of the first change after a version; O(log capacity). */
  long firstAfter(long version) {
    long low = start();
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (at(middle).version() <= version) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** What each object that has changed since a version was then; empty for those that were not. */
  Map<ObjectKey, Optional<Stored>> statesAt(long version) {
    Map<ObjectKey, Optional<Stored>> states = new HashMap<>();
    for (long i = end - 1; i >= start() && at(i).version() > version; i--) {
      states.put(at(i).now().key(), at(i).before());
    }
    return states;
  }

  List<Change> read(long from, int atMost) {
    List<Change> changes = new ArrayList<>();
    for (long i = from; i < end && changes.size() < atMost; i++) {
      changes.add(at(i));
    }
    return changes;
  }

  private Change at(long number) {
    Change change = ring[slot(number)];
    if (change == null) {
      throw new IllegalStateException("no change " + number + " before " + end);
    }
    return change;
  }

  private int slot(long number) {
    return (int) (number % ring.length);
  }
}
