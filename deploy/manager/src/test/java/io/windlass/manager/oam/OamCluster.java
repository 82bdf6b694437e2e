package io.windlass.manager.oam;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.clock.RealClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A cluster with OAM's kinds and catalogue and a namespace of the test class: an embedded one, or
 * that of {@code -Dwindlass.cluster=KUBECONFIG}, which keeps the kinds and the catalogue.
 */
final class OamCluster implements BeforeAllCallback, AfterAllCallback {
  private final String namespace = "oam-it-" + UUID.randomUUID().toString().substring(0, 8);
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Path kubeconfig = Path.of("");
  private Optional<KubernetesClient> admin = Optional.empty();

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    start();
  }

  /** The same for one test alone. */
  OamCluster start() throws IOException {
    Optional<Path> given =
        Optional.ofNullable(System.getProperty("windlass.cluster")).map(Path::of);
    kubeconfig = given.isPresent() ? given.get() : devcluster();
    KubernetesClient client = client(List.of());
    admin = Optional.of(client);
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    new OamInstallation(client, namespace).install();
    return this;
  }

  private Path devcluster() throws IOException {
    RealClock clock = keep(new RealClock());
    Path directory = Files.createTempDirectory("windlass-oam");
    return keep(DevCluster.start(DevClusterOptions.in(directory, clock))).kubeconfig();
  }

  /** A client that acts for whoever has these groups; of an administrator if there are none. */
  KubernetesClient client(List<String> groups) throws IOException {
    ConfigBuilder config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile())).withNamespace(namespace);
    if (!groups.isEmpty()) {
      config
          .withImpersonateUsername("somebody")
          .withImpersonateGroups(groups.toArray(String[]::new));
    }
    return keep(new KubernetesClientBuilder().withConfig(config.build()).build());
  }

  /** Closed with the cluster. */
  <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  /** Applies manifests as an administrator. */
  void apply(String yaml) {
    client()
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .forceConflicts()
        .serverSideApply();
  }

  KubernetesClient client() {
    return admin.orElseThrow();
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  String namespace() {
    return namespace;
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    stop();
  }

  /** Ends what {@link #start} began. */
  void stop() throws Exception {
    admin.ifPresent(client -> client.namespaces().withName(namespace).delete());
    while (!open.isEmpty()) {
      open.pop().close();
    }
    admin = Optional.empty();
  }
}
