package io.windlass.benchmarks.figures;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The program in Go, {@code benchmarks/peers/run}: what an engineer who writes Go would take,
 * measured by the same script.
 */
public final class Peers {
  private static final int SKIPPED = 77;

  private Peers() {}

  /**
   * Runs a command of it and waits for its end.
   *
   * @return its figures by name; empty if there is no Go here
   */
  public static Optional<Map<String, Double>> measure(String... command) throws IOException {
    Process run = start(command);
    try (BufferedReader out = run.inputReader()) {
      List<String> lines = out.readAllLines();
      int code = run.onExit().join().exitValue();
      return switch (code) {
        case 0 -> Optional.of(figures(lines));
        case SKIPPED -> Optional.empty();
        default -> throw new IllegalStateException(List.of(command) + " ended with " + code);
      };
    }
  }

  /** Starts a command of it, whose output is the caller's to read. */
  public static Process start(String... command) throws IOException {
    Path script = Path.of(System.getProperty("windlass.root", "."), "benchmarks/peers/run");
    List<String> line = new ArrayList<>(List.of(script.toString()));
    line.addAll(List.of(command));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static Map<String, Double> figures(List<String> lines) {
    return lines.stream()
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(parts -> parts[0], parts -> Double.valueOf(parts[1])));
  }
}
