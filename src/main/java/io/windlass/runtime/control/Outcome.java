package io.windlass.runtime.control;

import java.time.Instant;

/** What follows a run. */
public sealed interface Outcome {
  /** Nothing until something changes. */
  record Done() implements Outcome {}

  /** Look again at this time, or earlier if something changes. */
  record LookAgain(Instant when) implements Outcome {}

  /** It did not work; try again with growing back-off. */
  record Retry(String why) implements Outcome {}
}
