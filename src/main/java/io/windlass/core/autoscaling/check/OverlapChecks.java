package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.autoscaling.schedule.Occurrence;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.schedule.Window;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Checks of windows against one another, within the next 400 days. */
record OverlapChecks(AutoscalerSpec spec, Instant now, List<Finding> found) {
  private static final Duration AHEAD = Duration.ofDays(400);
  private static final Duration SEAM = Duration.ofMinutes(10);
  private static final int BUDGET = 3_000;

  static List<Finding> of(AutoscalerSpec spec, Instant now) {
    OverlapChecks checks = new OverlapChecks(spec, now, new ArrayList<>());
    checks.pairs();
    checks.seams();
    return checks.found();
  }

  private void pairs() {
    List<Window> windows = schedule().windows();
    for (int i = 0; i < windows.size(); i++) {
      for (int j = i + 1; j < windows.size() && !spec.widest(); j++) {
        if (mayDisagree(windows.get(i), windows.get(j))) {
          pair(windows.get(i), windows.get(j));
        }
      }
    }
  }

  private static boolean mayDisagree(Window a, Window b) {
    return a.priority() == b.priority()
        && !a.suspended()
        && !b.suspended()
        && !(a.isStep() && b.isStep())
        && (differ(a.floor(), b.floor()) || differ(a.ceiling(), b.ceiling()));
  }

  private static boolean differ(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent() && a.getAsLong() != b.getAsLong();
  }

  private void pair(Window a, Window b) {
    Schedule both =
        new Schedule(
            List.of(a.withoutRelease(), b.withoutRelease()),
            schedule().minReplicas(),
            schedule().maxReplicas(),
            schedule().calendars());
    Instant at = now;
    for (int look = 0; look < BUDGET; look++) {
      List<Occurrence> active = both.active(at);
      if (active.size() == 2) {
        overlap(a, b, at, active);
        return;
      }
      Optional<Instant> next = both.nextChange(at);
      if (next.isEmpty() || next.get().isAfter(now.plus(AHEAD))) {
        return;
      }
      at = next.get();
    }
    found.add(
        Finding.warn(
            22,
            "spec.windows",
            "%s and %s: not proven disjoint, they change too often; where they overlap the larger"
                    .formatted(a.name(), b.name())
                + " bound holds"));
  }

  private void overlap(Window a, Window b, Instant at, List<Occurrence> active) {
    Instant end = active.stream().map(Occurrence::end).min(Instant::compareTo).orElse(at);
    found.add(
        Finding.reject(
            20,
            "spec.windows",
            "%s and %s have equal priority and different values, and overlap from %s to %s: give one"
                    .formatted(a.name(), b.name(), at, end)
                + " a higher priority, or say overlap: Widest"));
  }

  private void seams() {
    Instant at = now;
    Bounds before = schedule().bounds(at);
    for (int look = 0; look < 200; look++) {
      Optional<Instant> next = schedule().nextChange(at);
      if (next.isEmpty() || next.get().isAfter(now.plus(Duration.ofDays(15)))) {
        return;
      }
      Bounds dip = schedule().bounds(next.get());
      Optional<Instant> after = schedule().nextChange(next.get());
      if (after.isPresent() && isSeam(before, dip, next.get(), after.get())) {
        found.add(
            Finding.warn(
                23,
                "spec.windows",
                "the floor falls from %d to %d at %s and rises again %d minutes later: add release, or"
                        .formatted(
                            before.floor(),
                            dip.floor(),
                            next.get(),
                            Duration.between(next.get(), after.get()).toMinutes())
                    + " let the windows touch"));
        return;
      }
      at = next.get();
      before = dip;
    }
  }

  private boolean isSeam(Bounds before, Bounds dip, Instant from, Instant to) {
    return 2 * dip.floor() <= before.floor()
        && Duration.between(from, to).compareTo(SEAM) <= 0
        && schedule().bounds(to).floor() > dip.floor();
  }

  private Schedule schedule() {
    return spec.rules().schedule();
  }
}
