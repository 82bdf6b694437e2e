package io.windlass.controllers.autoscaling;

import io.windlass.controllers.autoscaling.Known.Clock;
import io.windlass.controllers.autoscaling.Known.Judged;
import io.windlass.controllers.autoscaling.Turns.Ports;
import io.windlass.controllers.autoscaling.scale.Scales;
import io.windlass.controllers.autoscaling.scale.Scales.Written;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.decide.Decider;
import io.windlass.core.autoscaling.decide.Decision;
import io.windlass.core.autoscaling.decide.Look;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.observe.MetricSource;
import io.windlass.core.autoscaling.observe.ScaleView;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.status.StatusReport.Scaled;
import io.windlass.core.autoscaling.turn.Intent;
import io.windlass.core.autoscaling.turn.NextLook;
import io.windlass.core.autoscaling.turn.Obstacle;
import io.windlass.core.autoscaling.turn.Past;
import io.windlass.core.autoscaling.turn.Report;
import io.windlass.core.autoscaling.turn.Ticks;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One turn of one autoscaler: gather, decide, write, report. Used once. */
record Turn(ObjectKey key, Known known, Ports ports, Instant now) {
  /** Somebody else may write at the same moment so often in a row. */
  private static final int MOST_CONFLICTS = 5;

  /**
   * What came of it.
   *
   * @param next when to look again
   */
  record Ended(Known known, Instant next) {}

  /** What was seen of the target, and what that leads to. */
  private record Sight(Scales.Read.Found found, Past past, Look look, Decision decision) {
    long current() {
      return look.current();
    }
  }

  /** A write that was tried, or was not to be. */
  private record Act(Clock clock, Past past, Optional<Scaled> scaled, Optional<Obstacle> obstacle) {
    static Act none(Clock clock, Past past) {
      return new Act(clock, past, Optional.empty(), Optional.empty());
    }
  }

  Ended run() {
    Report report = report();
    if (!judged().verdict().mayWrite()) {
      tell(report.refused(now));
      return new Ended(known, NextLook.ofRefused(key, now));
    }
    for (int conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
      Scales.Read read = ports.scales().read(key.namespace(), spec().target());
      switch (read) {
        case Scales.Read.Failed(Obstacle obstacle) -> {
          return stopped(report, obstacle);
        }
        case Scales.Read.Found found -> {
          ports.targets().follow(key, found.kind(), target());
          Sight sight = sight(found);
          Optional<Act> act = act(sight);
          if (act.isPresent()) {
            return decided(report, sight, act.get());
          }
        }
      }
    }
    return stopped(
        report,
        new Obstacle(
            Obstacle.Kind.UNWRITABLE,
            "somebody else wrote the target %d times while it was decided"
                .formatted(MOST_CONFLICTS)));
  }

  private Judged judged() {
    return known.judged();
  }

  private AutoscalerSpec spec() {
    return judged().spec();
  }

  private ObjectKey target() {
    return new ObjectKey(key.namespace(), spec().target().name());
  }

  private Report report() {
    Json.Obj held = judged().document().object("status");
    Json.Obj before = ports.statuses().newest(key, judged().uid(), held);
    return new Report(spec(), judged().verdict(), judged().generation(), before);
  }

  private Sight sight(Scales.Read.Found found) {
    ScaleView scale = found.scale();
    Past past = past(found);
    Map<String, Reading> readings =
        ports
            .readings()
            .of(
                key.namespace(),
                scale,
                MetricSource.of(judged().document().unpacked(), spec().rules().metrics()));
    Look look = new Look(now, scale.replicas(), readings, past.memory(), past.zeroIsOurs());
    return new Sight(found, past, look, Decider.decide(spec().rules(), look));
  }

