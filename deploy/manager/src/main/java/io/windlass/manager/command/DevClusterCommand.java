package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.windlass.manager.playground.Playground;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass devcluster}: a Kubernetes API and simulated nodes, nothing of ours in it. */
@Command(
    name = "devcluster",
    description = "Run a cluster without controllers: a Kubernetes API with simulated nodes.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DevClusterCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PlaygroundCommandOptions options = new PlaygroundCommandOptions();

  @Override
  public Integer call() throws InterruptedException {
    Logging.of(Level.WARN);
    try (OpenParts open = OpenParts.closedOnSignals()) {
      Playground playground = open.add(options.start());
      new ReadyLine(spec.commandLine().getOut())
          .print(
              options.publish(playground),
              List.of(
                  "kubectl get nodes",
                  "./windlass manager --kubeconfig \"$KUBECONFIG\" --install-crds"));
      open.awaitClosing();
      return 0;
    }
  }
}
