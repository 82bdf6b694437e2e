package io.windlass.manager.bench;

import java.util.List;
import java.util.Optional;

/**
 * What the phases cost when a CloneSet went through them once.
 *
 * @param cpuSecondsBefore of the manager's process in its life until then: with little behind it, a
 *     manager on a virtual machine still compiles; empty if it is unknown
 */
public record RoundFigures(Optional<Double> cpuSecondsBefore, List<PhaseFigures> phases) {
  public RoundFigures {
    phases = List.copyOf(phases);
  }
}
