package io.windlass.runtime.apply;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.apply.Line.Claim;
import io.windlass.runtime.port.Ticker;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A rate limit that never waits, and is fair. Who finds too few tokens stands in line and is told
 * when to come back; what comes in meanwhile is kept for it.
 *
 * <ul>
 *   <li>Owners of one priority that wait get the same, however much they want: one that wants 5
 *       writes beside one that wants 10,000 has them after 10.
 *   <li>A higher priority gets {@value #UPPER_SHARE} of what comes in while a lower one waits, so
 *       that nobody starves.
 *   <li>Nobody is given more than about a second's worth at once.
 *   <li>What an owner does not fetch within 5 s after it was served is everybody's again.
 * </ul>
 *
 * <p>In the long run the rate is never exceeded; over a short time no more goes out than a burst
 * and what was kept for those who waited. Thread-safe; O(log of the owners that wait).
 */
final class FairBucket {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double UPPER_SHARE = 0.9;
  private static final Duration LATEST_LOOK = Duration.ofSeconds(2);
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final Ticker ticker;
  private final Optional<Limits.Rate> rate;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<Target, Claim> claims = new HashMap<>();

  @GuardedBy("lock")
  private final EnumMap<Priority, Line> lines = new EnumMap<>(Priority.class);

  /** Owners that have what they wanted and have not come for it, the first of them first. */
  @GuardedBy("lock")
  private final LinkedHashSet<Claim> served = new LinkedHashSet<>();

  /** Tokens of nobody; below zero while what went on credit is paid back. */
  @GuardedBy("lock")
  private double free;

  /** Tokens of those that are served. */
  @GuardedBy("lock")
  private double kept;

  @GuardedBy("lock")
  private Instant filledAt;

  @GuardedBy("lock")
  private long order;

  /**
   * What an owner wants.
   *
   * @param atLeast so many, or it cannot go on
   * @param inAll so many to get done
   */
  record Want(Target owner, Priority priority, int atLeast, int inAll) {}

  FairBucket(Ticker ticker, Optional<Limits.Rate> rate) {
    this.ticker = ticker;
    this.rate = rate;
    this.filledAt = ticker.now();
    lock.lock();
    try {
      this.free = rate.map(Limits.Rate::burst).orElse(0);
      for (Priority priority : Priority.values()) {
        lines.put(priority, new Line());
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes tokens, all or none; who wants more than a whole burst gets them for a burst, the rest on
   * credit.
   */
  boolean take(Target owner, int wanted) {
    return rate.isEmpty() || take(rate.get(), owner, wanted);
  }

  /** Takes a token even if there is none; the bucket makes up for it later. */
  void takeOnCredit() {
    if (rate.isPresent()) {
      lock.lock();
      try {
        fill(rate.get());
        free--;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Lets an owner stand in line; returns when to come back. */
  Instant waitFor(Want want) {
    return rate.map(limit -> waitFor(limit, want)).orElseGet(ticker::now);
  }

  /** An owner wants nothing any more; what was kept for it is everybody's. */
  void leave(Target owner) {
    if (rate.isPresent()) {
      lock.lock();
      try {
        fill(rate.get());
        Optional.ofNullable(claims.get(owner)).ifPresent(claim -> free += drop(claim));
      } finally {
        lock.unlock();
      }
    }
  }

  /** How many owners wait, or have not come for what was kept for them. */
  int waiting() {
    lock.lock();
    try {
      return claims.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean take(Limits.Rate limit, Target owner, int wanted) {
    lock.lock();
    try {
      fill(limit);
      Optional<Claim> claim = Optional.ofNullable(claims.get(owner));
      double own = claim.map(Claim::tokens).orElse(0.0);
      if (own + Math.max(0, free) < Math.min(wanted, limit.burst()) - 1e-6) {
        return false;
      }
      double used = Math.min(own, wanted);
      claim.ifPresent(c -> use(c, used));
      free -= wanted - used;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Instant waitFor(Limits.Rate limit, Want want) {
    lock.lock();
    try {
      fill(limit);
      double has = Optional.ofNullable(claims.get(want.owner())).map(this::drop).orElse(0.0);
      double wanted = worthWhile(limit, want);
      Claim claim = line(want.priority()).join(want.owner(), order++, has, wanted);
      claims.put(want.owner(), claim);
      if (!claim.isOpen()) {
        serve(claim);
        return filledAt;
      }
      double ahead = claim.missing() * rivals(want.priority()) + Math.max(0, -free);
      return filledAt.plus(look(ahead / limit.perSecond()));
    } finally {
      lock.unlock();
    }
  }

  private static Duration look(double seconds) {
    Duration wait = Duration.ofNanos((long) Math.ceil(seconds * NANOS_PER_SECOND));
    return wait.compareTo(LATEST_LOOK) > 0 ? LATEST_LOOK : wait;
  }

  /** A quarter of a second's worth is worth a plan; where many wait, less. */
  @GuardedBy("lock")
  private double worthWhile(Limits.Rate limit, Want want) {
    int quarter = Math.max(1, limit.perSecond() / 4);
    int share = Math.max(1, limit.perSecond() / Math.max(1, rivals(Priority.RESYNC)));
    int worth = Math.max(want.atLeast(), Math.min(quarter, share));
    return Math.min(Math.min(worth, limit.burst()), want.inAll());
  }

  /** How many wait in this line and in those before it. */
  @GuardedBy("lock")
  private int rivals(Priority priority) {
    int waiting = 0;
    for (Map.Entry<Priority, Line> line : lines.entrySet()) {
      waiting += line.getKey().compareTo(priority) <= 0 ? line.getValue().size() : 0;
    }
    return waiting;
  }

  @GuardedBy("lock")
  private Line line(Priority priority) {
    return lines.computeIfAbsent(priority, _ -> new Line());
  }

  @GuardedBy("lock")
  private void fill(Limits.Rate limit) {
    Instant now = ticker.now();
    double seconds = Duration.between(filledAt, now).toNanos() / NANOS_PER_SECOND;
    filledAt = now;
    free += Math.max(0, seconds) * limit.perSecond();
    takeBack(now);
    if (free > 0) {
      free = share(free);
    }
    free = Math.min(free, Math.max(0, limit.burst() - kept));
  }

  /** Shares tokens among those who wait; returns what is left. */
  @GuardedBy("lock")
  private double share(double tokens) {
    double rest = tokens;
    List<Claim> done = new ArrayList<>();
    int waiting = rivals(Priority.RESYNC);
    for (Line line : lines.values()) {
      waiting -= line.size();
      double part = waiting > 0 ? rest * UPPER_SHARE : rest;
      rest = rest - part + line.pour(part, done);
    }
    done.forEach(this::serve);
    return rest;
  }

  @GuardedBy("lock")
  private void serve(Claim claim) {
    claim.servedAt = filledAt;
    served.add(claim);
    kept += claim.tokens();
  }

  @GuardedBy("lock")
  private void use(Claim claim, double tokens) {
    claim.use(tokens);
    kept -= served.contains(claim) ? tokens : 0;
  }

  @GuardedBy("lock")
  private void takeBack(Instant now) {
    while (!served.isEmpty() && served.getFirst().servedAt.plus(KEPT).isBefore(now)) {
      free += drop(served.getFirst());
    }
  }

  /** Forgets a claim; returns what was kept for it. */
  @GuardedBy("lock")
  private double drop(Claim claim) {
    claim.line.leave(claim);
    claims.remove(claim.owner);
    kept -= served.remove(claim) ? claim.tokens() : 0;
    return claim.tokens();
  }
}
