package io.windlass.runtime.queue;

import static io.windlass.runtime.queue.WorkQueue.Priority.CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

  @Test
  void delaysThatEndWithinAMillisecondShareOneRing() {
    SteppedTicker ticker = new SteppedTicker();
    SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
    var queue = new ConcurrentWorkQueue<String>("test", scheduler.platform(), Pace.DEFAULT);
    Instant start = ticker.now();
    queue.addAfter("a", CHANGE, Duration.ofNanos(600_000));
    queue.addAfter("b", CHANGE, Duration.ofNanos(300_000));
    assertThat(scheduler.timers()).isEqualTo(1);
    assertThat(scheduler.nextTimer()).contains(start.plusMillis(1));
    scheduler.advance(Duration.ofMillis(1));
    assertThat(queue.depth()).isEqualTo(2);
  }
}
