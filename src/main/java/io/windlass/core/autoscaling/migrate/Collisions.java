package io.windlass.core.autoscaling.migrate;

import io.windlass.core.autoscaling.schedule.Begin;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Jobs of one CronHPA that fire in the same minute. There, seconds order them; here a step begins
 * on the full minute, so that only one of them would ever hold.
 */
record Collisions(List<Firing> firings, LocalDateTime now) {
  // Enough to meet within a year for what comes daily, and within a day for what comes each minute.
  private static final int LOOKS = 1500;

  /**
   * When one job fires.
   *
   * @param second of the minute
   * @param size that it sets
   */
  record Firing(String job, Begin begin, int second, long size) {}

  /** Refuses what cannot be told, and notes what is a race there. */
  void tell(Draft draft) {
    for (int i = 0; i < firings.size(); i++) {
      for (int j = i + 1; j < firings.size(); j++) {
        Firing a = firings.get(i);
        Firing b = firings.get(j);
        if (a.size() != b.size()) {
          meeting(a, b).or(() -> meeting(b, a)).ifPresent(at -> tell(draft, a, b, at));
        }
      }
    }
  }

  private static void tell(Draft draft, Firing a, Firing b, LocalDateTime at) {
    if (a.second() == b.second()) {
      draft.note(
          "%s and %s fire at the same second (%s): a race in CronHPA, here the larger holds",
          a.job(), b.job(), at);
    } else {
      draft.refuse(
          "%s and %s fire in the same minute (%s, seconds %d and %d): a step begins on the full"
              + " minute here, so only one would ever hold; give them minutes of their own",
          a.job(), b.job(), at, a.second(), b.second());
    }
  }

  private Optional<LocalDateTime> meeting(Firing rare, Firing other) {
    Optional<LocalDateTime> at = rare.begin().next(now, _ -> true);
    for (int look = 0; look < LOOKS && at.isPresent(); look++) {
      LocalDateTime minute = at.get().truncatedTo(ChronoUnit.MINUTES);
      if (firesIn(other.begin(), minute)) {
        return Optional.of(minute);
      }
      at = rare.begin().next(at.get(), _ -> true);
    }
    return Optional.empty();
  }

  private static boolean firesIn(Begin begin, LocalDateTime minute) {
    return switch (begin) {
      case Begin.Each(var cron) -> cron.matches(minute);
      case Begin.Once(LocalDateTime at) -> at.truncatedTo(ChronoUnit.MINUTES).equals(minute);
    };
  }
}
