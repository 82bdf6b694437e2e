package io.windlass.benchmarks.queue;

import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Races for a key of the work queue: {@code benchmarks/stress QueueStress}. */
public final class QueueStress {
  private static final String KEY = "k";

  private QueueStress() {}

  private static WorkQueue<String> queue(HeldTime time) {
    return new ConcurrentWorkQueue<>("stress", time.platform(), Pace.DEFAULT);
  }

  private static int poll(WorkQueue<String> queue) {
    return queue.poll().isPresent() ? 1 : 0;
  }

  /** How many runs follow, one after the other. */
  private static int runAll(WorkQueue<String> queue) {
    int runs = 0;
    for (Optional<String> key = queue.poll(); key.isPresent(); key = queue.poll()) {
      queue.done(key.get());
      runs++;
    }
    return runs;
  }

  /** Somebody adds a key while its run ends. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "one more run")
  @Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "the add is lost")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class AddWhileARunEnds {
    private final WorkQueue<String> queue = queue(new HeldTime());

    /** It runs. */
    public AddWhileARunEnds() {
      queue.add(KEY, Priority.CHANGE);
      queue.poll();
    }

    @Actor
    public void add() {
      queue.add(KEY, Priority.RESYNC);
    }

    @Actor
    public void done() {
      queue.done(KEY);
    }

    @Arbiter
    public void end(I_Result result) {
      result.r1 = runAll(queue);
    }
  }

  /** Both sides want to start the run that follows. */
  @JCStressTest
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "who ended the run before starts it")
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "who added starts it")
  @Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "two runs at once")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "nobody is left to start it")
  @State
  public static class OneRunAtATime {
    private final WorkQueue<String> queue = queue(new HeldTime());

    /** It runs. */
    public OneRunAtATime() {
      queue.add(KEY, Priority.CHANGE);
      queue.poll();
    }

    @Actor
    public void adder(II_Result result) {
      queue.add(KEY, Priority.CHANGE);
      result.r1 = poll(queue);
    }

    @Actor
    public void worker(II_Result result) {
      queue.done(KEY);
      result.r2 = poll(queue);
    }
  }

  /** Two adds of a key that nobody knows. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "queued once, in the higher priority")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class TwoAdders {
    private final WorkQueue<String> queue = queue(new HeldTime());

    @Actor
    public void change() {
      queue.add(KEY, Priority.CHANGE);
    }

    @Actor
    public void edit() {
      queue.add(KEY, Priority.USER_EDIT);
    }

    @Arbiter
    public void end(II_Result result) {
      result.r1 = queue.depth();
      result.r2 = runAll(queue);
    }
  }

  /** An edit moves a key up while two workers look for work. */
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "run as an edit")
  @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "run as an edit")
  @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "run before the edit, and again")
  @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "run before the edit, and again")
  @Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "run by whom the edit wakes")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or run twice")
  @State
  public static class MovedUp {
    private final WorkQueue<String> queue = queue(new HeldTime());

    /** It is queued. */
    public MovedUp() {
      queue.add(KEY, Priority.RESYNC);
    }

    @Actor
    public void edit() {
      queue.add(KEY, Priority.USER_EDIT);
    }

    @Actor
    public void first(III_Result result) {
      result.r1 = poll(queue);
    }

    @Actor
    public void second(III_Result result) {
      result.r2 = poll(queue);
    }

    @Arbiter
    public void end(III_Result result) {
      if (result.r1 + result.r2 == 1) {
        queue.done(KEY);
      }
      result.r3 = runAll(queue);
    }
  }

  /** What was plainly written before an add that finds its key queued. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the run sees it")
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the run sees it, another follows")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the run that follows will see it")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "no run sees it")
  @State
  public static class WrittenBeforeAnAdd {
    private final WorkQueue<String> queue = queue(new HeldTime());
    private int world;

    /** It is queued. */
    public WrittenBeforeAnAdd() {
      queue.add(KEY, Priority.CHANGE);
    }

    @Actor
    public void add() {
      world = 1;
      queue.add(KEY, Priority.CHANGE);
    }

    @Actor
    public void run(II_Result result) {
      queue.poll();
      result.r1 = world;
    }

    @Arbiter
    public void end(II_Result result) {
      queue.done(KEY);
      result.r2 = runAll(queue);
    }
  }

  /** The same for a key that waits for its time. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the run sees it")
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the run sees it, another follows")
  @Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the run that follows will see it")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "no run sees it")
  @State
  public static class WrittenBeforeALaterAdd {
    private final HeldTime time = new HeldTime();
    private final WorkQueue<String> queue = queue(time);
    private int world;

    /** It waits for a second. */
    public WrittenBeforeALaterAdd() {
      queue.addAfter(KEY, Priority.CHANGE, Duration.ofSeconds(1));
    }

    @Actor
    public void add() {
      world = 1;
      queue.addAfter(KEY, Priority.CHANGE, Duration.ofSeconds(2));
    }

    @Actor
    public void run(II_Result result) {
      time.pass(Duration.ofSeconds(1));
      queue.poll();
      result.r1 = world;
    }

    @Arbiter
    public void end(II_Result result) {
      queue.done(KEY);
      time.pass(Duration.ofMinutes(1));
      result.r2 = runAll(queue);
    }
  }
}
