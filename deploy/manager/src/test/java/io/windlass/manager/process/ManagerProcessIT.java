package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.manager.health.MetricsTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code manager} as a process: its lease, its end, and what it serves. */
class ManagerProcessIT {
  private static final String ACTS = "the controllers act";
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  @TempDir private static Path folder = Path.of("");
  private static WindlassProcess cluster;
  private static String kubeconfig;

  @BeforeAll
  static void start() throws IOException {
    cluster = WindlassProcess.start(folder, "devcluster", "--port=0");
    kubeconfig = cluster.awaitLine("ready: export KUBECONFIG=");
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void aManagerThatEndsGivesTheLeaseBackAndAnotherOneLeadsAtOnce() throws Exception {
    String[] patient = {"--lease-name=handed-over", "--lease-duration=10m", "--renew-deadline=5m"};
    try (WindlassProcess first = manager(patient)) {
      first.awaitLog(ACTS);
      try (WindlassProcess second = manager(patient)) {
        second.awaitLog("The lease is held");
        assertThat(second.err()).doesNotContain(ACTS);
        first.terminate();
        assertThat(first.endsWithin(FIVE_SECONDS)).as(first.toString()).isTrue();
        second.awaitLog(ACTS);
      }
    }
  }

  @Test
  void aManagerThatLosesItsLeaseEndsWith1() throws Exception {
    try (WindlassProcess manager =
        manager(
            "--lease-name=stolen",
            "--lease-duration=6s",
            "--renew-deadline=2s",
            "--retry-period=500ms")) {
      manager.awaitLog(ACTS);
      steal("stolen");
      assertThat(manager.endsWithin(Duration.ofSeconds(20))).as(manager.toString()).isTrue();
      assertThat(manager.exitCode()).isEqualTo(1);
      assertThat(manager.err()).contains("kube-system/stolen was lost", "another one may lead");
    }
  }

  @Test
  void healthAndFiguresAreServedOnTheLoopbackAddress() throws Exception {
    int port = freePort();
    String gates = "--feature-gates=ImagePullJobGate=true,CloneSetShortHash=false";
    try (WindlassProcess manager =
        manager("--lease-name=healthy", "--metrics-port=" + port, gates)) {
      manager.awaitLog(ACTS);
      assertThat(manager.err().lines().filter(line -> line.contains("has no effect")))
          .singleElement()
          .matches(line -> line.contains("ImagePullJobGate"), "named at the start");
      assertThat(get(port, "/healthz").body()).isEqualTo("ok\n");
      assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);
      MetricsTable exposed = MetricsTable.exposed(get(port, "/metrics").body());
      assertThat(exposed.lines())
          .containsAll(MetricsTable.documented().linesFromTheStart())
          .isSubsetOf(MetricsTable.documented().lines());
      awaitLeader(port);
      assertThat(get(port, "/other").statusCode()).isEqualTo(404);
    }
  }

  /** The log line comes a moment before the figure. */
  private static void awaitLeader(int port) {
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(get(port, "/metrics").body()).contains("\nwindlass_leader 1.0\n"));
  }

  private static WindlassProcess manager(String... options) throws IOException {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "manager";
    arguments[1] = "--install-crds";
    arguments[2] = "--kubeconfig=" + kubeconfig;
    System.arraycopy(options, 0, arguments, 3, options.length);
    return WindlassProcess.start(folder, arguments);
  }

  private static void steal(String lease) {
    Config config = Config.fromKubeconfig(Path.of(kubeconfig).toFile());
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      client
          .leases()
          .inNamespace("kube-system")
          .withName(lease)
          .patch("{\"spec\":{\"holderIdentity\":\"somebody else\"}}");
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }
}
