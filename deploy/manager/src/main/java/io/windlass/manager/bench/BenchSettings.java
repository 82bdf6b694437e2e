package io.windlass.manager.bench;

import java.time.Duration;
import java.util.Optional;

/**
 * What to measure.
 *
 * @param pods of the measured CloneSet, at least 1
 * @param warmUpPods of a CloneSet that goes through all phases before; 0 for none
 * @param rounds how often the measured CloneSet goes through all phases, at least 1: a manager that
 *     compiles while it runs is cold in the first
 * @param maxUnavailable of both, as the API has it: a number or a percentage
 * @param patience how long nothing may happen before the measurement is given up
 * @param quiet how long the manager must have sent nothing before the costs of a phase are read
 * @param agent what the server's audit calls the manager, or the beginning of it; empty for whoever
 *     writes the CloneSet's status
 */
public record BenchSettings(
    int pods,
    int warmUpPods,
    int rounds,
    String maxUnavailable,
    Duration patience,
    Duration quiet,
    Optional<String> agent) {
  public BenchSettings {
    atLeast(1, "--pods", pods);
    atLeast(1, "--rounds", rounds);
    atLeast(0, "--warm-up", warmUpPods);
    if (!maxUnavailable.matches("\\d{1,9}%?")) {
      throw new IllegalArgumentException(
          "--max-unavailable: a number or a percentage such as 20%, not " + maxUnavailable);
    }
  }

  private static void atLeast(int least, String option, int found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, not %d".formatted(option, least, found));
    }
  }
}
