package io.windlass.benchmarks.queue;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;

/** Queues to be compared. */
enum QueueKind {
  /** One lock around one table; the baseline. */
  LOCKED {
    @Override
    <K> WorkQueue<K> create(Platform platform, Pace pace) {
      return new LockedWorkQueue<>("locked", platform, pace);
    }
  },
  /** The engine's. */
  CONCURRENT {
    @Override
    <K> WorkQueue<K> create(Platform platform, Pace pace) {
      return new ConcurrentWorkQueue<>("concurrent", platform, pace);
    }
  };

  abstract <K> WorkQueue<K> create(Platform platform, Pace pace);
}
