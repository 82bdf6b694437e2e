package io.windlass.runtime.queue;

import io.windlass.runtime.port.Platform;

/** The plain queue keeps the laws. */
class LockedWorkQueueLaws extends WorkQueueLawsContract {
  @Override
  WorkQueue<Integer> create(Platform platform, Pace pace) {
    return new LockedWorkQueue<>("test", platform, pace);
  }
}
