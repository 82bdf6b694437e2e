package io.windlass.runtime.queue;

import io.windlass.runtime.port.Platform;
import org.junit.jupiter.api.Nested;

/** The plain queue keeps the contracts. */
class LockedWorkQueueTest {
  @Nested
  class Keys extends WorkQueueContract {
    @Override
    WorkQueue<String> create(Platform platform, Pace pace) {
      return new LockedWorkQueue<>("test", platform, pace);
    }
  }

  @Nested
  class Times extends PacingContract {
    @Override
    WorkQueue<String> create(Platform platform, Pace pace) {
      return new LockedWorkQueue<>("test", platform, pace);
    }
  }

  @Nested
  class Threads extends WorkQueueThreadsContract {
    @Override
    WorkQueue<Integer> create(Platform platform, Pace pace) {
      return new LockedWorkQueue<>("test", platform, pace);
    }
  }
}
