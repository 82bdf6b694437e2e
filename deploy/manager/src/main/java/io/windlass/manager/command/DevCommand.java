package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.PlaygroundControllers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code windlass dev}: cluster and controllers in one process, on one clock. */
@Command(
    name = "dev",
    description = "Run a cluster with the controllers in it, ready for kubectl.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DevCommand implements Callable<Integer> {
  private static final List<String> WORTH_TRYING =
      List.of(
          "kubectl apply -f deploy/samples/cloneset-inplace.yaml",
          "kubectl get clone,pods -o wide",
          "sed s/nginx:1.27/nginx:1.28/ deploy/samples/cloneset-inplace.yaml | kubectl apply -f -",
          "kubectl get pods -w",
          "kubectl scale clone/web --replicas=8",
          "kubectl describe clone web");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PlaygroundCommandOptions options = new PlaygroundCommandOptions();

  @Option(
      names = "--webhooks",
      description =
          "Serve and register the webhooks, too: refusals at apply time, version v1beta1, and"
              + " sidecars for new pods.")
  private boolean webhooks;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log what the controllers do.")
  private boolean verbose;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logging.of(verbose ? Level.INFO : Level.WARN);
    try (OpenParts open = OpenParts.closedOnSignals()) {
      Playground playground = open.add(options.start());
      open.add(PlaygroundControllers.start(playground, webhooks));
      new ReadyLine(spec.commandLine().getOut()).print(options.publish(playground), WORTH_TRYING);
      open.awaitClosing();
      return 0;
    }
  }
}
