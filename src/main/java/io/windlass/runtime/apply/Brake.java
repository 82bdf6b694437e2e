package io.windlass.runtime.apply;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every writer of the process back while the server wants a rest, not only the one that was
 * told so. When the rest is over, one write goes ahead; only if it is not turned away do the others
 * follow. So an overloaded server sees one request per rest and not one of each workload.
 *
 * <p>The rest is what the server asks for, at least an eighth of a second, doubled each time that
 * the one that went ahead is turned away, up to 2 s. What one answer says holds everybody up for 30
 * s at most: it may come from something that stands before one type only, as a webhook does.
 * Thread-safe; never blocks.
 */
public final class Brake {
  private static final Logger LOG = LoggerFactory.getLogger(Brake.class);
  private static final Duration SHORTEST = Duration.ofMillis(125);
  private static final Duration LONGEST_OWN = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration BESIDE_A_TRIAL = Duration.ofMillis(100);
  private static final int MOST_DOUBLINGS = 10;

  private final String of;
  private final Platform platform;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private Optional<Rest> rest = Optional.empty();

  /** Leave to send one write, or not. */
  public sealed interface Leave {
    /** Send it, and tell how it ended by {@link Brake#ended}. */
    record Go(boolean onTrial) implements Leave {}

    /** Do not; come back then. */
    record Wait(Instant until) implements Leave {}
  }

  private record Rest(Instant since, Instant until, int trials, boolean onTrial) {
    private Rest trying(boolean begins) {
      return new Rest(since, until, trials + (begins ? 1 : 0), begins);
    }

    private Rest until(Instant later) {
      return new Rest(since, later.isAfter(until) ? later : until, trials, onTrial);
    }
  }

  /**
   * A brake that nobody holds.
   *
   * @param of what it holds back, for the log
   */
  public Brake(String of, Platform platform) {
    this.of = of;
    this.platform = platform;
  }

  /** Until when nothing may be sent; empty if something may be tried. Changes nothing. */
  public Optional<Instant> heldUntil() {
    Instant now = platform.ticker().now();
    lock.lock();
    try {
      return rest.map(Rest::until).filter(now::isBefore);
    } finally {
      lock.unlock();
    }
  }

  /** Asked right before each send. */
  public Leave ask() {
    Instant now = platform.ticker().now();
    lock.lock();
    try {
      if (rest.isEmpty()) {
        return new Leave.Go(false);
      }
      if (now.isBefore(rest.get().until)) {
        return new Leave.Wait(rest.get().until);
      }
      if (rest.get().onTrial) {
        return new Leave.Wait(now.plus(BESIDE_A_TRIAL));
      }
      rest = Optional.of(rest.get().trying(true));
      return new Leave.Go(true);
    } finally {
      lock.unlock();
    }
  }

  /** A write that had leave has ended; must be called once for each. */
  public void ended(Leave.Go leave, WriteResult result) {
    Instant now = platform.ticker().now();
    lock.lock();
    try {
      if (leave.onTrial) {
        rest = rest.map(r -> r.trying(false));
      }
      if (result instanceof WriteResult.Throttled throttled) {
        hold(throttled.retryAfter(), now);
      } else if (leave.onTrial) {
        release(now);
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void hold(Duration asked, Instant now) {
    if (rest.isEmpty()) {
      LOG.atInfo()
          .addKeyValue("of", of)
          .addKeyValue("retryAfter", asked)
          .log("the API server turns writes away");
    }
    Rest before = rest.orElseGet(() -> new Rest(now, now, 0, false));
    Duration own = SHORTEST.multipliedBy(1L << Math.min(before.trials, MOST_DOUBLINGS));
    Duration shortest = own.compareTo(LONGEST_OWN) < 0 ? own : LONGEST_OWN;
    Duration pause = asked.compareTo(shortest) > 0 ? asked : shortest;
    rest = Optional.of(before.until(now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST)));
  }

  @GuardedBy("lock")
  private void release(Instant now) {
    Duration held = Duration.between(rest.map(Rest::since).orElse(now), now);
    rest = Optional.empty();
    platform.metrics().throttled("server", held);
    LOG.atInfo()
        .addKeyValue("of", of)
        .addKeyValue("after", held)
        .log("the API server takes writes again");
  }
}
