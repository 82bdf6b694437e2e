package io.windlass.benchmarks.queue;

import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LI_Result;

/** Races with the end of a queue and with its alarm: {@code benchmarks/stress QueueEndStress}. */
public final class QueueEndStress {
  private static final String KEY = "k";

  private QueueEndStress() {}

  private static WorkQueue<String> queue(HeldTime time) {
    return new ConcurrentWorkQueue<>("stress", time.platform(), Pace.DEFAULT);
  }

  private static int poll(WorkQueue<String> queue) {
    return queue.poll().isPresent() ? 1 : 0;
  }

  /** Keys are added while the queue closes. */
  @JCStressTest
  @Outcome(id = "\\[a, b\\], 0", expect = Expect.ACCEPTABLE, desc = "both are told")
  @Outcome(id = "\\[\\], 0", expect = Expect.ACCEPTABLE, desc = "both came too late")
  @Outcome(id = "\\[a\\], 0", expect = Expect.ACCEPTABLE, desc = "the second came too late")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is lost, or handed out after the end")
  @State
  public static class AddWhileClosing {
    private final WorkQueue<String> queue = queue(new HeldTime());

    @Actor
    public void add() {
      queue.add("a", Priority.CHANGE);
      queue.add("b", Priority.CHANGE);
    }

    @Actor
    public void close(LI_Result result) {
      result.r1 = queue.close().stream().sorted().toList();
    }

    @Arbiter
    public void end(LI_Result result) {
      result.r2 = poll(queue);
    }
  }

  /** A key that was touched ends its run while the queue closes. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "it is told that a run was wanted")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class DoneWhileClosing {
    private final WorkQueue<String> queue = queue(new HeldTime());

    /** It is touched. */
    public DoneWhileClosing() {
      queue.add(KEY, Priority.CHANGE);
      queue.poll();
      queue.add(KEY, Priority.CHANGE);
    }

    @Actor
    public void done() {
      queue.done(KEY);
    }

    @Actor
    public void close(II_Result result) {
      result.r1 = queue.close().size();
    }

    @Arbiter
    public void end(II_Result result) {
      result.r2 = poll(queue);
    }
  }

  /** A worker takes a key while the queue closes. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "it runs")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "it is told")
  @Outcome(expect = Expect.FORBIDDEN, desc = "neither or both")
  @State
  public static class PollWhileClosing {
    private final WorkQueue<String> queue = queue(new HeldTime());

    /** It is queued. */
    public PollWhileClosing() {
      queue.add(KEY, Priority.CHANGE);
    }

    @Actor
    public void poll(II_Result result) {
      result.r1 = QueueEndStress.poll(queue);
    }

    @Actor
    public void close(II_Result result) {
      result.r2 = queue.close().size();
    }
  }

  /** A delayed key is brought forward, or its time comes, while the queue closes. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "it is told that a run was wanted")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class TimeComesWhileClosing {
    private final HeldTime time = new HeldTime();
    private final WorkQueue<String> queue = queue(time);

    /** It waits for a second. */
    public TimeComesWhileClosing() {
      queue.addAfter(KEY, Priority.CHANGE, Duration.ofSeconds(1));
    }

    @Actor
    public void forward() {
      queue.add(KEY, Priority.CHANGE);
    }

    @Actor
    public void ring() {
      time.pass(Duration.ofSeconds(1));
    }

    @Actor
    public void close(II_Result result) {
      result.r1 = queue.close().size();
    }

    @Arbiter
    public void end(II_Result result) {
      result.r2 = poll(queue);
    }
  }

  /** Two keys are delayed at once, with one alarm for both; each becomes ready and wakes once. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "both times come")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the alarm forgot one")
  @State
  public static class OneAlarm {
    private final HeldTime time = new HeldTime();
    private final WorkQueue<String> queue = queue(time);
    private final AtomicInteger woken = new AtomicInteger();

    /** Somebody listens. */
    public OneAlarm() {
      queue.onReady(woken::incrementAndGet);
    }

    @Actor
    public void late() {
      queue.addAfter("a", Priority.CHANGE, Duration.ofSeconds(2));
    }

    @Actor
    public void soon() {
      queue.addAfter("b", Priority.CHANGE, Duration.ofSeconds(1));
    }

    @Arbiter
    public void end(II_Result result) {
      time.pass(Duration.ofSeconds(1));
      time.pass(Duration.ofSeconds(1));
      result.r1 = woken.get();
      result.r2 = poll(queue) + poll(queue);
    }
  }
}
