package io.windlass.runtime.expect;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.port.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes whose outcome is unknown, by the workload that sent them. A workload with such a write
 * does not plan, because it would spend a budget twice: it reads the objects until it knows, or
 * until the time-out. Then it plans with what the watch has told: a controller never stands still.
 *
 * <p><b>Why there are no expectations for plain creates and deletes.</b> The classic controller
 * must wait until its watch has shown what it wrote, since its cache lags behind its own writes.
 * Here a cache never lags behind own writes:
 *
 * <ol>
 *   <li>{@link io.windlass.runtime.port.Writer#write} merges the answer into the store before it
 *       returns, and the key's next run starts after that, so it reads the answer or newer.
 *   <li>The store keeps the newer version, so no late watch event and no list from a lagging API
 *       server takes an own create or patch back: what the list lacks stays if it is newer than the
 *       list.
 *   <li>An object that was seen to be gone has left a tombstone by uid, so a late event or an old
 *       list does not bring it back.
 * </ol>
 *
 * <p><b>Where that does not hold:</b> an answer that never came (these expectations); a type
 * without a store, which has to be read from the server before each plan; a process that has just
 * become the leader (it lists consistently before it starts); a tombstone that was pushed out by
 * too many younger ones while the watch lags, where the ghost lives until its deletion arrives on
 * the same watch.
 *
 * <p>Thread-safe. Cost of a workload without unknown outcomes: one look into a map.
 */
public final class Expectations {
  /** How long an unknown outcome holds a workload up at most, unless a setting says otherwise. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Expectations.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

  private final Platform platform;
  private final Duration timeout;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<Target, Unresolved> byOwner = new HashMap<>();

  private static final class Unresolved {
    final Set<Target> targets = new LinkedHashSet<>();
    Instant deadline;
    Instant nextTry;
    Duration pause = FIRST_PAUSE;

    Unresolved(Instant deadline, Instant nextTry) {
      this.deadline = deadline;
      this.nextTry = nextTry;
    }
  }

  public Expectations(Platform platform, Duration timeout) {
    this.platform = platform;
    this.timeout = timeout;
    platform.metrics().watchExpectations(this::size);
  }

  /** A write of this owner to this object may have happened, and the object cannot be read now. */
  public void unresolved(Target owner, Target target) {
    Instant now = platform.ticker().now();
    lock.lock();
    try {
      Unresolved open =
          byOwner.computeIfAbsent(
              owner, _ -> new Unresolved(now.plus(timeout), now.plus(FIRST_PAUSE)));
      open.targets.add(target);
      open.deadline = now.plus(timeout);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asked before each plan: empty if the owner may plan, else when to look again. Reads unresolved
   * objects through {@code refresh} when it is time to try again, so it may block.
   *
   * @param refresh {@link io.windlass.runtime.port.Writer#refresh}
   */
  public Optional<Instant> settle(Target owner, Predicate<Target> refresh) {
    Instant now = platform.ticker().now();
    Optional<List<Target>> due = due(owner, now);
    due.ifPresent(targets -> targets.stream().filter(refresh).forEach(t -> resolved(owner, t)));
    return due.isPresent() ? afterTry(owner, now) : nextTry(owner);
  }

  /** Forgets an owner that is gone. */
  public void forget(Target owner) {
    lock.lock();
    try {
      byOwner.remove(owner);
    } finally {
      lock.unlock();
    }
  }

  /** How many owners are held up. */
  public int size() {
    lock.lock();
    try {
      return byOwner.size();
    } finally {
      lock.unlock();
    }
  }

  private Optional<List<Target>> due(Target owner, Instant now) {
    lock.lock();
    try {
      return Optional.ofNullable(byOwner.get(owner))
          .filter(open -> !now.isBefore(open.nextTry))
          .map(open -> List.copyOf(open.targets));
    } finally {
      lock.unlock();
    }
  }

  private void resolved(Target owner, Target target) {
    lock.lock();
    try {
      Optional.ofNullable(byOwner.get(owner)).ifPresent(open -> open.targets.remove(target));
    } finally {
      lock.unlock();
    }
  }

  private Optional<Instant> nextTry(Target owner) {
    lock.lock();
    try {
      return Optional.ofNullable(byOwner.get(owner)).map(open -> open.nextTry);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Instant> afterTry(Target owner, Instant now) {
    lock.lock();
    try {
      Optional<Unresolved> open = Optional.ofNullable(byOwner.get(owner));
      if (open.isEmpty()) {
        return Optional.empty();
      }
      boolean expired = !now.isBefore(open.get().deadline);
      if (expired || open.get().targets.isEmpty()) {
        byOwner.remove(owner);
        if (!open.get().targets.isEmpty()) {
          giveUp(owner, open.get());
        }
        return Optional.empty();
      }
      return Optional.of(postpone(open.get(), now));
    } finally {
      lock.unlock();
    }
  }

  private void giveUp(Target owner, Unresolved open) {
    platform.metrics().expectationExpired(owner.kind().plural());
    LOG.atWarn()
        .addKeyValue("owner", owner)
        .addKeyValue("objects", open.targets)
        .addKeyValue("after", timeout)
        .log("whether writes took effect could not be read; going on with what the watch tells");
  }

  private static Instant postpone(Unresolved open, Instant now) {
    open.pause = open.pause.multipliedBy(2);
    Instant next = now.plus(open.pause);
    open.nextTry = next.isBefore(open.deadline) ? next : open.deadline;
    return open.nextTry;
  }
}
