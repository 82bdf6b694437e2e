package io.windlass.manager.process;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/**
 * A cluster with the controllers in it, and a namespace of its own: {@code windlass dev}, or with
 * {@code -Dwindlass.cluster=KUBECONFIG} that cluster and a manager for this namespace alone.
 */
final class KubectlCluster {
  private static final Path SAMPLES =
      Path.of(System.getProperty("windlass.root")).resolve("deploy/samples");

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Kubectl kubectl;

  private KubectlCluster(Path folder) throws IOException, InterruptedException {
    Optional<Path> given =
        Optional.ofNullable(System.getProperty("windlass.cluster")).map(Path::of);
    String namespace = "kubectl-" + UUID.randomUUID().toString().substring(0, 8);
    Path kubeconfig = given.isPresent() ? given.get() : dev(folder);
    kubectl = new Kubectl(kubeconfig, namespace, folder);
    kubectl
        .apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(namespace))
        .ok();
    parts.push(() -> kubectl.run("delete", "namespace", namespace, "--wait=false").ok());
    if (given.isPresent()) {
      parts.push(
          WindlassProcess.start(
              folder,
              "manager",
              "--install-crds",
              "--kubeconfig=" + kubeconfig,
              "--namespace=" + namespace,
              "--lease-namespace=" + namespace));
      kubectl.await(out -> out.contains("clonesets"), "api-resources", "-o", "name");
    }
  }

  /** Starts, or skips the test where there is no kubectl. */
  static KubectlCluster start(Path folder) throws IOException, InterruptedException {
    assumeThat(Kubectl.isOnPath())
        .as("SKIPPED: there is no kubectl on the PATH, so none of this was tried with it")
        .isTrue();
    return new KubectlCluster(folder);
  }

  Kubectl kubectl() {
    return kubectl;
  }

  /** A file of deploy/samples. */
  static String sample(String fileName) throws IOException {
    return Files.readString(SAMPLES.resolve(fileName));
  }

  void end() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }

  private Path dev(Path folder) throws IOException {
    WindlassProcess dev = WindlassProcess.start(folder, "dev", "--port=0");
    parts.push(dev);
    return Path.of(dev.awaitLine("ready: export KUBECONFIG="));
  }
}
