package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cluster and manager as two processes; the manager is killed (SIGKILL) in the middle of an update
 * in place of fifty pods, and another one is started.
 */
class KillAndRestartIT {
  private static final int REPLICAS = 50;
  private static final int MAX_UNAVAILABLE = 5;
  private static final int SOME = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String NEW_IMAGE =
      """
      [{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "shop:2"}]
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void theRolloutIsFinishedAndNoPodIsLostReCreatedOrTooManyAway() throws Exception {
    try (WindlassProcess cluster = WindlassProcess.start(folder, "devcluster", "--port=0")) {
      Path kubeconfig = Path.of(cluster.awaitLine("ready: export KUBECONFIG="));
      try (KubernetesClient client = client(kubeconfig)) {
        Set<String> uids = bringUp(client, kubeconfig);
        try (ReadyPods pods = ReadyPods.watch(client)) {
          interrupt(client, kubeconfig);
          finish(client, kubeconfig);
          assertThat(uids(client)).isEqualTo(uids);
          assertThat(restarts(client, "shop")).hasSize(REPLICAS).containsOnly(1);
          assertThat(restarts(client, "log-agent")).hasSize(REPLICAS).containsOnly(0);
          assertThat(pods.fewest()).isBetween(REPLICAS - MAX_UNAVAILABLE, REPLICAS - 1);
          assertThat(pods.deleted()).isZero();
          assertThat(podRequests(client)).isGreaterThanOrEqualTo(5 * REPLICAS);
          assertThat(conflicts(client) * 100).isLessThanOrEqualTo(podRequests(client));
        }
      }
    }
  }

  private Set<String> bringUp(KubernetesClient client, Path kubeconfig) throws Exception {
    try (WindlassProcess manager = manager(kubeconfig, "--install-crds")) {
      manager.awaitLog("the controllers act");
      String shop = KubectlCluster.sample("shop-fifty.yaml");
      client.resource(Serialization.unmarshal(shop, GenericKubernetesResource.class)).create();
      await(manager, () -> ready(client, "shop:1") == REPLICAS);
      manager.terminate();
      assertThat(manager.endsWithin(Duration.ofSeconds(5))).as(manager.toString()).isTrue();
    }
    return uids(client);
  }

  private void interrupt(KubernetesClient client, Path kubeconfig) throws Exception {
    try (WindlassProcess manager = manager(kubeconfig)) {
      client
          .genericKubernetesResources("apps.kruise.io/v1alpha1", "CloneSet")
          .withName("shop-fifty")
          .patch(PatchContext.of(PatchType.JSON), NEW_IMAGE);
      await(manager, () -> ready(client, "shop:2") >= SOME);
      manager.kill();
    }
    assertThat(ready(client, "shop:2")).isBetween(SOME, REPLICAS - 1);
  }

  private void finish(KubernetesClient client, Path kubeconfig) throws IOException {
    try (WindlassProcess manager = manager(kubeconfig)) {
      await(manager, () -> ready(client, "shop:2") == REPLICAS);
    }
  }

  private WindlassProcess manager(Path kubeconfig, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "manager",
                "--kubeconfig=" + kubeconfig,
                "--lease-duration=8s",
                "--renew-deadline=6s",
                "--retry-period=500ms"));
    arguments.addAll(List.of(more));
    return WindlassProcess.start(folder, arguments.toArray(String[]::new));
  }

  private static KubernetesClient client(Path kubeconfig) {
    Config read = Config.fromKubeconfig(kubeconfig.toFile());
    Config config = new ConfigBuilder(read).withOnlyHttpWatches(true).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static void await(WindlassProcess manager, Callable<Boolean> rule) {
    try {
      Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(rule);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("stands still: " + manager, e);
    }
  }

  private static int ready(KubernetesClient client, String image) {
    return (int)
        client.pods().list().getItems().stream()
            .filter(Readiness::isPodReady)
            .filter(pod -> statuses(pod).anyMatch(status -> image.equals(status.getImage())))
            .count();
  }

  private static long podRequests(KubernetesClient client) throws IOException {
    return audited(client, "windlass\\S* (create|update|patch|delete) pods(/\\w+)? .*");
  }

  private static long conflicts(KubernetesClient client) throws IOException {
    return audited(client, "windlass\\S* .* 409");
  }

  private static long audited(KubernetesClient client, String pattern) throws IOException {
    Map<String, Integer> counts =
        new ObjectMapper().readValue(client.raw("/debug/audit"), new TypeReference<>() {});
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().matches(pattern))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static Set<String> uids(KubernetesClient client) {
    return client.pods().list().getItems().stream()
        .map(pod -> pod.getMetadata().getUid())
        .collect(Collectors.toSet());
  }

  private static List<Integer> restarts(KubernetesClient client, String container) {
    return client.pods().list().getItems().stream()
        .flatMap(KillAndRestartIT::statuses)
        .filter(status -> status.getName().equals(container))
        .map(ContainerStatus::getRestartCount)
        .toList();
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream();
  }
}
