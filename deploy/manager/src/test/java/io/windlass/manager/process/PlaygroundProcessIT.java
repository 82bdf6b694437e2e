package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dev} and {@code devcluster} as processes: the ready line, the ends, the failures. */
class PlaygroundProcessIT {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private static final String READY = "ready: export KUBECONFIG=";

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"dev, --webhooks, TERM", "devcluster, --nodes=2, TERM", "dev, --nodes=2, INT"})
  void readyMeansServingAndASignalEndsItWithinFiveSeconds(
      String command, String option, String signal) throws Exception {
    Path kubeconfig = folder.resolve("my cluster/config");
    try (WindlassProcess windlass =
        WindlassProcess.start(folder, command, "--port=0", option, "--kubeconfig=" + kubeconfig)) {
      assertThat(windlass.awaitLine(READY)).isEqualTo("'" + kubeconfig + "'");
      assertThat(nodes(kubeconfig)).isEqualTo(option.endsWith("2") ? 2 : 3);
      assumeThat(signal.equals("INT") && windlass.ignoresInterrupts())
          .as("SKIPPED: started in the background of a shell, where Ctrl-C is ignored")
          .isFalse();
      windlass.signal(signal);
      assertThat(windlass.endsWithin(FIVE_SECONDS)).as(windlass.toString()).isTrue();
      assertThat(windlass.err()).isEmpty();
    }
  }

  @Test
  void itEndsInTimeWhileItsControllersWorkAndAClientWatches() throws Exception {
    try (WindlassProcess windlass = WindlassProcess.start(folder, "dev", "--port=0")) {
      String kubeconfig = windlass.awaitLine(READY);
      assertThat(windlass.awaitLine("  kubectl apply -f ")).startsWith("deploy/samples/");
      try (KubernetesClient client = client(Path.of(kubeconfig));
          ReadyPods _ = ReadyPods.watch(client)) {
        client.resource(KubectlCluster.sample("shop-fifty.yaml")).create();
        await().until(() -> !client.pods().list().getItems().isEmpty());
        windlass.terminate();
        assertThat(windlass.endsWithin(FIVE_SECONDS)).as(windlass.toString()).isTrue();
      }
    }
  }

  @Test
  void withoutAnOptionTheKubeconfigLiesInTheFolderForState() throws Exception {
    try (WindlassProcess windlass = WindlassProcess.start(folder, "devcluster", "--port=0")) {
      String file = windlass.awaitLine(READY);
      assertThat(Path.of(file)).startsWith(folder.resolve(".windlass")).exists();
      assertThat(Files.getPosixFilePermissions(Path.of(file))).hasSize(2);
    }
  }

  @Test
  void aPortInUseIsNamedAndEndsWith1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WindlassProcess windlass =
            WindlassProcess.start(folder, "devcluster", "--port=" + taken.getLocalPort())) {
      assertThat(windlass.endsWithin(Duration.ofSeconds(30))).isTrue();
      assertThat(windlass.exitCode()).isEqualTo(1);
      assertThat(windlass.err())
          .contains("port " + taken.getLocalPort() + " of 127.0.0.1 is in use", "--port")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void aManagerWithoutItsCrdsSaysHowToInstallThem() throws Exception {
    try (WindlassProcess cluster = WindlassProcess.start(folder, "devcluster", "--port=0")) {
      String kubeconfig = cluster.awaitLine(READY);
      try (WindlassProcess manager =
          WindlassProcess.start(folder, "manager", "--kubeconfig", kubeconfig)) {
        assertThat(manager.endsWithin(Duration.ofSeconds(30))).isTrue();
        assertThat(manager.exitCode()).isEqualTo(1);
        assertThat(manager.err())
            .contains("does not serve clonesets.apps.kruise.io, sidecarsets", "--install-crds")
            .doesNotContain("\tat ", "timedpodautoscalers");
      }
    }
  }

  private static int nodes(Path kubeconfig) {
    try (KubernetesClient client = client(kubeconfig)) {
      return client.nodes().list().getItems().size();
    }
  }

  private static KubernetesClient client(Path kubeconfig) {
    Config config = Config.fromKubeconfig(kubeconfig.toFile());
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}
