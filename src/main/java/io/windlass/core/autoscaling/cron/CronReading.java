package io.windlass.core.autoscaling.cron;

/** What became of a text that should be a cron expression. */
public sealed interface CronReading {
  /** It is one. */
  record Understood(Cron cron) implements CronReading {}

  /**
   * It is none.
   *
   * @param why what is wrong where, and what would be right
   */
  record Refused(Why kind, String why) implements CronReading {}

  /** What kind of fault it is. */
  enum Why {
    /** It cannot be parsed. */
    MALFORMED,
    /** Six fields: written for a scheduler that counts seconds. */
    SIX_FIELDS,
    /** An extension of some other scheduler. */
    UNSUPPORTED
  }
}
