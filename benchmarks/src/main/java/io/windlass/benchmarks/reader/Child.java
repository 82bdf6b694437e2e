package io.windlass.benchmarks.reader;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM of its own for one of the programs of this package.
 *
 * @param heap the most, as in {@code -Xmx}
 * @param firstOnClassPath before what this JVM has; empty for nothing
 */
record Child(String heap, String firstOnClassPath) {
  private static final long PATIENCE_SECONDS = 60;

  Child(String heap) {
    this(heap, "");
  }

  /**
   * Runs a program to its end and returns the figure of a name that it prints; not a number if the
   * program took longer than {@value #PATIENCE_SECONDS} seconds.
   */
  double measure(String figure, Class<?> program, String... arguments) throws IOException {
    return measure(program, arguments).getOrDefault(figure, Double.NaN);
  }

  /** As above, for all that it prints, by name. */
  Map<String, Double> measure(Class<?> program, String... arguments) throws IOException {
    Process child = start(program, arguments);
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
  Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dwindlass.root=" + System.getProperty("windlass.root", "."));
    String path = System.getProperty("java.class.path");
    String before = firstOnClassPath.isEmpty() ? "" : firstOnClassPath + File.pathSeparator;
    command.addAll(List.of("-cp", before + path, program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
