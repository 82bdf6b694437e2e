package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much the log says; decided once, by the command that runs. */
final class Logging {
  private Logging() {}

  /** Everything of ours from this level on; libraries stay at WARN. */
  static void of(Level level) {
    if (LoggerFactory.getLogger("io.windlass") instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
