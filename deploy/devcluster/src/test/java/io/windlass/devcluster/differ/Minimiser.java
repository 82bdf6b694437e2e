package io.windlass.devcluster.differ;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the series before a finding shorter as long as the finding stays: first all steps about
 * other objects go, then parts of half, a quarter, an eighth of the rest. Stateless; cost: at most
 * forty runs of the series.
 */
final class Minimiser {
  private static final int MOST_RUNS = 40;

  private Minimiser() {}

  /** The shortest series found, as text, with both answers to its last step. */
  static String shortest(Duel duel, Lane lane, Finding finding) {
    List<Step> all = lane.steps().subList(0, finding.index() + 1);
    List<Step> related =
        all.stream()
            .filter(s -> !s.compared() || s.equals(finding.step()) || about(s, finding.step()))
            .toList();
    Attempt attempt = new Attempt(duel, lane, finding.signature());
    List<Step> shortest = attempt.fails(related) ? related : all;
    for (int size = shortest.size() / 2; size > 0 && attempt.runs < MOST_RUNS; size /= 2) {
      shortest = withoutParts(attempt, shortest, size);
    }
    StringBuilder text = new StringBuilder("%n--- shortest series%n".formatted());
    shortest.forEach(s -> text.append("%s %s%n".formatted(s.summary(), s.body())));
    return text.append(attempt.last.map(Finding::toString).orElse("not seen again")).toString();
  }

  private static boolean about(Step step, Step other) {
    return !step.name().isEmpty() && step.name().equals(other.name());
  }

  /** Leaves out parts of this size, from the end; the last step stays. */
  private static List<Step> withoutParts(Attempt attempt, List<Step> steps, int size) {
    List<Step> left = steps;
    for (int end = left.size() - 1; end > 0 && attempt.runs < MOST_RUNS; end -= size) {
      int start = Math.max(0, end - size);
      List<Step> shorter = new ArrayList<>(left.subList(0, start));
      shorter.addAll(left.subList(Math.min(end, left.size() - 1), left.size()));
      boolean prepared = left.subList(start, end).stream().allMatch(Step::compared);
      if (prepared && attempt.fails(shorter)) {
        left = shorter;
      }
    }
    return left;
  }

  private static final class Attempt {
    private final Duel duel;
    private final Lane lane;
    private final String signature;
    private Optional<Finding> last = Optional.empty();
    private int runs;

    Attempt(Duel duel, Lane lane, String signature) {
      this.duel = duel;
      this.lane = lane;
      this.signature = signature;
    }

    /** Whether the last step of a series still differs in the same way. */
    boolean fails(List<Step> steps) {
      runs++;
      Optional<Finding> found =
          duel.run(lane.of(steps), Recorder.newRun(), (step, heard) -> {}).stream()
              .filter(f -> f.index() == steps.size() - 1 && f.signature().equals(signature))
              .findFirst();
      last = found.or(() -> last);
      return found.isPresent();
    }
  }
}
