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

/** Checks that a workload's replicas have one owner. In DryRun all of them are only warnings. */
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

  /** Whether this autoscaler must yield to an older one on the same target. */
  static boolean yields(World.Self self, Rival other) {
    return other.rank().compareTo(self.rank()) < 0;
  }

  private void rival(Rival rival) {
    String who = rival.kind().word() + " " + rival.name();
    switch (rival.kind()) {
      case TIMED ->
          conflict(
              37,
              yields(world.self(), rival)
                  ? who + " scales it and is older: this one does not act"
                  : who + " scales it too; this one is older and acts");
      case HPA -> hpa(rival, who);
      case KEDA -> conflict(39, who + " scales it: delete that first");
      case CRON ->
          conflict(
              40, who + " scales it: windlass import cronhpa " + rival.name() + " moves it here");
      case VPA -> vpa(rival, who);
    }
  }

  private void hpa(Rival rival, String who) {
    if (!spec.takeoverFrom().filter(rival.name()::equals).isPresent()) {
      conflict(
          38, who + " scales it: delete that, or take over with takeover.hpa: " + rival.name());
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
            owner -> conflict(36, "%s sets the replicas of %s".formatted(owner, spec.target())));
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

  private void conflict(int code, String message) {
    found.add(
        spec.rules().mode() == Mode.DRY_RUN
            ? Finding.warn(code, TARGET, message)
            : Finding.reject(code, TARGET, message));
  }
}
