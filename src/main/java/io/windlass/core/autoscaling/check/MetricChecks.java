package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.MetricTarget;
import io.windlass.core.autoscaling.pace.Behavior.Select;
import io.windlass.core.autoscaling.schedule.Window;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import java.util.ArrayList;
import java.util.List;

/** Checks of metrics and pace against the bounds. Stateless. */
final class MetricChecks {
  private static final int LOW_PERCENT = 5;

  private MetricChecks() {}

  static List<Finding> of(AutoscalerSpec spec) {
    List<Finding> found = new ArrayList<>();
    AutoscalerRules rules = spec.rules();
    for (MetricSpec metric : rules.metrics()) {
      if (metric.target() instanceof MetricTarget.Utilization(long percent)
          && percent <= LOW_PERCENT) {
        found.add(
            Finding.warn(
                45,
                "spec.metrics[%s]".formatted(metric.name()),
                "a target of %d%% leaves the pods almost idle".formatted(percent)));
      }
    }
    if (sleepsForEver(rules)) {
      found.add(
          Finding.reject(
              47,
              "spec.minReplicas",
              "with 0 replicas nothing is measured and no window wakes it: it would sleep for ever;"
                  + " add a window with a floor above 0, or an Object or External metric"));
    }
    pace(rules, found);
    return found;
  }

  private static boolean sleepsForEver(AutoscalerRules rules) {
    return rules.schedule().minReplicas() == 0
        && rules.metrics().stream().allMatch(MetricSpec::needsPods)
        && rules.schedule().windows().stream().noneMatch(MetricChecks::wakes);
  }

  private static boolean wakes(Window window) {
    return !window.suspended() && window.floor().orElse(0) > 0;
  }

  private static void pace(AutoscalerRules rules, List<Finding> found) {
    if (rules.behavior().isEmpty()) {
      return;
    }
    boolean floors = rules.schedule().windows().stream().anyMatch(MetricChecks::wakes);
    if (floors && rules.behavior().get().up().select() == Select.DISABLED) {
      found.add(
          Finding.warn(
              49,
              "spec.behavior.scaleUp.selectPolicy",
              "Disabled stops the metrics, not the floors of windows: they hold all the same"));
    }
    if (rules.behavior().get().down().tolerance() >= 1) {
      found.add(
          Finding.warn(
              49,
              "spec.behavior.scaleDown.tolerance",
              "so large that metrics never lower the count to the floor"));
    }
  }
}
