package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.manager.access.ClusterAccess;
import io.windlass.manager.bench.BenchJson;
import io.windlass.manager.bench.BenchPlot;
import io.windlass.manager.bench.BenchResult;
import io.windlass.manager.bench.BenchSettings;
import io.windlass.manager.bench.BenchTable;
import io.windlass.manager.bench.OwnCluster;
import io.windlass.manager.bench.RolloutBench;
import io.windlass.manager.playground.StateFolder;
import io.windlass.manager.report.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code windlass bench rollout}: what the pods of a CloneSet cost its manager. */
@Command(
    name = "rollout",
    description = {
      "Lead a CloneSet through create, update in place, metadata only, recreate and scale-in, and"
          + " tell pods per second, API requests per pod, and CPU and memory of the manager.",
      "On any cluster, with any manager that serves CloneSets there; without --kubeconfig on a"
          + " devcluster of its own, with a manager of this build."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class BenchRolloutCommand implements Callable<Integer> {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration QUIET = Duration.ofSeconds(1);

  /** How the result is printed. */
  enum Output {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--pods",
      paramLabel = "N",
      defaultValue = "100",
      description = "Pods of the CloneSet (default: ${DEFAULT-VALUE}).")
  private int pods;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Go through all phases with so many pods first, and do not count it (default:"
              + " ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Go through all phases so often, each time with a new CloneSet and the same manager, and"
              + " tell each (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--max-unavailable",
      paramLabel = "N|N%%",
      defaultValue = "20%",
      description = "Of the CloneSet (default: ${DEFAULT-VALUE}).")
  private String maxUnavailable = "";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The cluster, on which a manager runs (default: a cluster of its own).")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig (default: its current one).")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--manager-pid",
      paramLabel = "PID",
      description = "The manager's process, if it runs on this machine: for its CPU and memory.")
  private Optional<Long> managerPid = Optional.empty();

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description =
          "What the server's audit calls the manager, or how that begins (default: whoever writes"
              + " the CloneSet's status).")
  private Optional<String> agent = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "Give up when nothing has happened for so long (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ZERO;

  @Option(
      names = "--output",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "What to print on standard output (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TABLE;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw pods done over time here.")
  private Optional<Path> svg = Optional.empty();

  @Override
  public Integer call() throws IOException {
    BenchSettings settings = settings();
    Logging.of(Level.WARN);
    try (OpenParts open = OpenParts.closedOnSignals()) {
      tell(measure(settings, open));
    }
    return 0;
  }

  private BenchSettings settings() {
    if (kubeconfig.isEmpty() && (managerPid.isPresent() || context.isPresent())) {
      throw new ParameterException(
          spec.commandLine(), "--manager-pid and --context need --kubeconfig");
    }
    try {
      return new BenchSettings(pods, warmUp, rounds, maxUnavailable, patience, QUIET, agent);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private BenchResult measure(BenchSettings settings, OpenParts open) throws IOException {
    if (kubeconfig.isPresent()) {
      return measure(settings, kubeconfig, managerPid, open);
    }
    OwnCluster cluster = open.add(OwnCluster.start(StateFolder.ofThisProcess().resolve("bench")));
    return measure(
        settings, Optional.of(cluster.kubeconfig()), Optional.of(cluster.managerPid()), open);
  }

  private BenchResult measure(
      BenchSettings settings, Optional<Path> file, Optional<Long> pid, OpenParts open) {
    KubernetesClient client =
        open.add(
            new ClusterAccess(file, context, "windlass-bench/" + Version.release(), REQUEST_TIMEOUT)
                .connect());
    RolloutBench bench = open.add(RolloutBench.open(client, pid, progress()));
    return bench.run(settings);
  }

  // For a machine, standard output holds the result and nothing else.
  private PrintWriter progress() {
    return spec.commandLine().getErr();
  }

  private void tell(BenchResult result) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    switch (output) {
      case TABLE -> BenchTable.lines(result).forEach(out::println);
      case JSON -> out.println(BenchJson.text(result));
    }
    out.flush();
    if (svg.isPresent()) {
      Files.writeString(svg.get(), BenchPlot.svg(result));
    }
  }
}
