package io.windlass.controllers.autoscaling;

import io.windlass.runtime.port.Scheduler.Lane;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** A lane in the shape that the operator framework asks for. Thread-safe. */
final class LaneExecutor extends AbstractExecutorService {
  private final Lane lane;
  private volatile boolean shut;

  LaneExecutor(Lane lane) {
    this.lane = lane;
  }

  @Override
  public void execute(Runnable work) {
    if (shut) {
      throw new RejectedExecutionException("it was shut down");
    }
    lane.fork(work);
  }

  @Override
  public void shutdown() {
    shut = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shut = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shut;
  }

  @Override
  public boolean isTerminated() {
    return shut;
  }

  // What runs ends by itself: each write asks for the term first.
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return shut;
  }
}
