package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A leader stands still (SIGSTOP) in the middle of a storm of creates, its successor goes on, and
 * the old leader wakes up (SIGCONT) in the belief that it leads: three processes, real time.
 */
class PausedLeaderIT {
  private static final int REPLICAS = 200;
  private static final int SOME = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LEASE = Duration.ofSeconds(8);

  @TempDir private Path folder = Path.of("");

  @Test
  void nothingIsLostAndNothingIsDoubled() throws Exception {
    play(LEASE.plusSeconds(2));
  }

  @Tag("nightly")
  @Test
  void norAfterHalfAMinute() throws Exception {
    play(Duration.ofSeconds(30));
  }

  private void play(Duration pause) throws Exception {
    assumeThat(Path.of("/bin/kill")).as("SKIPPED: there is no kill to stop processes").exists();
    try (WindlassProcess cluster = WindlassProcess.start(folder, "devcluster", "--port=0")) {
      Path kubeconfig = Path.of(cluster.awaitLine("ready: export KUBECONFIG="));
      try (KubernetesClient client = client(kubeconfig);
          WindlassProcess old = manager(kubeconfig, "--install-crds")) {
        old.awaitLog("the controllers act");
        try (WindlassProcess successor = manager(kubeconfig);
            ReadyPods pods = ReadyPods.watch(client)) {
          successor.awaitLog("The lease is held");
          create(client);
          pauseInTheStorm(client, old, pause);
          await(old, () -> old.endsWithin(Duration.ZERO));
          assertThat(old.exitCode()).as(old.toString()).isEqualTo(1);
          assertThat(old.err()).contains("was lost, so the controllers stopped");
          await(successor, () -> ready(client) == REPLICAS);
          assertThat(client.pods().list().getItems()).hasSize(REPLICAS);
          assertThat(pods.deleted()).as("pods that were too many").isZero();
        }
      }
    }
  }

  private static void pauseInTheStorm(KubernetesClient client, WindlassProcess old, Duration pause)
      throws IOException, InterruptedException {
    await(old, () -> count(client) >= SOME);
    old.signal("STOP");
    int before = count(client);
    assertThat(before).as("in the middle of the storm").isLessThan(REPLICAS);
    Awaitility.await("the successor goes on")
        .pollDelay(pause)
        .atMost(pause.plus(PATIENCE))
        .until(() -> count(client) > before);
    old.signal("CONT");
  }

  private static void create(KubernetesClient client) throws IOException {
    GenericKubernetesResource shop =
        Serialization.unmarshal(
            KubectlCluster.sample("shop-fifty.yaml")
                .replace("replicas: 50", "replicas: " + REPLICAS),
            GenericKubernetesResource.class);
    client.resource(shop).create();
  }

  private WindlassProcess manager(Path kubeconfig, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "manager",
                "--kubeconfig=" + kubeconfig,
                "--lease-duration=" + LEASE.toSeconds() + "s",
                "--renew-deadline=5s",
                "--retry-period=500ms",
                "--api-qps=40",
                "--api-burst=20"));
    arguments.addAll(List.of(more));
    return WindlassProcess.start(folder, arguments.toArray(String[]::new));
  }

  private static KubernetesClient client(Path kubeconfig) {
    Config read = Config.fromKubeconfig(kubeconfig.toFile());
    Config config = new ConfigBuilder(read).withOnlyHttpWatches(true).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static int count(KubernetesClient client) {
    return client.pods().list().getItems().size();
  }

  private static long ready(KubernetesClient client) {
    List<Pod> pods = client.pods().list().getItems();
    return pods.stream().filter(Readiness::isPodReady).count();
  }

  private static void await(WindlassProcess manager, Callable<Boolean> rule) {
    try {
      Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(rule);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("stands still: " + manager, e);
    }
  }
}
