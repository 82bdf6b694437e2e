package io.windlass.manager.command;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.crds.Crds;
import io.windlass.manager.access.ClusterAccess;
import io.windlass.manager.report.Version;
import io.windlass.manager.webhooks.SingleVersion;
import io.windlass.oam.crd.OamCrds;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code windlass crds}: the custom resource definitions, ready for {@code kubectl apply -f -}; or,
 * with {@code --single-version}, the way back from two versions to one.
 */
@Command(
    name = "crds",
    description =
        "Print the custom resource definitions as YAML: windlass crds | kubectl apply -f -",
    mixinStandardHelpOptions = true)
public final class CrdsCommand implements Runnable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--oam",
      description =
          "Print those of OAM instead, which a cluster gets only on request: windlass crds --oam |"
              + " kubectl apply --server-side -f -")
  private boolean oam;

  @Option(
      names = "--single-version",
      description =
          "Instead of printing: store all objects of the cluster in the version that needs no"
              + " webhook, take the other version and the webhooks away. A manager with --webhooks"
              + " must be running; start it without them afterwards.")
  private boolean singleVersion;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The cluster for --single-version (default: as for 'manager').")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig (default: its current one).")
  private Optional<String> context = Optional.empty();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (singleVersion) {
      restore();
      out.println(
          "CloneSets are stored and served as v1alpha1; the webhooks are not asked any more");
    } else if (oam) {
      out.print(OamCrds.yaml());
    } else {
      print(out);
    }
    out.flush();
  }

  private void restore() {
    ClusterAccess access =
        new ClusterAccess(kubeconfig, context, Version.managerAgent(), REQUEST_TIMEOUT);
    try (KubernetesClient client = access.connect()) {
      new SingleVersion(client).restore();
    }
  }

  private static void print(PrintWriter out) {
    for (Crds.Document document : Crds.all()) {
      out.println("---");
      out.println(document.yaml().strip());
    }
  }
}
