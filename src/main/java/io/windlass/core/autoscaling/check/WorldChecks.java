package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.check.World.Budget;
import io.windlass.core.autoscaling.check.World.Container;
import io.windlass.core.autoscaling.check.World.Target;
import io.windlass.core.autoscaling.check.World.Workload;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.MetricSpec.Kind;
import io.windlass.core.autoscaling.metric.MetricTarget;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.schedule.Window;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Checks of a spec against the target and what bounds it. */
record WorldChecks(AutoscalerSpec spec, World world, List<Finding> found) {
  private static final String TARGET = "spec.scaleTargetRef";
  private static final Set<String> SCALERS =
      Set.of(
          "HorizontalPodAutoscaler",
          "ScaledObject",
          "TimedPodAutoscaler",
          "CronHorizontalPodAutoscaler");

  static List<Finding> of(AutoscalerSpec spec, World world) {
    WorldChecks checks = new WorldChecks(spec, world, new ArrayList<>());
    checks.check();
    return checks.found();
  }

  private void check() {
    limit();
    target();
    for (String api : world.missingMetricApis()) {
      found.add(
          Finding.warn(
              46, "spec.metrics", api + " is not served; until it is, time alone decides"));
    }
    world.budgets().forEach(this::budget);
  }

  private void limit() {
    long most = highest();
    if (most > world.mostReplicas()) {
      found.add(
          Finding.reject(
              19,
              "spec.maxReplicas",
              "%d is above the operator's limit %d (--max-replicas-limit)"
                  .formatted(most, world.mostReplicas())));
    }
  }

  private long highest() {
    return bounds(true).max().orElse(schedule().maxReplicas());
  }

  private LongStream bounds(boolean ceilings) {
    LongStream windows =
        schedule().windows().stream()
            .map(ceilings ? Window::ceiling : Window::floor)
            .filter(bound -> bound.isPresent())
            .mapToLong(bound -> bound.getAsLong());
    return LongStream.concat(
        LongStream.of(ceilings ? schedule().maxReplicas() : schedule().minReplicas()), windows);
  }

  private void target() {
    if (SCALERS.contains(spec.target().kind())) {
      found.add(
          Finding.reject(
              35,
              TARGET,
              "%s scales something itself: point to the workload".formatted(spec.target())));
      return;
    }
    switch (world.target()) {
      case Target.UnknownKind _ ->
          found.add(
              Finding.warn(
                  30,
                  TARGET,
                  "no kind %s in %s yet; it is looked up again"
                      .formatted(spec.target().kind(), spec.target().apiVersion())));
      case Target.NotScalable _ ->
          found.add(
              Finding.reject(
                  32, TARGET, "%s has no scale subresource".formatted(spec.target().kind())));
      case Target.Missing _ ->
          found.add(
              Finding.warn(
                  31,
                  TARGET,
                  "there is no %s yet; it is looked up again".formatted(spec.target())));
      case Target.Found(Workload workload) -> workload(workload);
    }
  }

  private void workload(Workload workload) {
    if (workload.selector().isEmpty()) {
      found.add(
          Finding.condition(
              33, TARGET, "its scale names no pods (InvalidSelector): time alone decides"));
    }
    workload
        .replicasInManifest()
        .ifPresent(
            who ->
                found.add(
                    Finding.warn(
                        43,
                        TARGET,
                        "%s keeps replicas in the manifest of %s: remove the field there"
                            .formatted(who, spec.target()))));
    if (spec.rules().mode() == Mode.PAUSED && workload.replicas() > schedule().maxReplicas()) {
      found.add(
          Finding.warn(
              53,
              "spec.mode",
              "paused with %d replicas, above maxReplicas %d: nothing lowers them"
                  .formatted(workload.replicas(), schedule().maxReplicas())));
    }
    spec.rules().metrics().forEach(metric -> requests(metric, workload));
  }

  private void requests(MetricSpec metric, Workload workload) {
    if (!(metric.target() instanceof MetricTarget.Utilization(long percent))) {
      return;
    }
    String path = "spec.metrics[%s]".formatted(metric.name());
    for (Container container : workload.containers()) {
      boolean counts =
          metric.kind() == Kind.RESOURCE
              || metric.container().filter(container.name()::equals).isPresent();
      if (counts && !container.requests().contains(metric.subject())) {
        request(metric, container, path);
      } else if (counts && percent > 100 && container.bounded().contains(metric.subject())) {
        found.add(
            Finding.warn(
                45,
                path,
                "%d%% is never reached: the limit of container %s is its request"
                    .formatted(percent, container.name())));
      }
    }
  }

  private void request(MetricSpec metric, Container container, String path) {
    String what =
        "container %s requests no %s, so there is no utilisation"
            .formatted(container.name(), metric.subject());
    found.add(
        container
            .injectedBy()
            .map(set -> Finding.warn(44, path, what + "; it comes from SidecarSet " + set))
            .orElseGet(() -> Finding.reject(44, path, what + "; add a request")));
  }

  private void budget(Budget budget) {
    long lowest = bounds(false).min().orElse(schedule().minReplicas());
    long highest = bounds(false).max().orElse(schedule().minReplicas());
    if (budget.minAvailable().orElse(0) > lowest) {
      found.add(
          Finding.warn(
              50,
              "spec.minReplicas",
              "PodDisruptionBudget %s wants %d pods available, the lowest floor is %d"
                  .formatted(budget.name(), budget.minAvailable().getAsLong(), lowest)));
    }
    if (budget.mostPods().orElse(Long.MAX_VALUE) < highest) {
      found.add(
          Finding.warn(
              51,
              "spec.windows",
              "ResourceQuota %s lets %d pods be, the highest floor is %d"
                  .formatted(budget.name(), budget.mostPods().getAsLong(), highest)));
    }
  }

  private Schedule schedule() {
    return spec.rules().schedule();
  }
}
