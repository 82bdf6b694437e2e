package io.windlass.runtime.testing;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * Threads and timers on the one thread that steps. Work that is forked lies still until {@link
 * #runOne}, {@link #runAll} or {@link #advance}; with a seed, which ready work goes first is random
 * but repeatable. Not thread-safe.
 */
public final class SteppedScheduler implements Scheduler {
  private static final int ENDLESS = 1_000_000;

  private final SteppedTicker ticker;
  private final ToIntFunction<List<Runnable>> choice;
  private final List<Runnable> ready = new ArrayList<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparingLong(Timer::order));
  private long order;

  private record Timer(Instant due, long order, Runnable work) {}

  private SteppedScheduler(SteppedTicker ticker, ToIntFunction<List<Runnable>> choice) {
    this.ticker = ticker;
    this.choice = choice;
  }

  /** Runs work in the order in which it was forked. */
  public static SteppedScheduler inOrder(SteppedTicker ticker) {
    return new SteppedScheduler(ticker, _ -> 0);
  }

  /** Runs work in a random order that the seed repeats. */
  public static SteppedScheduler shuffled(SteppedTicker ticker, long seed) {
    Random random = new Random(seed);
    return new SteppedScheduler(ticker, ready -> random.nextInt(ready.size()));
  }

  /** This scheduler with its clock. */
  public Platform platform(RuntimeMetrics metrics) {
    return new Platform(this, ticker, metrics);
  }

  /** This scheduler with its clock, without figures. */
  public Platform platform() {
    return platform(RuntimeMetrics.NONE);
  }

  @Override
  public void fork(Runnable work) {
    ready.add(work);
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    Timer timer = new Timer(ticker.now().plus(delay), order++, work);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  @Override
  public Lane bounded(String name, int limit) {
    return new SteppedLane(limit);
  }

  /** Runs one piece of ready work; returns whether there was any. */
  public boolean runOne() {
    if (ready.isEmpty()) {
      return false;
    }
    ready.remove(choice.applyAsInt(ready)).run();
    return true;
  }

  /** Runs ready work, and what it forks, until there is none. */
  public void runAll() {
    for (int i = 0; runOne(); i++) {
      if (i == ENDLESS) {
        throw new IllegalStateException("work forks work for ever at " + ticker.now());
      }
    }
  }

  /** Lets time pass: every timer that becomes due fires at its time, and ready work is run. */
  public void advance(Duration time) {
    Instant end = ticker.now().plus(time);
    runAll();
    while (!timers.isEmpty() && !timers.peek().due().isAfter(end)) {
      Timer timer = timers.remove();
      if (timer.due().isAfter(ticker.now())) {
        ticker.set(timer.due());
      }
      timer.work().run();
      runAll();
    }
    if (end.isAfter(ticker.now())) {
      ticker.set(end);
    }
  }

  /** How many timers are armed. */
  public int timers() {
    return timers.size();
  }

  /** When the next timer fires. */
  public Optional<Instant> nextTimer() {
    return Optional.ofNullable(timers.peek()).map(Timer::due);
  }

  private final class SteppedLane implements Lane {
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final int limit;
    private int taken;

    SteppedLane(int limit) {
      this.limit = limit;
    }

    @Override
    public void fork(Runnable work) {
      if (taken < limit) {
        taken++;
        ready.add(() -> runThenNext(work));
      } else {
        waiting.add(work);
      }
    }

    private void runThenNext(Runnable work) {
      try {
        work.run();
      } finally {
        taken--;
        Optional.ofNullable(waiting.poll()).ifPresent(this::fork);
      }
    }
  }
}
