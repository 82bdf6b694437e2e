package io.windlass.devcluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * The cluster that a contract test asks: an embedded one without nodes, or, with {@code
 * -Dwindlass.cluster=KUBECONFIG}, any other. Each has a namespace of its own.
 */
final class TestCluster implements AutoCloseable {
  private final Optional<DevCluster> embedded;
  private final RealClock clock;
  private final Path kubeconfig;
  private final Http http;
  private final String namespace;

  private TestCluster(Optional<DevCluster> embedded, RealClock clock, Path kubeconfig) {
    this.embedded = embedded;
    this.clock = clock;
    this.kubeconfig = kubeconfig;
    this.http = Http.of(kubeconfig);
    this.namespace = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    ObjectNode document = Documents.object();
    document.putObject("metadata").put("name", namespace);
    http.post("/api/v1/namespaces", document.toString());
  }

  static TestCluster open() {
    String other = System.getProperty("windlass.cluster", "");
    return other.isEmpty()
        ? embedded(RequestGate.OPEN)
        : new TestCluster(Optional.empty(), new RealClock(), Path.of(other));
  }

  /** The same, where the embedded one has three nodes on which pods run, and storage. */
  static TestCluster live() {
    String other = System.getProperty("windlass.cluster", "");
    return other.isEmpty()
        ? of(
            options ->
                options
                    .withSimulation(
                        options
                            .simulation()
                            .withProfile(ClusterProfile.named("private").orElseThrow()))
                    .withNodes(3))
        : new TestCluster(Optional.empty(), new RealClock(), Path.of(other));
  }

  /** An embedded cluster behind a gate. */
  static TestCluster embedded(RequestGate gate) {
    return of(options -> options.withGate(gate));
  }

  /** An embedded cluster as the test wants it. */
  static TestCluster of(UnaryOperator<DevClusterOptions> how) {
    try {
      RealClock clock = new RealClock();
      Path directory = Files.createTempDirectory("devcluster");
      DevCluster cluster =
          DevCluster.start(how.apply(DevClusterOptions.in(directory, clock).withNodes(0)));
      return new TestCluster(Optional.of(cluster), clock, cluster.kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Http http() {
    return http;
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  /** The embedded cluster; fails against another. */
  DevCluster devCluster() {
    return embedded.orElseThrow();
  }

  boolean isEmbedded() {
    return embedded.isPresent();
  }

  String namespace() {
    return namespace;
  }

  /** Waits for what a cluster whose parts are loosely coupled makes true soon. */
  void eventually(Callable<Boolean> fact) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(fact);
  }

  /** A client that enters with a token of a ServiceAccount of this namespace. */
  Http account(String name) {
    String path = core("serviceaccounts/" + name + "/token");
    eventually(() -> http.post(path, "{}").code() == 201);
    return bearer(http.post(path, "{}").text("status", "token"));
  }

  /** A client that enters with a token. */
  Http bearer(String token) {
    return Http.withoutCertificate(kubeconfig, "Authorization", "Bearer " + token);
  }

  /** {@code /api/v1/namespaces/NAMESPACE/} and what follows. */
  String core(String path) {
    return "/api/v1/namespaces/" + namespace + "/" + path;
  }

  @Override
  public void close() {
    http.delete("/api/v1/namespaces/" + namespace, "{}");
    http.close();
    embedded.ifPresent(DevCluster::close);
    clock.close();
  }
}
