package io.windlass.runtime.queue;

import io.windlass.runtime.port.Platform;

/** The queue that is never locked keeps the laws. */
class ConcurrentWorkQueueLaws extends WorkQueueLawsContract {
  @Override
  public WorkQueue<Integer> create(Platform platform, Pace pace) {
    return new ConcurrentWorkQueue<>("test", platform, pace);
  }
}
