package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.windlass.devcluster.sim.Fault;
import io.windlass.manager.demo.ActReport;
import io.windlass.manager.demo.Demo;
import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.StateFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code windlass demo}: a story without hands. Exit code 0 only if every check held; the figures
 * are those of this run.
 */
@Command(
    name = "demo",
    description = "Play a story in a cluster of its own and check what happens in it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DemoCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** How the result is printed. */
  enum Output {
    TABLE,
    JSON
  }

  /** The result for a machine. */
  record Result(boolean held, List<ActReport> acts) {}

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--output",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "What to print on standard output (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TABLE;

  @Option(
      names = "--act",
      paramLabel = "N",
      description = "Play this act only; may be given several times (default: all).")
  private Set<Integer> acts = new TreeSet<>();

  @Option(names = "--keep", description = "Leave the cluster up at the end, until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--patience",
      hidden = true,
      paramLabel = "TIME",
      defaultValue = "40s",
      converter = DurationConverter.class,
      description = "How long to wait for anything before a check is made without it.")
  private Duration patience = Duration.ZERO;

  @Option(
      names = "--plant-fault",
      hidden = true,
      description = "Make the cluster misbehave: ${COMPLETION-CANDIDATES}.")
  private Set<Fault> faults = EnumSet.noneOf(Fault.class);

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.of(Level.WARN);
    Path folder = StateFolder.ofThisProcess().resolve("demo");
    try (OpenParts open = OpenParts.closedOnSignals()) {
      Set<Integer> wanted = wanted();
      Playground playground = open.add(Demo.cluster(folder, faults));
      List<ActReport> reports =
          Demo.play(new Demo.Programme(playground, folder, wanted, patience), lines());
      boolean held = reports.stream().allMatch(ActReport::held);
      conclude(new Result(held, reports));
      if (keep) {
        new ReadyLine(lines()).print(playground.kubeconfig(), List.of("kubectl get clone,pods"));
        open.awaitClosing();
      }
      return held ? 0 : 1;
    }
  }

  private Set<Integer> wanted() {
    List<Integer> known = Demo.numbers();
    if (!known.containsAll(acts)) {
      throw new ParameterException(
          spec.commandLine(), "--act: there are the acts %s, not %s".formatted(known, acts));
    }
    return acts.isEmpty() ? Set.copyOf(known) : Set.copyOf(acts);
  }

  // For a machine, standard output holds the result and nothing else.
  private PrintWriter lines() {
    return output == Output.TABLE ? spec.commandLine().getOut() : spec.commandLine().getErr();
  }

  private void conclude(Result result) throws IOException {
    long checks = result.acts().stream().mapToLong(act -> act.checks().size()).sum();
    long failed =
        result.acts().stream()
            .flatMap(act -> act.checks().stream())
            .filter(check -> !check.held())
            .count();
    lines().println();
    lines().println("%d checks, %d failed".formatted(checks, failed));
    lines().flush();
    if (output == Output.JSON) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(JSON.writeValueAsString(result));
      out.flush();
    }
  }
}
