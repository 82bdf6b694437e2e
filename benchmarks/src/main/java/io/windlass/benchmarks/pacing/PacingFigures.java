package io.windlass.benchmarks.pacing;

import io.windlass.benchmarks.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Does planning leave the cores to others, whatever the size of a rollout? {@code benchmarks/pacing
 * [FILE [PODS...]]}. The API server answers in 2 ms and kubelets act in 100 ms; each of their
 * events touches the one key. Planning is counted in CPU time, from the start of a run to its plan.
 */
public final class PacingFigures {
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Duration ROUND = Duration.ofSeconds(20);

  private PacingFigures() {}

  /**
   * Measures and prints a table.
   *
   * @param arguments the file for the result, empty for none, and the sizes of the rollouts
   */
  public static void main(String[] arguments) throws IOException {
    Optional<Path> file =
        Arrays.stream(arguments).findFirst().filter(name -> !name.isEmpty()).map(Path::of);
    List<Integer> sizes =
        arguments.length > 1
            ? Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList()
            : SIZES;
    Figures figures = new Figures();
    sizes.forEach(pods -> measure(pods, figures));
    figures.finish(file);
  }

  private static void measure(int pods, Figures figures) {
    try (PacedRollout rollout = new PacedRollout(pods)) {
      rollout.fill();
      rollout.roll(WARM_UP);
      PacedRollout.Seen seen = rollout.roll(ROUND);
      String with = ", %,d pods".formatted(pods);
      figures.atMost(
          "planning during a rollout, part of a core" + with, seen.share() * 100, 10, "%");
      figures.tell("one plan" + with, seen.planMillis(), "ms");
      figures.tell("pods updated" + with, seen.podsPerSecond(), "/s");
    }
  }
}
