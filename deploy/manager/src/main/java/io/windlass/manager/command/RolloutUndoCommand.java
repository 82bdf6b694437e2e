package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.manager.rollout.Undo;
import io.windlass.manager.rollout.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code windlass rollout undo}: back to an old template, in one command. */
@Command(
    name = "undo",
    description =
        "Bring the template of an old revision back; pods that a partition let through go back"
            + " too.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RolloutUndoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RolloutOptions options = new RolloutOptions();

  @Option(
      names = "--to-revision",
      paramLabel = "N",
      defaultValue = "0",
      description = "A number of the history; 0 for the one before (default: ${DEFAULT-VALUE}).")
  private long revision;

  @Override
  public Integer call() throws IOException {
    Logging.of(Level.WARN);
    try (KubernetesClient client = options.connect()) {
      Undo undo =
          Undo.of(
              Workload.read(client, options.name()),
              Optional.of(revision).filter(number -> number > 0));
      PrintWriter out = spec.commandLine().getOut();
      if (undo.isDone()) {
        out.println(options.name() + " is at revision " + undo.revision().number() + " already");
      } else {
        options.patch(client, PatchType.JSON, undo.patch());
        out.println(told(undo));
      }
      out.flush();
      return options.awaitIfAsked(client, out);
    }
  }

  private String told(Undo undo) {
    return "%s goes back to revision %d (%s)%s"
        .formatted(
            options.name(),
            undo.revision().number(),
            undo.revision().name(),
            undo.liftsPartition() ? "; its partition is 0 now, so that all pods go back" : "");
  }
}
