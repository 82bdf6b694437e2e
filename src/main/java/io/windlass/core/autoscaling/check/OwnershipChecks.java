package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.check.World.Rival;
import io.windlass.core.autoscaling.check.World.Target;
import io.windlass.core.autoscaling.check.World.Workload;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that a workload's replicas have one owner. Who was there first is right: beside a younger
 * rival there is only a warning, and so there is in a mode that writes nothing.
 */
record OwnershipChecks(AutoscalerSpec spec, World world, List<Finding> found) {
  private static final String TARGET = "spec.scaleTargetRef";
  private static final int FOREIGN_WRITES = 3;

  static List<Finding> of(AutoscalerSpec spec, World world) {
    OwnershipChecks checks = new OwnershipChecks(spec, world, new ArrayList<>());
    checks.world().rivals().stream()
        .filter(rival -> rival.scales().equals(spec.target().toString()))
        .forEach(checks::rival);
    if (world.target() instanceof Target.Found(Workload workload)) {
      checks.owner(workload);
    }
    return checks.found();
  }

  private void rival(Rival rival) {
    String who = rival.kind().word() + " " + rival.name();
    switch (rival.kind()) {
      case TIMED ->
          rivalry(
              37,
              rival,
              rival.isOlderThan(world.self())
                  ? who + " scales it and is older: this one does not act"
                  : who + " scales it too; this one is older and acts");
      case HPA -> hpa(rival, who);
      case KEDA -> rivalry(39, rival, who + " scales it: delete that first");
      case CRON ->
          rivalry(
              40,
              rival,
              who + " scales it: windlass import cronhpa " + rival.name() + " moves it here");
      case VPA -> vpa(rival, who);
    }
  }

  private void hpa(Rival rival, String who) {
    boolean isTakenOver = spec.takeoverFrom().filter(rival.name()::equals).isPresent();
    if (!isTakenOver || world.self().hasTakenOver()) {
      rivalry(
          38,
          rival,
          who + " scales it: delete that, or take over with takeover.hpa: " + rival.name());
    }
  }

  private void vpa(Rival rival, String who) {
    for (MetricSpec metric : spec.rules().metrics()) {
      if (rival.resources().contains(metric.subject())) {
        found.add(
            Finding.warn(
                41,
                "spec.metrics[%s]".formatted(metric.name()),
                who + " changes the requests that this utilisation is measured against"));
      }
    }
  }

  private void owner(Workload workload) {
    workload
        .scaledBy()
        .ifPresent(
            owner ->
                conflict(true, 36, "%s sets the replicas of %s".formatted(owner, spec.target())));
    if (workload.foreignWrites() >= FOREIGN_WRITES) {
      found.add(
          Finding.condition(
              42,
              TARGET,
              "%s changed the replicas %d times within ten minutes (ExternalWriter)"
                  .formatted(
                      workload.foreignWriter().orElse("somebody"), workload.foreignWrites())));
    }
  }

  private void rivalry(int code, Rival rival, String message) {
    conflict(rival.isOlderThan(world.self()), code, message);
  }

  private void conflict(boolean isFirst, int code, String message) {
    found.add(
        isFirst && spec.rules().mode() == Mode.ACTIVE
            ? Finding.reject(code, TARGET, message)
            : Finding.warn(code, TARGET, message));
  }
}
