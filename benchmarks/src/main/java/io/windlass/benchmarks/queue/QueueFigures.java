package io.windlass.benchmarks.queue;

import io.windlass.benchmarks.figures.Figures;
import io.windlass.benchmarks.figures.Peers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The figures of the work queue: {@code benchmarks/queue [RESULT]}. */
public final class QueueFigures {
  private QueueFigures() {}

  /**
   * Measures all and prints a table.
   *
   * @param arguments the file for the result, by default none
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Figures figures = new Figures();
    Optional<Map<String, Double>> peers = Peers.measure("queue");
    new StartFigures(figures).measure();
    new AbsorbFigures(figures).measure();
    new WheelFigures(figures).measure(peers);
    figures.finish(Arrays.stream(arguments).findFirst().map(Path::of));
  }
}
