package io.windlass.benchmarks.queue;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.PacingContract;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueueContract;
import io.windlass.runtime.queue.WorkQueueThreadsContract;
import org.junit.jupiter.api.Nested;

/** The plain queue keeps the contracts. */
class LockedWorkQueueTest {
  @Nested
  class Keys extends WorkQueueContract {
    @Override
    public WorkQueue<String> create(Platform platform, Pace pace) {
      return new LockedWorkQueue<>("test", platform, pace);
    }
  }

  @Nested
  class Times extends PacingContract {
    @Override
    public WorkQueue<String> create(Platform platform, Pace pace) {
      return new LockedWorkQueue<>("test", platform, pace);
    }
  }

  @Nested
  class Threads extends WorkQueueThreadsContract {
    @Override
    public WorkQueue<Integer> create(Platform platform, Pace pace) {
      return new LockedWorkQueue<>("test", platform, pace);
    }
  }
}
