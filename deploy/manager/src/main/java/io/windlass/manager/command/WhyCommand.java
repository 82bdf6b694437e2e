package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.core.model.Features;
import io.windlass.manager.report.TextTable;
import io.windlass.manager.rollout.Explanation;
import io.windlass.manager.rollout.SidecarSetExplanation;
import io.windlass.manager.rollout.WhyName;
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
      "Say for each pod of a CloneSet or a SidecarSet what the controllers would do about it now,"
          + " and why not more.",
      "The same decision as the controllers', made from what is in the cluster; nothing is written."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class WhyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "clone/NAME|sidecarset/NAME", converter = WhyConverter.class)
  private WhyName name = new WhyName.OfSidecarSet("");

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
      switch (name) {
        case WhyName.OfCloneSet(var clone) -> print(Explanation.read(client, clone, features));
        case WhyName.OfSidecarSet(String set) -> print(SidecarSetExplanation.read(client, set));
      }
      return 0;
    }
  }

  private void print(Explanation answer) throws IOException {
    Table table =
        new Table(answer.state().words(), answer.whole(), answer.pods(), answer.looksAgain());
    output.print(spec.commandLine().getOut(), lines(table), answer);
  }

  private void print(SidecarSetExplanation answer) throws IOException {
    Table table = new Table(answer.state(), answer.whole(), answer.pods(), answer.looksAgain());
    output.print(spec.commandLine().getOut(), lines(table), answer);
  }

  /** An answer for people. */
  private record Table(
      String state, List<Explanation.Line> whole, List<Explanation.Line> pods, String looksAgain) {}

  private Features features() {
    try {
      return Features.parse(featureGates);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private List<String> lines(Table answer) {
    List<String> lines = new ArrayList<>();
    lines.add(name + ": " + answer.state());
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
