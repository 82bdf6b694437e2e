package io.windlass.devcluster.server;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.api.RequestGate.Verdict;
import io.windlass.devcluster.api.WatchCourse;
import io.windlass.devcluster.clock.ClusterClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Asks the gate, and does on the cluster's clock what it says. Thread-safe. */
record Gatekeeper(RequestGate gate, ClusterClock clock) {
  /** What becomes of a request; a delay is over when this returns. */
  Verdict ask(RequestGate.Write request, boolean mutating) {
    Verdict verdict = mutating ? gate.before(request) : gate.beforeRead(request);
    if (verdict instanceof Verdict.Delay(Duration delay, Verdict then)) {
      await(delay);
      return then;
    }
    return verdict;
  }

  /** Serves a request; if it is a watch, on the course that the gate gives it. */
  void steer(RequestGate.Write request, Exchange exchange, Runnable serving) {
    WatchCourse course = request.verb().equals("watch") ? gate.course(request) : WatchCourse.USUAL;
    if (course.expired()) {
      throw new ApiException(
          410, "Expired", "too old resource version: chaos", Subject.NONE, List.of());
    }
    if (course.delay().isPositive()) {
      exchange.beforeFlush(() -> await(course.delay()));
    }
    Optional<ClusterClock.Task> cut =
        course.cutAfter().map(after -> clock.after(after, exchange::drop));
    try {
      serving.run();
    } finally {
      cut.ifPresent(ClusterClock.Task::cancel);
    }
  }

  private void await(Duration delay) {
    CountDownLatch over = new CountDownLatch(1);
    ClusterClock.Task task = clock.after(delay, over::countDown);
    try {
      over.await();
    } catch (InterruptedException e) {
      task.cancel();
      Thread.currentThread().interrupt();
    }
  }
}
