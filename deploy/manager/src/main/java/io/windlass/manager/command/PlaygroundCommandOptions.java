package io.windlass.manager.command;

import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.PlaygroundOptions;
import io.windlass.manager.playground.StateFolder;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What {@code dev} and {@code devcluster} have in common. */
public final class PlaygroundCommandOptions {
  private static final int MOST_NODES = 10_000;
  private static final Duration CONTAINER_DELAY = Duration.ofSeconds(1);

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "6443",
      description = "Port of the API on 127.0.0.1; 0 takes any (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes to simulate, up to 10000 (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Where to write the kubeconfig (default: dev-PORT/kubeconfig in the folder .windlass"
              + " beside the launcher).")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the cluster in this folder between runs (default: it lives in memory and ends with"
              + " the command).")
  private Optional<Path> data = Optional.empty();

  @Mixin private WorldOptions world = new WorldOptions();

  /** Starts the cluster. */
  Playground start() {
    check(port >= 0 && port <= 65_535, "--port: not a port: " + port);
    check(nodes >= 1 && nodes <= MOST_NODES, "--nodes: from 1 to 10000, not " + nodes);
    kubeconfig.ifPresent(PlaygroundCommandOptions::refuseForeignFile);
    Path directory = StateFolder.ofThisProcess().resolve("dev-" + port);
    return Playground.start(
        new PlaygroundOptions(
            port, nodes, directory, CONTAINER_DELAY, Set.of(), world.read(spec), data));
  }

  /** The kubeconfig of the cluster at the place that was asked for. */
  Path publish(Playground playground) {
    return kubeconfig
        .map(file -> copy(playground.kubeconfig(), file))
        .orElse(playground.kubeconfig());
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  // Only a kubeconfig that a devcluster wrote is written over: people keep clusters in such files.
  private static void refuseForeignFile(Path file) {
    try {
      if (Files.exists(file) && !Files.readString(file).contains("current-context: devcluster")) {
        throw new CommandFailure(
            file + " exists and is not the kubeconfig of a devcluster",
            "Give another file to --kubeconfig");
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static Path copy(Path from, Path to) {
    try {
      Path target = to.toAbsolutePath();
      Files.createDirectories(target.getParent());
      return Files.copy(
          from, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (IOException e) {
      throw unusable(to, e);
    }
  }

  private static CommandFailure unusable(Path file, IOException failure) {
    return new CommandFailure(
        "cannot write the kubeconfig %s: %s".formatted(file, failure),
        "Give a file in a folder that can be written to --kubeconfig");
  }
}
