package io.windlass.core.autoscaling.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * A span of local time, once or again and again, with bounds of its own.
 *
 * @param priority the higher wins, bound by bound
 * @param lead how much earlier it begins
 * @param release how long its floor takes to go down after the end, zero for at once
 */
public record Window(
    String name,
    int priority,
    Begin begin,
    Finish finish,
    OptionalLong floor,
    OptionalLong ceiling,
    ZoneId zone,
    Duration lead,
    Duration release,
    Days days,
    boolean suspended) {
  /** The same, with its floor gone at once when it ends. */
  public Window withoutRelease() {
    return new Window(
        name, priority, begin, finish, floor, ceiling, zone, lead, Duration.ZERO, days, suspended);
  }

  /** Whether it lasts until the next step. */
  public boolean isStep() {
    return finish instanceof Finish.UntilNext;
  }
}
