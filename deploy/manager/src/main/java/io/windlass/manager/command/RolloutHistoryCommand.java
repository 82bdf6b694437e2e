package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.manager.report.TextTable;
import io.windlass.manager.rollout.Revisions;
import io.windlass.manager.rollout.Workload;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code windlass rollout history}: which templates are kept. */
@Command(
    name = "history",
    description = "List the revisions that are kept, oldest first.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RolloutHistoryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RolloutOptions options = new RolloutOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "table|json|yaml",
      defaultValue = "table",
      description = "How to print it (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TABLE;

  @Override
  public Integer call() throws IOException {
    Logging.of(Level.WARN);
    try (KubernetesClient client = options.connect()) {
      Workload workload = Workload.read(client, options.name());
      List<Revisions.Entry> entries = Revisions.of(workload);
      output.print(spec.commandLine().getOut(), table(entries).lines(), entries);
      return 0;
    }
  }

  private static TextTable table(List<Revisions.Entry> entries) {
    return new TextTable(
        List.of("REVISION", "NAME", "STATE", "PODS", "CREATED", "IMAGES", "CHANGE-CAUSE"),
        entries.stream()
            .map(
                entry ->
                    List.of(
                        Long.toString(entry.revision()),
                        entry.name(),
                        entry.state(),
                        Long.toString(entry.pods()),
                        entry.created(),
                        Revisions.text(entry.images()),
                        entry.changeCause()))
            .toList());
  }
}
