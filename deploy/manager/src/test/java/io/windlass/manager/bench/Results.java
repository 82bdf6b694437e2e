package io.windlass.manager.bench;

import io.windlass.manager.bench.PhaseFigures.Point;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Results for tests. */
final class Results {
  private static final BenchSettings SETTINGS =
      new BenchSettings(
          1_000, 100, 1, "20%", Duration.ofMinutes(1), Duration.ZERO, Optional.empty());
  private static final List<Point> CURVE =
      List.of(new Point(0, 0), new Point(20, 400), new Point(40, 1_000));

  private Results() {}

  /** One phase, all of it known: 1,000 pods in 40 s. */
  static BenchResult measured() {
    return result(round(3, 2.4));
  }

  /** A second round, in which the manager took a third of the CPU of the first. */
  static BenchResult twice() {
    return result(round(3, 7.5), round(22, 2.5));
  }

  private static BenchResult result(RoundFigures... rounds) {
    return new BenchResult(SETTINGS, Set.of("some-manager/1"), List.of(rounds), List.of());
  }

  private static RoundFigures round(double cpuBefore, double cpu) {
    PhaseFigures phase =
        new PhaseFigures(
            Phase.IN_PLACE,
            1_000,
            40,
            Optional.of(Map.of("patch pods", 1_000L, "patch pods/status", 2_000L)),
            Optional.of(Map.of("patch clonesets/status", 40L)),
            Optional.of(cpu),
            Optional.of(150L << 20),
            CURVE);
    return new RoundFigures(Optional.of(cpuBefore), List.of(phase));
  }

  /** The same where neither requests nor the process can be seen. */
  static BenchResult blind() {
    PhaseFigures phase =
        new PhaseFigures(
            Phase.IN_PLACE,
            1_000,
            40,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            CURVE);
    return new BenchResult(
        SETTINGS,
        Set.of(),
        List.of(new RoundFigures(Optional.empty(), List.of(phase))),
        List.of("requests: the server does not count them"));
  }
}
