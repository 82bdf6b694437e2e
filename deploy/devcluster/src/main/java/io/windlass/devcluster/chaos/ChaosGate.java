package io.windlass.devcluster.chaos;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.api.WatchCourse;
import io.windlass.devcluster.chaos.ChaosPlan.Effect;
import io.windlass.devcluster.chaos.ChaosPlan.Match;
import io.windlass.devcluster.chaos.ChaosPlan.Rule;
import io.windlass.devcluster.clock.ClusterClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets requests meet the rules of a plan. All rules that meet a request count: delays add up, then
 * the first failure or drop is what it gets. Thread-safe; a request costs O(rules).
 */
public final class ChaosGate implements RequestGate {
  private final ChaosPlan plan;
  private final ClusterClock clock;
  private final Instant start;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Random dice;

  @GuardedBy("lock")
  private final int[] met;

  /** A gate whose time begins now. */
  public ChaosGate(ChaosPlan plan, ClusterClock clock) {
    this.plan = plan;
    this.clock = clock;
    this.start = clock.now();
    this.dice = new Random(plan.seed());
    this.met = new int[plan.rules().size()];
  }

  @Override
  public Verdict before(Write request) {
    Duration delay = Duration.ZERO;
    Verdict verdict = Verdict.PROCEED;
    for (Effect effect : effects(request)) {
      if (effect instanceof Effect.Latency(Duration more)) {
        delay = delay.plus(more);
      } else if (verdict instanceof Verdict.Proceed) {
        verdict = verdict(effect);
      }
    }
    return delay.isZero() ? verdict : new Verdict.Delay(delay, verdict);
  }

  private static Verdict verdict(Effect effect) {
    return switch (effect) {
      case Effect.Answer(var failure) -> new Verdict.Refuse(failure);
      case Effect.Drop(boolean carriedOut) ->
          carriedOut ? new Verdict.CarryOutThenDrop() : new Verdict.Drop();
      case Effect.Latency _, Effect.CutWatch _, Effect.DelayWatch _, Effect.ExpireWatch _ ->
          Verdict.PROCEED;
    };
  }

  @Override
  public Verdict beforeRead(Write request) {
    return before(request);
  }

  @Override
  public boolean asksForNames() {
    return plan.rules().stream().anyMatch(rule -> !rule.match().name().pattern().equals(".*"));
  }

  @Override
  public WatchCourse course(Write watch) {
    Duration passed = Duration.between(start, clock.now());
    Optional<Duration> cut = Optional.empty();
    Duration delay = Duration.ZERO;
    boolean expired = false;
    for (Rule rule : plan.rules()) {
      if (!fits(rule.match(), watch)) {
        continue;
      }
      switch (rule.effect()) {
        case Effect.CutWatch(Duration after) when meets(rule) -> cut = sooner(cut, after);
        case Effect.DelayWatch(Duration more) when meets(rule) -> delay = delay.plus(more);
        case Effect.ExpireWatch() when meets(rule) -> expired = true;
        // A storm that is still to come breaks the watches that run when it begins.
        case Effect.ExpireWatch() when rule.when().span().from().compareTo(passed) > 0 ->
            cut = sooner(cut, rule.when().span().from().minus(passed));
        case Effect other -> {}
      }
    }
    return new WatchCourse(cut, delay, expired);
  }

  private static Optional<Duration> sooner(Optional<Duration> cut, Duration other) {
    return Optional.of(cut.filter(c -> c.compareTo(other) <= 0).orElse(other));
  }

  private List<Effect> effects(Write request) {
    List<Effect> effects = new ArrayList<>();
    for (Rule rule : plan.rules()) {
      boolean ofWatches =
          rule.effect() instanceof Effect.CutWatch
              || rule.effect() instanceof Effect.DelayWatch
              || rule.effect() instanceof Effect.ExpireWatch;
      if (!ofWatches && fits(rule.match(), request) && meets(rule)) {
        effects.add(rule.effect());
      }
    }
    return effects;
  }

  private static boolean fits(Match match, Write request) {
    ResourceType type = request.type();
    String rest = request.subresource().isEmpty() ? "" : "/" + request.subresource();
    boolean resource =
        match.resources().isEmpty()
            || match.resources().contains(type.plural() + rest)
            || match.resources().contains(type.qualifiedName() + rest);
    return resource
        && (match.verbs().isEmpty() || match.verbs().contains(request.verb()))
        && (match.namespaces().isEmpty() || match.namespaces().contains(request.namespace()))
        && match.name().matcher(request.name()).matches()
        && match.agent().matcher(request.agent()).matches();
  }

  /** Throws the dice for a rule that fits, and counts. */
  private boolean meets(Rule rule) {
    if (!rule.when().span().contains(Duration.between(start, clock.now()))) {
      return false;
    }
    int index = plan.rules().indexOf(rule);
    lock.lock();
    try {
      boolean spent = rule.when().count().filter(most -> met[index] >= most).isPresent();
      if (spent || dice.nextDouble() >= rule.when().probability()) {
        return false;
      }
      met[index]++;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
