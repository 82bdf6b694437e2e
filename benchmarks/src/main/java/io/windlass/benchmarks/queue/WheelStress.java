package io.windlass.benchmarks.queue;

import io.windlass.runtime.queue.Timeout;
import io.windlass.runtime.queue.TimerWheel;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Races for what waits in the wheel: {@code benchmarks/stress WheelStress}. */
public final class WheelStress {
  private static final long DUE = 1_000;
  private static final long LATER = 100_000;

  private WheelStress() {}

  /** A wheel that counts what it hands over. */
  private static final class Counted {
    final TimerWheel<Integer> wheel = new TimerWheel<>();
    final AtomicInteger expired = new AtomicInteger();

    long advance(long micros) {
      return wheel.advance(micros, (value, due) -> expired.addAndGet(value));
    }
  }

  /** A value is taken back when its time comes. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "taken back")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "handed over")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
  @State
  public static class CancelWhenDue {
    private final Counted counted = new Counted();
    private final Timeout<Integer> timeout = counted.wheel.schedule(1, DUE);

    @Actor
    public void cancel(II_Result result) {
      result.r1 = counted.wheel.cancel(timeout) ? 1 : 0;
    }

    @Actor
    public void advance() {
      counted.advance(DUE);
    }

    @Arbiter
    public void end(II_Result result) {
      result.r2 = counted.expired.get();
    }
  }

  /** Two take it back, a third advances. */
  @JCStressTest
  @Outcome(id = "true, false, 0", expect = Expect.ACCEPTABLE, desc = "taken back by the first")
  @Outcome(id = "false, true, 0", expect = Expect.ACCEPTABLE, desc = "taken back by the second")
  @Outcome(id = "false, false, 1", expect = Expect.ACCEPTABLE, desc = "handed over")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class CancelledOnce {
    private final Counted counted = new Counted();
    private final Timeout<Integer> timeout = counted.wheel.schedule(1, DUE);

    @Actor
    public void first(ZZI_Result result) {
      result.r1 = counted.wheel.cancel(timeout);
    }

    @Actor
    public void second(ZZI_Result result) {
      result.r2 = counted.wheel.cancel(timeout);
    }

    @Actor
    public void advance() {
      counted.advance(DUE);
    }

    @Arbiter
    public void end(ZZI_Result result) {
      result.r3 = counted.expired.get();
    }
  }

  /** Two say what time it is. */
  @JCStressTest
  @Outcome(id = "11", expect = Expect.ACCEPTABLE, desc = "each value is handed over once")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class TwoAdvance {
    private final Counted counted = new Counted();

    /** Two values; the second moves down a level on its way. */
    public TwoAdvance() {
      counted.wheel.schedule(1, DUE);
      counted.wheel.schedule(10, LATER);
    }

    @Actor
    public void sooner() {
      counted.advance(DUE);
    }

    @Actor
    public void later() {
      counted.advance(LATER);
    }

    @Arbiter
    public void end(I_Result result) {
      result.r1 = counted.expired.get();
    }
  }

  /** A value comes while another thread advances; who brought it advances, too. */
  @JCStressTest
  @Outcome(id = "11", expect = Expect.ACCEPTABLE, desc = "no value is left behind")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class ScheduleAndAdvance {
    private final Counted counted = new Counted();

    @Actor
    public void first() {
      counted.wheel.schedule(1, DUE);
      counted.advance(DUE);
    }

    @Actor
    public void second() {
      counted.wheel.schedule(10, LATER);
      counted.advance(LATER);
    }

    @Arbiter
    public void end(I_Result result) {
      result.r1 = counted.expired.get();
    }
  }

  /** Who advances is told when to do it next, though both may come at once. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the first is told")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the second is told")
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both are told")
  @Outcome(expect = Expect.FORBIDDEN, desc = "nobody would come back")
  @State
  public static class SomebodyIsTold {
    private final Counted counted = new Counted();

    @Actor
    public void first(II_Result result) {
      counted.wheel.schedule(1, LATER);
      result.r1 = counted.advance(DUE) == LATER ? 1 : 0;
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = counted.advance(DUE) == LATER ? 1 : 0;
    }
  }
}
