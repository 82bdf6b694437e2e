package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.schedule.Begin;
import io.windlass.core.autoscaling.schedule.LocalClock;
import io.windlass.core.autoscaling.schedule.Window;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that need the request: they cannot be asked again later. Stateless. */
public final class RequestChecks {
  private RequestChecks() {}

  /**
   * What is asked for, and by whom.
   *
   * @param before the spec as it is stored; empty for a create
   * @param takingOver whether a takeover is in progress
   * @param mayScale whether the requesting user may update the target's scale
   */
  public record Request(
      String user, Optional<AutoscalerSpec> before, boolean takingOver, boolean mayScale) {}

  /** The answers of 028, 054 and 055. */
  public static List<Finding> of(AutoscalerSpec spec, Request request, Instant now) {
    List<Finding> found = new ArrayList<>();
    for (Window window : spec.rules().schedule().windows()) {
      if (window.begin() instanceof Begin.Once(LocalDateTime at)
          && LocalClock.begin(at, window.zone()).isBefore(now)) {
        found.add(past(window, at, request.before().isEmpty()));
      }
    }
    if (request.takingOver()
        && request.before().filter(it -> !it.target().equals(spec.target())).isPresent()) {
      found.add(
          Finding.reject(
              54, "spec.scaleTargetRef", "cannot be changed while a takeover is in progress"));
    }
    if (!request.mayScale()) {
      found.add(
          Finding.reject(
              55,
              "spec.scaleTargetRef",
              "%s may not update the scale of %s".formatted(request.user(), spec.target())));
    }
    return found;
  }

  private static Finding past(Window window, LocalDateTime at, boolean create) {
    String path = "spec.windows[%s].at".formatted(window.name());
    String message = at + " is in the past: it will never begin";
    return create ? Finding.reject(28, path, message) : Finding.warn(28, path, message);
  }
}
