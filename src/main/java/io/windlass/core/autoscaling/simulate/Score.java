package io.windlass.core.autoscaling.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How quiet and how true a series was.
 *
 * @param changes of the replicas
 * @param reversals changes against the direction of the one before, within ten minutes of it
 * @param outside time with fewer replicas than the schedule's floor or more than its ceiling
 */
public record Score(long changes, long reversals, Duration outside) {
  private static final Duration SOON = Duration.ofMinutes(10);

  /** The score of a series that ends at {@code to}. */
  public static Score of(List<Moment> moments, Instant to) {
    long changes = 0;
    long reversals = 0;
    Duration outside = Duration.ZERO;
    long direction = 0;
    Instant changed = Instant.MIN;
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      long way = Long.signum(moment.after() - moment.before());
      if (way != 0) {
        changes++;
        boolean soon = direction != 0 && !changed.plus(SOON).isBefore(moment.at());
        reversals += soon && way != direction ? 1 : 0;
        direction = way;
        changed = moment.at();
      }
      Instant until = i + 1 < moments.size() ? moments.get(i + 1).at() : to;
      if (moment.bounds().clamp(moment.after()) != moment.after()) {
        outside = outside.plus(Duration.between(moment.at(), until));
      }
    }
    return new Score(changes, reversals, outside);
  }
}
