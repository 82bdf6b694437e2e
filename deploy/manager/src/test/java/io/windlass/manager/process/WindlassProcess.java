package io.windlass.manager.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A command of windlass in a process of its own, with its output in files. */
public final class WindlassProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long SIGINT = 1 << (2 - 1);

  private final Process process;
  private final Path out;
  private final Path err;

  private WindlassProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a command with its files, and its folder for state, in a folder. */
  public static WindlassProcess start(Path folder, String... arguments) throws IOException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=logback.xml",
            "-Dwindlass.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            "io.windlass.manager.Main"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    // A test that fails in its set-up has nobody yet who would close this.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new WindlassProcess(process, out, err);
  }

  /** Waits for a line of standard output that begins with this, and returns the rest of it. */
  String awaitLine(String beginning) {
    until("line '" + beginning + "'", () -> restOf(beginning).findAny().isPresent());
    return restOf(beginning).findFirst().orElseThrow();
  }

  /** Waits until standard error says this. */
  public void awaitLog(String words) {
    until("'" + words + "' in the log", () -> err().contains(words));
  }

  /** Asks the process to end (SIGTERM). */
  void terminate() {
    process.destroy();
  }

  /** Sends a signal by its name: INT is what Ctrl-C sends. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Whether SIGINT is ignored, as a shell arranges it for what it starts in the background. */
  boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/%d/status".formatted(process.pid()));
    if (!Files.exists(status)) {
      return false;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
    }
  }

  /** Ends the process at once (SIGKILL). */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Whether the process ends within this time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  int exitCode() {
    return process.exitValue();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  @Override
  public String toString() {
    return "process " + process.pid() + ", out:\n" + out() + "\nerr:\n" + err();
  }

  /**
   * Waits for it; a process that ended without it, and one that stands still, tell what they said.
   */
  private void until(String what, BooleanSupplier seen) {
    try {
      Awaitility.await().atMost(PATIENCE).until(() -> seen.getAsBoolean() || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("stands still without " + what + ": " + this, e);
    }
    if (!seen.getAsBoolean()) {
      throw new AssertionError("ended without " + what + ": " + this);
    }
  }

  private Stream<String> restOf(String beginning) {
    return out()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
