package io.windlass.runtime.queue;

import io.windlass.runtime.port.Platform;
import org.junit.jupiter.api.Nested;

/** The queue that is never locked keeps the contracts. */
class ConcurrentWorkQueueTest {
  @Nested
  class Keys extends WorkQueueContract {
    @Override
    public WorkQueue<String> create(Platform platform, Pace pace) {
      return new ConcurrentWorkQueue<>("test", platform, pace);
    }
  }

  @Nested
  class Times extends PacingContract {
    @Override
    public WorkQueue<String> create(Platform platform, Pace pace) {
      return new ConcurrentWorkQueue<>("test", platform, pace);
    }
  }

  @Nested
  class Threads extends WorkQueueThreadsContract {
    @Override
    public WorkQueue<Integer> create(Platform platform, Pace pace) {
      return new ConcurrentWorkQueue<>("test", platform, pace);
    }
  }
}
