package io.windlass.manager.command;

import io.windlass.devcluster.chaos.ChaosFile;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.file.UnusableFile;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import io.windlass.manager.playground.World;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What can be said of the world around the pods of a simulated cluster. */
public final class WorldOptions {
  private static final double SLOWEST = 0.01;
  private static final double FASTEST = 1000;

  @Option(
      names = "--time-scale",
      paramLabel = "F",
      defaultValue = "1",
      description =
          "How many times as fast time passes in the cluster and its controllers"
              + " (default: ${DEFAULT-VALUE}).")
  private double timeScale;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "private",
      description =
          "What the cluster serves: public-cloud, private or edge (default: ${DEFAULT-VALUE}).")
  private String profile = "private";

  @Option(
      names = "--images",
      paramLabel = "FILE",
      description = "How containers behave by their image: delays, exits, load (YAML).")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--chaos",
      paramLabel = "FILE",
      description = "What goes wrong: rules about requests, outages of nodes and pods (YAML).")
  private Optional<Path> chaos = Optional.empty();

  /**
   * What was said to a command; a failure names the option or the file, the place in it, and a
   * remedy.
   */
  World read(CommandSpec command) {
    if (!(timeScale >= SLOWEST && timeScale <= FASTEST)) {
      throw wrong(command, "--time-scale: from 0.01 to 1000, not " + timeScale);
    }
    ClusterProfile chosen =
        ClusterProfile.named(profile)
            .orElseThrow(
                () ->
                    wrong(
                        command,
                        "--profile: there is no \"%s\"; there are %s"
                            .formatted(profile, String.join(", ", ClusterProfile.names()))));
    return new World(
        timeScale,
        chosen,
        images.map(file -> read(file, PodProfiles::read)).orElse(PodProfiles.NONE),
        chaos.map(file -> read(file, ChaosFile::read)).orElse(ChaosPlan.NONE));
  }

  private static ParameterException wrong(CommandSpec command, String what) {
    return new ParameterException(command.commandLine(), what);
  }

  private static <T> T read(Path file, Function<byte[], T> reader) {
    try {
      return reader.apply(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot read %s: %s".formatted(file, e), "Give a file that is there");
    } catch (UnusableFile e) {
      throw new CommandFailure(file + ": " + e.getMessage(), e.remedy());
    }
  }
}
