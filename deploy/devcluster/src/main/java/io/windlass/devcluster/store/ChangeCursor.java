package io.windlass.devcluster.store;

import java.time.Duration;
import java.util.List;

/**
 * A place in a type's log from which one watch reads at its own pace. Costs its store nothing while
 * it waits; a cursor that falls behind the log's window ends with a 410. Used by one thread.
 */
public final class ChangeCursor {
  private static final int BATCH = 256;

  private final TypeStore store;
  private long position;
  private long version;
  private volatile boolean nudged;

  ChangeCursor(TypeStore store, long position, long version) {
    this.store = store;
    this.position = position;
    this.version = version;
  }

  /**
   * The next changes, waiting for them if there is none; empty when the patience (real time) ran
   * out, the cursor was nudged or the store was closed. Throws a 410 when the next change is no
   * longer known.
   */
  public List<Change> next(Duration patience) throws InterruptedException {
    List<Change> changes =
        store.await(new TypeStore.Reading(position, BATCH, patience), this::isNudged);
    nudged = false;
    position += changes.size();
    if (!changes.isEmpty()) {
      version = changes.getLast().version();
    }
    return changes;
  }

  /** Lets the reader return, now or when it waits next. From any thread. */
  public void nudge() {
    nudged = true;
    store.wakeReaders();
  }

  private boolean isNudged() {
    return nudged;
  }

  /** A version such that every change up to it has been given out. */
  public long version() {
    version = Math.max(version, store.versionIfCaughtUp(position));
    return version;
  }

  /** Whether the store was closed, so that nothing will ever come. */
  public boolean ended() {
    return store.isClosed();
  }
}
