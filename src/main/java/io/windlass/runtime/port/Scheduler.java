package io.windlass.runtime.port;

import java.time.Duration;

/**
 * Threads and timers. Thread-safe. In production work runs on virtual threads and may block; in
 * stepped tests it runs on the thread that steps.
 */
public interface Scheduler {
  /** Runs work soon, on another thread where there are threads. */
  void fork(Runnable work);

  /** Runs work once, after a delay by the {@link Ticker} that belongs to this scheduler. */
  Task after(Duration delay, Runnable work);

  /** A place where at most {@code limit} pieces of work run at once; further ones wait in order. */
  Lane bounded(String name, int limit);

  /** Work that has not started may be taken back. */
  interface Task {
    /** Takes the work back; without effect once it has started. */
    void cancel();
  }

  /** Bounded concurrency. */
  interface Lane {
    /** Runs work as soon as there is room. Never blocks the caller. */
    void fork(Runnable work);
  }
}
