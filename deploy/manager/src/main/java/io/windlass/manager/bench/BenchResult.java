package io.windlass.manager.bench;

import java.util.List;
import java.util.Set;

/**
 * What was measured.
 *
 * @param agents what the server's audit calls the manager; empty if it does not count
 * @param rounds at least one, in the order in which they were run
 * @param notes what could not be measured, and why
 */
public record BenchResult(
    BenchSettings settings, Set<String> agents, List<RoundFigures> rounds, List<String> notes) {
  public BenchResult {
    agents = Set.copyOf(agents);
    rounds = List.copyOf(rounds);
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    notes = List.copyOf(notes);
  }

  /** The last round, for which the manager was warmest. */
  public List<PhaseFigures> phases() {
    return rounds.getLast().phases();
  }
}
