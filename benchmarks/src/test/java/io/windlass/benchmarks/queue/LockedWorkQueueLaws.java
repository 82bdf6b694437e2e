package io.windlass.benchmarks.queue;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueueLawsContract;

/** The plain queue keeps the laws. */
class LockedWorkQueueLaws extends WorkQueueLawsContract {
  @Override
  public WorkQueue<Integer> create(Platform platform, Pace pace) {
    return new LockedWorkQueue<>("test", platform, pace);
  }
}
