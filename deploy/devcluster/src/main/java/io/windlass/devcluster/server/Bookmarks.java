package io.windlass.devcluster.server;

import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.store.ChangeCursor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Says when the next bookmark of one watch is due, by the cluster's clock, and wakes its reader.
 * The clock's thread sets what the reader's thread takes; close it to stop.
 */
final class Bookmarks implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final ClusterClock.Task NONE = () -> {};

  private final ChangeCursor cursor;
  private final ClusterClock clock;
  private final AtomicBoolean due = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicReference<ClusterClock.Task> next = new AtomicReference<>(NONE);

  private Bookmarks(ChangeCursor cursor, ClusterClock clock) {
    this.cursor = cursor;
    this.clock = clock;
  }

  static Bookmarks of(ChangeCursor cursor, boolean wanted, ClusterClock clock) {
    Bookmarks bookmarks = new Bookmarks(cursor, clock);
    if (wanted) {
      bookmarks.schedule();
    }
    return bookmarks;
  }

  private void schedule() {
    next.set(clock.after(PERIOD, this::ring));
  }

  private void ring() {
    if (!closed.get()) {
      due.set(true);
      cursor.nudge();
      schedule();
    }
  }

  /** Whether one is due; only once for each. */
  boolean isDue() {
    return due.getAndSet(false);
  }

  @Override
  public void close() {
    closed.set(true);
    next.get().cancel();
  }
}
