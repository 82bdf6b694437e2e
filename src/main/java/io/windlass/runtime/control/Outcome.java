package io.windlass.runtime.control;

import java.time.Instant;
import java.util.Optional;

/** What follows a run. */
public sealed interface Outcome {
  /** Nothing until something changes. */
  record Done() implements Outcome {}

  /** Look again at this time, or earlier if something changes. */
  record LookAgain(Instant when) implements Outcome {}

  /**
   * It did not work; try again with growing back-off.
   *
   * @param why in words, for the log
   * @param atLatest when to look again even if the back-off is longer; empty for "back-off only"
   */
  record Retry(String why, Optional<Instant> atLatest) implements Outcome {
    /** Waits for the back-off alone. */
    public Retry(String why) {
      this(why, Optional.empty());
    }
  }
}
