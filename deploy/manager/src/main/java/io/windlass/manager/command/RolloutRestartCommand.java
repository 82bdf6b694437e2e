package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.manager.rollout.Restart;
import io.windlass.manager.rollout.RolloutState;
import io.windlass.manager.rollout.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass rollout restart}: a new pod for each, of the same template. */
@Command(
    name = "restart",
    description = "Mark every pod for deletion; others take their places within maxUnavailable.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RolloutRestartCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RolloutOptions options = new RolloutOptions();

  @Override
  public Integer call() throws IOException {
    Logging.of(Level.WARN);
    try (KubernetesClient client = options.connect()) {
      Workload workload = Workload.read(client, options.name());
      PrintWriter out = spec.commandLine().getOut();
      List<String> marked = Restart.begin(client, workload);
      out.println(
          "%s: %d pods are marked and will be replaced".formatted(options.name(), marked.size()));
      out.flush();
      return timeout(client, marked, out);
    }
  }

  private int timeout(KubernetesClient client, List<String> marked, PrintWriter out)
      throws IOException {
    if (options.timeout().isEmpty()) {
      return 0;
    }
    if (!Restart.await(client, marked, options.timeout().get())) {
      out.println(options.name() + ": not every marked pod was replaced in time");
      out.flush();
      return RolloutState.Stage.PROGRESSING.exitCode();
    }
    return options.await(client, out);
  }
}