  private Past past(Scales.Read.Found found) {
    long current = found.scale().replicas();
    Past before =
        known
            .past()
            .orElseGet(
                () ->
                    Past.resumed(
                        report().before(), current, Ticks.before(key.namespace(), now), now));
    if (spec().rules().mode() != Mode.ACTIVE) {
      return before.welcoming(current);
    }
    if (!before.isForeign(current)) {
      return before.finding(current, "", now);
    }
    ports.figures().externalWrite();
    String by = ports.scales().foreignWriter(key.namespace(), spec().target(), found.kind());
    return before.finding(current, by, now);
  }

  /** Empty if somebody else wrote first, so that all is to be looked at again. */
  private Optional<Act> act(Sight sight) {
    Past past = sight.past().remembering(sight.decision().memory());
    Optional<Obstacle> handing = handing();
    if (handing.isPresent()) {
      return Optional.of(new Act(known.clock().failed(), past, Optional.empty(), handing));
    }
    return switch (Intent.of(spec(), sight.decision(), sight.past(), now)) {
      case Intent.Leave() -> Optional.of(Act.none(known.clock().served(), past));
      case Intent.Rest(Instant _) -> Optional.of(Act.none(known.clock().served(), past));
      case Intent.Write(long replicas) -> write(sight, past, replicas);
    };
  }

  /** Whether a HorizontalPodAutoscaler has not let go yet, or gets the target back. */
  private Optional<Obstacle> handing() {
    return ports.term().isCurrent()
        ? ports.takeover().advance(key, judged().document().unpacked(), spec(), now)
        : Optional.empty();
  }

  private Optional<Act> write(Sight sight, Past past, long replicas) {
    Clock clock = known.clock();
    if (!ports.term().isCurrent()) {
      return Optional.of(Act.none(clock, past));
    }
    Instant slot = clock.slot().orElseGet(() -> ports.rate().reserve(now));
    if (slot.isAfter(now)) {
      return Optional.of(Act.none(clock.queued(slot), past));
    }
    return switch (ports
        .scales()
        .write(key.namespace(), spec().target(), sight.found(), replicas)) {
      case Written.Outdated() -> Optional.empty();
      case Written.Failed(Obstacle obstacle) ->
          Optional.of(new Act(clock.failed(), past, Optional.empty(), Optional.of(obstacle)));
      case Written.Done(ScaleView scale) -> {
        ports.figures().wrote(clock.serving(), ports.ticker().now());
        yield Optional.of(
            new Act(
                clock.served(),
                past.writing(replicas, now),
                Optional.of(new Scaled(sight.current(), replicas, scale.version())),
                Optional.empty()));
      }
    };
  }

  private Ended decided(Report report, Sight sight, Act act) {
    Teller teller = new Teller(key, judged(), ports);
    teller.decided(sight.look(), sight.decision(), act.scaled());
    Json.Obj status =
        report.decided(
            sight.look(),
            sight.decision(),
            new Report.Outcome(act.past(), act.scaled(), act.obstacle()));
    tell(status);
    Clock clock =
        act.clock()
            .awaiting(act.clock().edge().or(() -> spec().rules().schedule().nextChange(now)));
    NextLook next = new NextLook(key, spec(), now);
    Instant at =
        act.obstacle().isPresent()
            ? next.afterFailure(clock.edge(), clock.failures())
            : next.after(sight.decision(), act.past(), clock.edge(), clock.slot());
    return new Ended(new Known(judged(), Optional.of(act.past()), clock), at);
  }

  private Ended stopped(Report report, Obstacle obstacle) {
    tell(report.stopped(obstacle, now));
    Clock failed = known.clock().failed();
    Clock clock =
        failed.awaiting(failed.edge().or(() -> spec().rules().schedule().nextChange(now)));
    return new Ended(
        known.with(clock),
        new NextLook(key, spec(), now).afterFailure(clock.edge(), clock.failures()));
  }

  private void tell(Json.Obj status) {
    new Teller(key, judged(), ports).changed(report().before(), status);
    ports.statuses().offer(key, status);
  }
}
