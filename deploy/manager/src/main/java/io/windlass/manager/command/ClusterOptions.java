package io.windlass.manager.command;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.manager.access.ClusterAccess;
import io.windlass.manager.report.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster, and which namespace of it. */
public final class ClusterOptions {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The cluster (default: $KUBECONFIG, ~/.kube/config, or the service account).")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig (default: its current one).")
  private Optional<String> context = Optional.empty();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Namespace of the workload (default: that of the context).")
  private Optional<String> namespace = Optional.empty();

  /** A client of that cluster whose own namespace is the one that was asked for. */
  KubernetesClient connect() {
    KubernetesClient client =
        new ClusterAccess(kubeconfig, context, "windlass/" + Version.release(), REQUEST_TIMEOUT)
            .connect();
    String wanted =
        namespace.or(() -> Optional.ofNullable(client.getNamespace())).orElse("default");
    if (wanted.equals(client.getNamespace())) {
      return client;
    }
    try (client) {
      return new KubernetesClientBuilder()
          .withConfig(new ConfigBuilder(client.getConfiguration()).withNamespace(wanted).build())
          .build();
    }
  }
}
