package io.windlass.devcluster.sim.cronjob;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The last moment of a schedule that has come and was not used. Pure.
 *
 * @param due that moment, if there is one
 * @param missed how many came since, at least
 */
record DueTime(Optional<Instant> due, int missed) {
  /** After so many it is said that there were too many. */
  static final int MOST_MISSED = 100;

  /**
   * Looks for it.
   *
   * @param since the last moment that was used, or the beginning
   * @param startingDeadline what is older than this is not looked at
   */
  static DueTime find(
      CronSchedule schedule,
      ZoneId zone,
      Instant since,
      Optional<Duration> startingDeadline,
      Instant now) {
    Instant earliest =
        startingDeadline.map(now::minus).filter(at -> at.isAfter(since)).orElse(since);
    Optional<Instant> due = Optional.empty();
    int missed = 0;
    Optional<Instant> next = schedule.next(earliest, zone);
    while (next.filter(at -> !at.isAfter(now)).isPresent()) {
      due = next;
      missed++;
      next = schedule.next(next.get(), zone);
    }
    return new DueTime(due, missed);
  }
}
