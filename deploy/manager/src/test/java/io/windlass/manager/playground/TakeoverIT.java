package io.windlass.manager.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way from a HorizontalPodAutoscaler to a TimedPodAutoscaler and back, beside a working
 * controller of both, on fast time: each step waits for what a user would wait for, and from the
 * first to the last nobody writes the replicas.
 */
class TakeoverIT {
  /** A total load of 1600m, of which a pod is to bear 200m: eight pods. */
  private static final String CLONE_SET =
      """
      apiVersion: apps.kruise.io/v1alpha1
      kind: CloneSet
      metadata: {name: shop, namespace: default}
      spec:
        replicas: 4
        selector: {matchLabels: {app: shop}}
        template:
          metadata:
            labels: {app: shop}
            annotations: {sim.windlass.io/shared-cpu: 1600m}
          spec:
            containers:
            - {name: main, image: 'shop:1', resources: {requests: {cpu: 400m}}}
      """;

  private static final String OLD =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: shop-hpa, namespace: default, labels: {team: shop}}
      spec:
        scaleTargetRef: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: shop}
        minReplicas: 4
        maxReplicas: 10
        metrics:
        - type: Resource
          resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
        behavior: {scaleDown: {stabilizationWindowSeconds: 120}}
      """;

  private static final String NEW =
      """
      apiVersion: autoscaling.windlass.io/v1alpha1
      kind: TimedPodAutoscaler
      metadata: {name: shop, namespace: default}
      spec:
        mode: DryRun
        scaleTargetRef: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: shop}
        minReplicas: 4
        maxReplicas: 10
        metrics:
        - name: cpu
          type: Resource
          resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
        takeover: {hpa: shop-hpa}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void theReplicasAreFlatForthAndBack() throws Exception {
    World fast = new World(240, ClusterProfile.PLAIN, PodProfiles.NONE, ChaosPlan.NONE);
    PlaygroundOptions options =
        new PlaygroundOptions(0, 3, folder, Duration.ZERO, Set.of(), fast, Optional.empty());
    try (Playground playground = Playground.start(options);
        PlaygroundControllers _ = PlaygroundControllers.start(playground, true);
        KubernetesClient client = playground.client("takeover-test")) {
      Resource<HasMetadata> shop = create(client, CLONE_SET);
      create(client, OLD);
      until(() -> assertThat(text(shop, "status", "readyReplicas")).isEqualTo("8"));
      Resource<HasMetadata> timed = create(client, NEW);
      until(
          () ->
              assertThat(text(timed, "status", "decision", "actualByOthers"))
                  .as("it sits beside the HPA and shows the difference: none")
                  .isEqualTo(text(timed, "status", "desiredReplicas"))
                  .isEqualTo("8"));
      handOver(client, shop, timed);
    }
  }

  private static void handOver(
      KubernetesClient client, Resource<HasMetadata> shop, Resource<HasMetadata> timed) {
    HorizontalPodAutoscaler before = hpa(client).get();
    List<String> written = new CopyOnWriteArrayList<>();
    try (Watch _ = shop.watch(new Series(written))) {
      mode(timed, "Active");
      // On the way AbleToScale says TakingOver, for less than a look lasts at this speed.
      until(() -> assertThat(hpa(client).get()).isNull());
      until(() -> assertThat(condition(timed, "AbleToScale")).isEqualTo("ReadyForNewScale"));
      assertThat(condition(timed, "Conflicted")).isEqualTo("OneOwner");

      mode(timed, "DryRun");
      until(() -> assertThat(hpa(client).get()).isNotNull());
      until(
          () ->
              assertThat(hpa(client).get().getStatus().getDesiredReplicas())
                  .as("it is at work again")
                  .isEqualTo(8));
    }
    HorizontalPodAutoscaler again = hpa(client).get();
    assertThat(again.getSpec()).isEqualTo(before.getSpec());
    assertThat(again.getMetadata().getLabels()).isEqualTo(before.getMetadata().getLabels());
    assertThat(written).as("replicas, as the watch saw them").isNotEmpty().containsOnly("8");
  }

  /** The replicas of every version of an object. */
  private record Series(List<String> replicas) implements Watcher<HasMetadata> {
    @Override
    public void eventReceived(Action action, HasMetadata object) {
      replicas.add(
          Objects.toString(
              ((GenericKubernetesResource) object).<Object>get("spec", "replicas"), ""));
    }

    @Override
    public void onClose(@Nullable WatcherException cause) {}
  }

  private static void mode(Resource<HasMetadata> timed, String mode) {
    timed.patch(
        PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"mode\":\"%s\"}}".formatted(mode));
  }

  private static Resource<HorizontalPodAutoscaler> hpa(KubernetesClient client) {
    return client
        .autoscaling()
        .v2()
        .horizontalPodAutoscalers()
        .inNamespace("default")
        .withName("shop-hpa");
  }

  private static String condition(Resource<HasMetadata> timed, String type) {
    GenericKubernetesResource now = (GenericKubernetesResource) timed.get();
    return new ObjectMapper()
        .valueToTree(now)
        .path("status")
        .path("conditions")
        .valueStream()
        .filter(it -> it.path("type").asText().equals(type))
        .map(it -> it.path("reason").asText())
        .findFirst()
        .orElse("");
  }

  private static String text(Resource<HasMetadata> resource, String... path) {
    GenericKubernetesResource now = (GenericKubernetesResource) resource.get();
    return Objects.toString(now.<Object>get((Object[]) path), "");
  }

  private static Resource<HasMetadata> create(KubernetesClient client, String manifest) {
    HasMetadata object = Serialization.unmarshal(manifest, HasMetadata.class);
    Resource<HasMetadata> resource = client.resource(object);
    resource.create();
    return resource;
  }

  private static void until(Runnable assertion) {
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion::run);
  }
}
