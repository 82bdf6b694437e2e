package io.windlass.devcluster.sim;

import io.windlass.devcluster.clock.ClusterClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that stands until it is stepped; what is due runs inside the step. One thread only. */
public final class TestClock implements ClusterClock {
  public static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private record Due(Instant at, long order, Runnable work) {}

  private final PriorityQueue<Due> dues =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private Instant now = START;
  private long order;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    if (!delay.isPositive()) {
      work.run();
      return () -> {};
    }
    Due due = new Due(now.plus(delay), order++, work);
    dues.add(due);
    return () -> dues.remove(due);
  }

  /** Goes ahead, stopping at each moment at which something is due. */
  public void step(Duration by) {
    Instant end = now.plus(by);
    for (Due due = dues.peek(); due != null && !due.at().isAfter(end); due = dues.peek()) {
      dues.remove(due);
      now = due.at();
      due.work().run();
    }
    now = end;
  }
}
