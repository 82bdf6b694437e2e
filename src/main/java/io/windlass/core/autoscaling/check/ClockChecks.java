package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.schedule.Begin;
import io.windlass.core.autoscaling.schedule.Finish;
import io.windlass.core.autoscaling.schedule.Window;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks of windows where the clock is changed, within the next 400 days. Stateless. */
final class ClockChecks {
  private static final Duration AHEAD = Duration.ofDays(400);

  private ClockChecks() {}

  static List<Finding> of(AutoscalerSpec spec, Instant now) {
    List<Finding> found = new ArrayList<>();
    for (Window window : spec.rules().schedule().windows()) {
      for (ZoneOffsetTransition change : changes(window, now)) {
        check(window, "start", window.begin(), change).ifPresent(found::add);
        if (window.finish() instanceof Finish.At(Cron end)) {
          check(window, "end", new Begin.Each(end), change).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static List<ZoneOffsetTransition> changes(Window window, Instant now) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    Instant until = now.plus(AHEAD);
    ZoneOffsetTransition next = window.zone().getRules().nextTransition(now);
    while (next != null && !next.getInstant().isAfter(until)) {
      changes.add(next);
      next = window.zone().getRules().nextTransition(next.getInstant());
    }
    return changes;
  }

  private static Optional<Finding> check(
      Window window, String side, Begin times, ZoneOffsetTransition change) {
    LocalDateTime from = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    LocalDateTime to = change.isGap() ? change.getDateTimeAfter() : change.getDateTimeBefore();
    String field = side.equals("start") && times instanceof Begin.Once ? "at" : side;
    String path = "spec.windows[%s].%s".formatted(window.name(), field);
    return times
        .next(from.minusNanos(1), _ -> true)
        .filter(at -> at.isBefore(to))
        .map(
            at ->
                change.isGap()
                    ? Finding.warn(
                        9,
                        path,
                        "%s does not exist in %s: %s instead"
                            .formatted(at, window.zone(), change.getDateTimeAfter()))
                    : Finding.warn(
                        10,
                        path,
                        "%s comes twice in %s: the %s counts"
                            .formatted(
                                at, window.zone(), side.equals("start") ? "first" : "second")));
  }
}
