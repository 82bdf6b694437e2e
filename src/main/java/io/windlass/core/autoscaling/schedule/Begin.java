package io.windlass.core.autoscaling.schedule;

import io.windlass.core.autoscaling.cron.Cron;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Predicate;

/** When a window begins, in local time. */
public sealed interface Begin {
  /** Again and again. */
  record Each(Cron cron) implements Begin {}

  /** Once. */
  record Once(LocalDateTime at) implements Begin {}

  /** The first after a local time, on a day that suits. */
  default Optional<LocalDateTime> next(LocalDateTime after, Predicate<LocalDate> day) {
    return switch (this) {
      case Each(Cron cron) -> cron.next(after, day);
      case Once(LocalDateTime at) ->
          Optional.of(at).filter(it -> it.isAfter(after) && day.test(it.toLocalDate()));
    };
  }

  /** The last that is not after a local time, on a day that suits. */
  default Optional<LocalDateTime> latest(LocalDateTime until, Predicate<LocalDate> day) {
    return switch (this) {
      case Each(Cron cron) -> cron.latest(until, day);
      case Once(LocalDateTime at) ->
          Optional.of(at).filter(it -> !it.isAfter(until) && day.test(it.toLocalDate()));
    };
  }
}
