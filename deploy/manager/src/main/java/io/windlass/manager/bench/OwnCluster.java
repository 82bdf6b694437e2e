package io.windlass.manager.bench;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.PlaygroundOptions;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A cluster in this process, and a manager of this build in a process of its own, so that its CPU
 * and memory can be told from the cluster's.
 */
public final class OwnCluster implements AutoCloseable {
  private static final int NODES = 10;
  private static final String MAIN = "io.windlass.manager.Main";

  /** One that records what it loaded takes its time. */
  private static final Duration END_WITHIN = Duration.ofSeconds(60);

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  /** Where no launcher says what it adds for a manager. */
  private static final String SMALL = "-Xms32m";

  private final Playground playground;
  private final Process manager;

  private OwnCluster(Playground playground, Process manager) {
    this.playground = playground;
    this.manager = manager;
  }

  /**
   * Starts both.
   *
   * @param folder for the kubeconfig and the manager's log
   */
  public static OwnCluster start(Path folder) throws IOException {
    Files.createDirectories(folder);
    Playground playground =
        Playground.start(new PlaygroundOptions(0, NODES, folder, Duration.ZERO, Set.of()));
    try (KubernetesClient client = playground.client("windlass-bench")) {
      new CustomResources(client).install();
    }
    return new OwnCluster(playground, manager(playground.kubeconfig(), folder));
  }

  private static Process manager(Path kubeconfig, Path folder) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of(System.getProperty("windlass.manager.flags", SMALL).split(" ")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    command.addAll(List.of("manager", "--kubeconfig", kubeconfig.toString()));
    ProcessBuilder process = new ProcessBuilder(command);
    // As the launcher does for a manager: one arena, which can be trimmed.
    process.environment().putIfAbsent("MALLOC_ARENA_MAX", "1");
    return process
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("manager.log").toFile())
        .start();
  }

  public Path kubeconfig() {
    return playground.kubeconfig();
  }

  /** The manager's process. */
  public long managerPid() {
    if (!manager.isAlive()) {
      throw new CommandFailure(
          "the manager ended with %d at its start".formatted(manager.exitValue()),
          "Its log is beside the kubeconfig: " + kubeconfig().resolveSibling("manager.log"));
    }
    return manager.pid();
  }

  @Override
  public void close() {
    manager.destroy();
    try {
      if (!manager.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        manager.destroyForcibly();
      }
    } catch (InterruptedException e) {
      manager.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    playground.close();
  }
}
