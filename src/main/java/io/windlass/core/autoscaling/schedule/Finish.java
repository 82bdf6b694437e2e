package io.windlass.core.autoscaling.schedule;

import io.windlass.core.autoscaling.cron.Cron;
import java.time.Duration;

/** When an occurrence of a window ends. */
public sealed interface Finish {
  /** After so much elapsed time. */
  record After(Duration duration) implements Finish {}

  /** At the first of these local times after its start. */
  record At(Cron cron) implements Finish {}

  /** When any other step begins. */
  record UntilNext() implements Finish {}
}
