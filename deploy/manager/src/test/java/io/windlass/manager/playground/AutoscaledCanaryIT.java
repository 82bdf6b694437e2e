package io.windlass.manager.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.KubernetesClient;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kubernetes' own autoscaler and a CloneSet in the middle of a rollout, on fast time. */
class AutoscaledCanaryIT {
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
        updateStrategy: {type: InPlaceIfPossible, maxUnavailable: 100%}
      """;

  private static final String AUTOSCALER =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: shop, namespace: default}
      spec:
        scaleTargetRef: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: shop}
        minReplicas: 4
        maxReplicas: 10
        metrics:
        - type: Resource
          resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
      """;

  private static final String CANARY =
      """
      {"spec":{"updateStrategy":{"partition":"50%"},"template":{"spec":{"containers":[
        {"name":"main","image":"shop:2","resources":{"requests":{"cpu":"400m"}}}]}}}}
      """;

  @TempDir private Path folder = Path.of("");

  private static World fast() {
    return new World(60, ClusterProfile.PLAIN, PodProfiles.NONE, ChaosPlan.NONE);
  }

  @Test
  void aShareOfCanariesFollowsTheAutoscaler() throws Exception {
    PlaygroundOptions options =
        new PlaygroundOptions(0, 3, folder, Duration.ZERO, Set.of(), fast(), Optional.empty());
    try (Playground playground = Playground.start(options);
        PlaygroundControllers _ = PlaygroundControllers.start(playground);
        KubernetesClient client = playground.client("shop-test")) {
      Resource<HasMetadata> shop = create(client, CLONE_SET);
      until(() -> assertThat(status(shop, "readyReplicas")).isEqualTo("4"));
      shop.patch(PatchContext.of(PatchType.JSON_MERGE), CANARY);
      until(() -> assertThat(status(shop, "updatedReadyReplicas")).isEqualTo("2"));
      Set<String> old = uids(client, "shop:1");

      create(client, AUTOSCALER);
      until(() -> assertThat(status(shop, "readyReplicas")).isEqualTo("8"));
      until(() -> assertThat(status(shop, "updatedReadyReplicas")).isEqualTo("4"));

      assertThat(uids(client, "shop:1")).hasSize(4).containsAll(old);
      assertThat(uids(client, "shop:2")).hasSize(4);
      until(() -> assertWorks(client));
    }
  }

  private static void assertWorks(KubernetesClient client) {
    HorizontalPodAutoscaler autoscaler =
        client
            .autoscaling()
            .v2()
            .horizontalPodAutoscalers()
            .inNamespace("default")
            .withName("shop")
            .get();
    assertThat(autoscaler.getStatus().getDesiredReplicas()).isEqualTo(8);
    assertThat(autoscaler.getStatus().getCurrentReplicas()).isEqualTo(8);
    assertThat(autoscaler.getStatus().getConditions())
        .filteredOn(
            condition -> Set.of("AbleToScale", "ScalingActive").contains(condition.getType()))
        .hasSize(2)
        .allMatch(condition -> condition.getStatus().equals("True"));
  }

  private static Resource<HasMetadata> create(KubernetesClient client, String manifest) {
    HasMetadata object = Serialization.unmarshal(manifest, HasMetadata.class);
    Resource<HasMetadata> resource = client.resource(object);
    resource.create();
    return resource;
  }

  private static String status(Resource<HasMetadata> shop, String field) {
    GenericKubernetesResource now = (GenericKubernetesResource) shop.get();
    return Objects.toString(now.<Object>get("status", field), "");
  }

  private static Set<String> uids(KubernetesClient client, String image) {
    List<Pod> pods =
        client.pods().inNamespace("default").withLabel("app", "shop").list().getItems();
    return pods.stream()
        .filter(pod -> pod.getSpec().getContainers().getFirst().getImage().equals(image))
        .map(pod -> pod.getMetadata().getUid())
        .collect(Collectors.toSet());
  }

  private static void until(Runnable assertion) {
    await().atMost(Duration.ofSeconds(40)).untilAsserted(assertion::run);
  }
}
