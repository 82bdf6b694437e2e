package io.windlass.runtime.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keys that want a run. A key is in the queue at most once, however often it is added; it is run by
 * at most one worker at a time; a key that is added while it runs is queued again when its run is
 * done.
 *
 * <p>What an adder may rely on: after each add a run starts, at once or after the delay, earlier if
 * someone else wants it earlier, later only because workers are busy or the key is paced. A run
 * answers all adds before it, also those whose delay has not passed; whoever still needs a later
 * look says so after the run.
 *
 * <p>Thread-safe: anyone may add; workers poll and call {@link #done}. No method blocks.
 *
 * @param <K> with value semantics
 */
public interface WorkQueue<K> {
  /** Which keys go first; within one priority the oldest goes first. */
  enum Priority {
    /** A person changed something and is waiting; not paced. */
    USER_EDIT,
    /** Something in the cluster changed. */
    CHANGE,
    /** Nothing is known to have changed. */
    RESYNC;

    /** The more urgent of two. */
    public Priority orMoreUrgent(Priority other) {
      return compareTo(other) <= 0 ? this : other;
    }
  }

  /**
   * Adds a key now; if it is queued already, it keeps its place or moves to the higher priority.
   */
  void add(K key, Priority priority);

  /**
   * Adds a key later; the earliest of several times and the highest of several priorities hold. A
   * delay may end up to a millisecond late.
   */
  void addAfter(K key, Priority priority, Duration delay);

  /** Adds a key after a back-off that doubles with each call since the last {@link #forget}. */
  void addBackedOff(K key, Priority priority);

  /** Forgets the back-off of a key. */
  void forget(K key);

  /** The next key that may run, which is running from now on; empty if there is none at present. */
  Optional<K> poll();

  /**
   * The run of this key has made its plan and goes on to carry it out. Pacing is by the time from
   * {@link #poll} to here; without this call the whole run counts.
   */
  void planned(K key);

  /** The run of a key has ended; must be called once for each polled key. */
  void done(K key);

  /**
   * Called, on any thread, at least once for each key that may be polled, those included that are
   * queued already; set once.
   */
  void onReady(Runnable wake);

  /** How many keys wait to be polled, delayed ones not counted. */
  int depth();

  /**
   * No key is handed out any more; adds are ignored.
   *
   * @return the keys that still wanted a run: queued, delayed, or added while they ran; empty when
   *     it was closed before
   */
  List<K> close();
}
