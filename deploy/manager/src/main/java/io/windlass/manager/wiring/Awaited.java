package io.windlass.manager.wiring;

import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A controller that starts when the cluster serves its kinds: now, or when somebody installs them.
 * Thread-safe.
 */
final class Awaited<C> {
  private static final Logger LOG = LoggerFactory.getLogger(Awaited.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Part<C> part;
  private final Scheduler scheduler;
  private Optional<C> started = Optional.empty();
  private String told = "";
  private boolean isOver;

  /**
   * What is awaited.
   *
   * @param what in words, as logs have it
   * @param obstacle why it cannot start; empty if nothing is in its way
   */
  record Part<C>(
      String what,
      Supplier<Optional<String>> obstacle,
      Supplier<C> start,
      Predicate<C> isHealthy,
      Consumer<C> close) {}

  Awaited(Part<C> part, Scheduler scheduler) {
    this.part = part;
    this.scheduler = scheduler;
  }

  /** Starts it, or looks again every ten seconds. */
  synchronized void begin() {
    if (isOver || started.isPresent()) {
      return;
    }
    Optional<String> obstacle = part.obstacle().get();
    if (obstacle.isEmpty()) {
      started = Optional.of(part.start().get());
      return;
    }
    if (!obstacle.get().equals(told)) {
      told = obstacle.get();
      LOG.atInfo().addKeyValue("why", told).log("{} are not looked after", part.what());
    }
    later();
  }

  private void later() {
    Scheduler.Task _ = scheduler.after(PATIENCE, () -> scheduler.fork(this::again));
  }

  private synchronized void again() {
    try {
      begin();
    } catch (RuntimeException e) {
      // The outermost frame of a start that nobody waits for: whatever stops it is told and tried
      // again, since nothing else would ever look.
      LOG.atWarn().addKeyValue("what", part.what()).setCause(e).log("cannot start yet");
      later();
    }
  }

  /** Whether it is well, or has nothing to do yet. */
  synchronized boolean isHealthy() {
    return started.map(part.isHealthy()::test).orElse(true);
  }

  /** Ends it, or does not start it any more. */
  synchronized void close() {
    isOver = true;
    started.ifPresent(part.close());
  }
}
