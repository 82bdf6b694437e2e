package io.windlass.core.autoscaling.schedule;

import io.windlass.core.autoscaling.schedule.Standing.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How each window of a schedule stands at one instant. */
record Standings(Schedule schedule, Instant now) {
  private static final Comparator<Occurrence> LATER_STEP =
      Comparator.comparing(Occurrence::begin)
          .thenComparingInt(it -> it.window().priority())
          .thenComparing(it -> it.window().name());

  List<Standing> all() {
    return schedule.windows().stream().map(this::of).toList();
  }

  /** Those that set a bound, which is cheaper to tell than what the others wait for. */
  List<Standing> live() {
    List<Standing> live = new ArrayList<>();
    for (Window window : schedule.windows()) {
      if (!window.suspended()) {
        latest(window)
            .map(it -> new Standing(window, stateOf(it), Optional.of(it)))
            .filter(it -> it.state() == State.ACTIVE || it.state() == State.RELEASING)
            .ifPresent(live::add);
      }
    }
    return live;
  }

  private Optional<Occurrence> latest(Window window) {
    return window.isStep() ? step(window) : occurrences(window).latest(now);
  }

  private Standing of(Window window) {
    if (window.suspended()) {
      return new Standing(window, State.SUSPENDED, Optional.empty());
    }
    Optional<Occurrence> latest = latest(window);
    State state = latest.map(this::stateOf).orElse(State.WAITING);
    return state == State.WAITING
        ? new Standing(window, stateOfWaiting(window), latest)
        : new Standing(window, state, latest);
  }

  private State stateOf(Occurrence latest) {
    if (latest.contains(now)) {
      return State.ACTIVE;
    }
    if (latest.isReleasing(now)) {
      return State.RELEASING;
    }
    return latest.window().isStep() ? State.SUPERSEDED : State.WAITING;
  }

  private State stateOfWaiting(Window window) {
    boolean excluded =
        new Occurrences(window, window.days()::isValid)
            .latest(now)
            .filter(it -> it.contains(now) && !window.isStep())
            .isPresent();
    if (excluded) {
      return State.EXCLUDED;
    }
    return occurrences(window).next(now).isPresent() ? State.WAITING : State.EXPIRED;
  }

  /** The last occurrence of a step, which ends where a later one of any step begins. */
  private Optional<Occurrence> step(Window window) {
    return occurrences(window)
        .latest(now)
        .map(own -> own.until(successor(own).map(Occurrence::begin).orElse(Instant.MAX)));
  }

  private Optional<Occurrence> successor(Occurrence own) {
    return schedule.windows().stream()
        .filter(other -> other.isStep() && !other.suspended() && !other.equals(own.window()))
        .flatMap(other -> firstAfter(occurrences(other), own).stream())
        .min(LATER_STEP);
  }

  // One that begins at the same instant follows if it ranks higher.
  private Optional<Occurrence> firstAfter(Occurrences other, Occurrence own) {
    return other
        .latest(own.begin())
        .filter(it -> LATER_STEP.compare(it, own) > 0)
        .or(() -> other.next(own.begin()).filter(it -> !it.begin().isAfter(now)));
  }

  private Occurrences occurrences(Window window) {
    return Occurrences.of(window, schedule.calendars());
  }
}
