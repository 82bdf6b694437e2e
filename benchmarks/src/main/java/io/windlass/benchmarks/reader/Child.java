package io.windlass.benchmarks.reader;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM of its own for one of the programs of this package. */
final class Child {
  private static final long PATIENCE_SECONDS = 60;

  private Child() {}

  /**
   * Runs a program to its end and returns the figure of a name that it prints; not a number if the
   * program took longer than {@value #PATIENCE_SECONDS} seconds.
   */
  static double measure(String heap, String figure, Class<?> program, String... arguments)
      throws IOException {
    return measure(heap, program, arguments).getOrDefault(figure, Double.NaN);
  }

  /** As above, for all that it prints, by name. */
  static Map<String, Double> measure(String heap, Class<?> program, String... arguments)
      throws IOException {
    Process child = start(heap, program, arguments);
    var watchdog = child.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    var _ =
        watchdog.exceptionally(
            tooLate -> {
              System.err.println(program.getSimpleName() + " is ended: " + tooLate);
              return child.destroyForcibly();
            });
    try (BufferedReader out = child.inputReader()) {
      Map<String, Double> figures =
          out.lines()
              .map(line -> line.split(" "))
              .filter(parts -> parts.length == 2)
              .collect(Collectors.toMap(parts -> parts[0], parts -> Double.valueOf(parts[1])));
      int code = child.onExit().join().exitValue();
      if (code != 0 && !watchdog.isCompletedExceptionally()) {
        throw new IllegalStateException(program.getSimpleName() + " ended with " + code);
      }
      return figures;
    }
  }

  /** Starts a program, whose output is the caller's to read. */
  static Process start(String heap, Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dwindlass.root=" + System.getProperty("windlass.root", "."));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
