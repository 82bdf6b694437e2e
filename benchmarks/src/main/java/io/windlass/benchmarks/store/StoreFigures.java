package io.windlass.benchmarks.store;

import io.windlass.benchmarks.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The figures of the store: {@code benchmarks/store [FILE]}. Exit code 1 if a bar is missed or
 * could not be measured.
 */
public final class StoreFigures {
  private StoreFigures() {}

  /**
   * Measures all and prints a table.
   *
   * @param arguments the file for the result, by default none
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    Figures figures = new Figures();
    new MemoryFigures(figures).measure();
    new ChurnFigures(figures).measure();
    new SpeedFigures(figures).measure();
    figures.finish(Arrays.stream(arguments).findFirst().map(Path::of));
  }
}
