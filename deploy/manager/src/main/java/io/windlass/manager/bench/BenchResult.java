package io.windlass.manager.bench;

import java.util.List;
import java.util.Set;

/**
 * What was measured.
 *
 * @param agents what the server's audit calls the manager; empty if it does not count
 * @param notes what could not be measured, and why
 */
public record BenchResult(
    BenchSettings settings, Set<String> agents, List<PhaseFigures> phases, List<String> notes) {
  public BenchResult {
    agents = Set.copyOf(agents);
    phases = List.copyOf(phases);
    notes = List.copyOf(notes);
  }
}
