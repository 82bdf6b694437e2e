package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.manager.rollout.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass rollout resume}: updates go on. */
@Command(
    name = "resume",
    description = "Let updates go on.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RolloutResumeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RolloutOptions options = new RolloutOptions();

  @Override
  public Integer call() throws IOException {
    Logging.of(Level.WARN);
    try (KubernetesClient client = options.connect()) {
      Workload.readCloneSet(client, options.name());
      options.patch(
          client, PatchType.JSON_MERGE, "{\"spec\":{\"updateStrategy\":{\"paused\":false}}}");
      PrintWriter out = spec.commandLine().getOut();
      out.println(options.name() + " resumed");
      out.flush();
      return options.awaitIfAsked(client, out);
    }
  }
}
