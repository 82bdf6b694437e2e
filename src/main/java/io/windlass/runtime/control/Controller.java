package io.windlass.runtime.control;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The loop between a queue and a reconciler: each key that becomes ready brings one step (take,
 * run, done), and at most so many steps run at once.
 *
 * <p>This is the one place where a bug in a reconciler is caught: it is logged, and the key is
 * tried again with back-off. Thread-safe.
 */
public final class Controller<K> {
  private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

  /** "At once": time passes between two looks, so that a key cannot hold its thread for ever. */
  private static final Duration SOON = Duration.ofMillis(1);

  private final Setup setup;
  private final WorkQueue<K> queue;
  private final Reconciler<K> reconciler;
  private final Platform platform;
  private final Scheduler.Lane workers;
  private final Running running = new Running();

  /**
   * What a controller is called, and how wide it is.
   *
   * @param name in figures and logs, for example {@code cloneset}
   * @param workers how many keys run at once, at least 1
   */
  public record Setup(String name, int workers) {
    public Setup {
      if (workers < 1) {
        throw new IllegalArgumentException(name + " needs a worker, not " + workers);
      }
    }
  }

  public Controller(Setup setup, WorkQueue<K> queue, Reconciler<K> reconciler, Platform platform) {
    this.setup = setup;
    this.queue = queue;
    this.reconciler = reconciler;
    this.platform = platform;
    this.workers = platform.scheduler().bounded(setup.name(), setup.workers());
  }

  /** Begins to run keys, those included that are queued already. To be called once. */
  public void start() {
    queue.onReady(() -> workers.fork(this::step));
  }

  /**
   * Hands no key out any more and waits for the runs that are under way.
   *
   * @param drain how long to wait at most
   * @return whether all runs have ended
   */
  public boolean close(Duration drain) {
    queue.close();
    return running.awaitNone(platform.scheduler(), drain);
  }

  private void step() {
    running.enter();
    try {
      queue.poll().ifPresent(this::run);
    } finally {
      running.leave();
    }
  }

  private void run(K key) {
    Instant start = platform.ticker().now();
    String how = "failed";
    try (var _ = MDC.putCloseable("controller", setup.name());
        var _ = MDC.putCloseable("key", key.toString())) {
      how = follow(key, reconciler.reconcile(key));
    } catch (RuntimeException bug) {
      LOG.atError().setCause(bug).log("the reconciler failed; the key is tried again");
    } finally {
      if (how.equals("failed")) {
        putBack(key);
      }
      queue.done(key);
      platform.metrics().ran(setup.name(), Duration.between(start, platform.ticker().now()), how);
    }
  }

  /** Tells the queue what follows, and says it in a word for the figures. */
  private String follow(K key, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done() -> {
        queue.forget(key);
        yield "done";
      }
      case Outcome.LookAgain(Instant when) -> {
        queue.forget(key);
        lookAgain(key, when);
        yield "later";
      }
      case Outcome.Retry(String why, var atLatest) -> {
        LOG.atDebug().addKeyValue("why", why).log("the key is tried again");
        putBack(key);
        atLatest.filter(platform.ticker().now()::isBefore).ifPresent(when -> lookAgain(key, when));
        yield "retry";
      }
    };
  }

  private void putBack(K key) {
    queue.addBackedOff(key, Priority.CHANGE);
    platform.metrics().retried(setup.name());
  }

  private void lookAgain(K key, Instant when) {
    Duration delay = Duration.between(platform.ticker().now(), when);
    queue.addAfter(key, Priority.CHANGE, delay.compareTo(SOON) < 0 ? SOON : delay);
  }
}
