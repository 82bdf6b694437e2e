package io.windlass.controllers.autoscaling;

import io.windlass.controllers.autoscaling.Known.Judged;
import io.windlass.controllers.autoscaling.Turns.Ports;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures.Standing;
import io.windlass.core.autoscaling.decide.Decision;
import io.windlass.core.autoscaling.decide.Look;
import io.windlass.core.autoscaling.metric.Proposal;
import io.windlass.core.autoscaling.schedule.Standing.State;
import io.windlass.core.autoscaling.status.StatusReport.Scaled;
import io.windlass.core.autoscaling.turn.Changes;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action.Announce;
import io.windlass.core.plan.Action.Severity;
import io.windlass.core.plan.Action.Target;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of one turn beside its status: an Event, a line in the log, figures. */
record Teller(ObjectKey key, Judged judged, Ports ports) {
  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
  private static final ResourceKind KIND =
      new ResourceKind(
          "autoscaling.windlass.io", "v1alpha1", "TimedPodAutoscaler", "timedpodautoscalers");

  void decided(Look look, Decision decision, Optional<Scaled> scaled) {
    ports.figures().decided(decision.reason());
    decision.proposals().forEach(this::failure);
    Map<String, Boolean> windows =
        judged.spec().rules().schedule().standings(look.now()).stream()
            .collect(
                Collectors.toMap(
                    it -> it.window().name(), it -> it.state() == State.ACTIVE, (a, b) -> a || b));
    long current = scaled.map(Scaled::to).orElse(look.current());
    ports
        .figures()
        .stands(key, new Standing(current, decision.desired(), decision.bounds(), windows));
    scaled.ifPresent(it -> rescaled(it, decision));
  }

  private void failure(Proposal proposal) {
    if (proposal instanceof Proposal.Fails fails) {
      ports.figures().metricFailed(fails.metric().name(), fails.reason());
    }
  }

  private void rescaled(Scaled scaled, Decision decision) {
    LOG.atInfo()
        .addKeyValue("autoscaler", key)
        .addKeyValue("target", judged.spec().target())
        .addKeyValue("from", scaled.from())
        .addKeyValue("to", scaled.to())
        .addKeyValue("why", decision.why())
        .log("rescaled");
    announce(
        Severity.NORMAL,
        "Rescaled",
        "New size: %d; reason: %s".formatted(scaled.to(), decision.why()));
  }

  /** Tells of conditions that turned bad. */
  void changed(Json.Obj before, Json.Obj after) {
    for (Changes.Change change : Changes.between(before, after)) {
      announce(Severity.WARNING, change.reason(), change.message());
      if (change.type().equals("Conflicted")) {
        ports.figures().conflict(change.reason());
      }
    }
  }

  private void announce(Severity severity, String reason, String message) {
    ports
        .events()
        .announce(new Announce(new Target(KIND, key), judged.uid(), severity, reason, message));
  }
}
