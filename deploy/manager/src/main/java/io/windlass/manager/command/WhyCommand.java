package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.core.model.Features;
import io.windlass.manager.report.TextTable;
import io.windlass.manager.rollout.Explanation;
import io.windlass.manager.rollout.WorkloadName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windlass why}: what the controllers would do now, why, and what they wait for. */
@Command(
    name = "why",
    description = {
      "Say for each pod of a CloneSet what the controllers would do about it now, and why not"
          + " more.",
      "The same decision as the controllers', made from what is in the cluster; nothing is written."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class WhyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "clone/NAME", converter = WorkloadConverter.class)
  private WorkloadName name = new WorkloadName("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|yaml",
      defaultValue = "table",
      description = "How to print it (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TABLE;

  @Option(
      names = "--feature-gates",
      paramLabel = "GATE=BOOL",
      split = ",",
      description = "Those that the manager runs with (default: none).")
  private List<String> featureGates = new ArrayList<>();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Override
  public Integer call() throws IOException {
    Logging.of(Level.WARN);
    Features features = features();
    try (KubernetesClient client = cluster.connect()) {
      Explanation answer = Explanation.read(client, name, features);
      output.print(spec.commandLine().getOut(), lines(answer), answer);
      return 0;
    }
  }

  private Features features() {
    try {
      return Features.parse(featureGates);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private List<String> lines(Explanation answer) {
    List<String> lines = new ArrayList<>();
    lines.add(name + ": " + answer.state().words());
    answer.whole().forEach(line -> lines.add("  " + line.subject() + ": " + line.because()));
    lines.add("");
    lines.addAll(
        new TextTable(
                List.of("POD", "ACTION", "CODE", "BECAUSE"),
                answer.pods().stream()
                    .map(
                        line -> List.of(line.subject(), line.action(), line.code(), line.because()))
                    .toList())
            .lines());
    Optional.of(answer.looksAgain())
        .filter(at -> !at.isEmpty())
        .ifPresent(at -> lines.add("\nDecided anew at " + at + " even if nothing changes."));
    return lines;
  }
}
