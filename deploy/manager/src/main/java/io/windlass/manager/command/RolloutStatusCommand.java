package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass rollout status}: how it gets on, until it comes to rest. */
@Command(
    name = "status",
    description =
        "Follow the rollout until it is done, has failed or is paused; without --timeout for ever.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RolloutStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RolloutOptions options = new RolloutOptions();

  @Override
  public Integer call() throws IOException {
    Logging.of(Level.WARN);
    try (KubernetesClient client = options.connect()) {
      return options.await(client, spec.commandLine().getOut());
    }
  }
}
