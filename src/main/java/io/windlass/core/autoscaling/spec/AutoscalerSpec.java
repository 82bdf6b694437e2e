package io.windlass.core.autoscaling.spec;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.schedule.Calendars;
import io.windlass.core.autoscaling.schedule.Schedule;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A whole spec.
 *
 * @param zone that local times mean where a window names none
 * @param widest whether windows of equal priority may overlap
 * @param takeoverFrom name of the HorizontalPodAutoscaler to take over from
 * @param historyLimit how many changes status remembers
 */
public record AutoscalerSpec(
    Target target,
    ZoneId zone,
    AutoscalerRules rules,
    boolean widest,
    ConflictPolicy conflictPolicy,
    Optional<String> takeoverFrom,
    boolean baselineOnDelete,
    int historyLimit) {
  /** The workload that is scaled. */
  public record Target(String apiVersion, String kind, String name) {
    /** The API group, empty for the core group. */
    public String group() {
      int slash = apiVersion.indexOf('/');
      return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  /** What a foreign writer of the replica count meets. */
  public enum ConflictPolicy {
    ENFORCE,
    YIELD,
    WARN
  }

  /** The same with the dates of its calendars. */
  public AutoscalerSpec with(Calendars calendars) {
    Schedule schedule = rules.schedule();
    AutoscalerRules dated =
        new AutoscalerRules(
            rules.mode(),
            new Schedule(
                schedule.windows(), schedule.minReplicas(), schedule.maxReplicas(), calendars),
            rules.metrics(),
            rules.overrides(),
            rules.behavior(),
            rules.policy(),
            rules.fallback());
    return new AutoscalerSpec(
        target, zone, dated, widest, conflictPolicy, takeoverFrom, baselineOnDelete, historyLimit);
  }
}
