package io.windlass.manager.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A manager in a process of its own, run from the same jars as this one. Its lease is short, so
 * that a successor need not wait long for the lease of one that was killed.
 */
final class ManagerProcess implements AutoCloseable {
  /**
   * How long a successor waits for a leader that was killed. Long enough for a renewal on a machine
   * that has other things to do: a leader that misses it ends.
   */
  static final Duration LEASE = Duration.ofSeconds(6);

  private static final String MAIN = "io.windlass.manager.Main";
  private static final List<String> JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");
  private static final List<String> SHORT_LEASE =
      List.of(
          "--lease-duration=" + LEASE.toSeconds() + "s",
          "--renew-deadline=4s",
          "--retry-period=500ms");

  private final Process process;

  private ManagerProcess(Process process) {
    this.process = process;
  }

  /** Starts a manager; returns at once. What it logs is appended to a file. */
  static ManagerProcess start(Path kubeconfig, Path log) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        Stream.of(
                List.of(java),
                JVM,
                List.of("-cp", System.getProperty("java.class.path"), MAIN),
                List.of("manager", "--kubeconfig", kubeconfig.toString()),
                SHORT_LEASE)
            .flatMap(List::stream)
            .toList();
    return new ManagerProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  long pid() {
    return process.pid();
  }

  /** Ends it with SIGKILL and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
