package io.windlass.manager.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A playground with webhooks. */
class HookedPlaygroundIT {
  private static final String CLONE_SET =
      """
      apiVersion: apps.kruise.io/v1beta1
      kind: CloneSet
      metadata: {name: NAME, namespace: default}
      spec:
        replicas: 2
        selector: {matchLabels: {app: shop}}
        template:
          metadata: {labels: {app: shop}}
          spec: {containers: [{name: main, image: 'shop:1'}]}
        updateStrategy: {rollingUpdate: {maxUnavailable: MOST}}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void bothVersionsAreServedAndWhatCannotBeObeyedIsRefused() throws Exception {
    World fast = new World(20, ClusterProfile.PLAIN, PodProfiles.NONE, ChaosPlan.NONE);
    PlaygroundOptions options =
        new PlaygroundOptions(0, 1, folder, Duration.ZERO, Set.of(), fast, Optional.empty());
    try (Playground playground = Playground.start(options);
        PlaygroundControllers _ = PlaygroundControllers.start(playground, true);
        KubernetesClient client = playground.client("hooked-test")) {
      assertThatThrownBy(() -> shop(client, "stuck", 0).create())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("spec.updateStrategy.rollingUpdate.maxUnavailable");

      Resource<GenericKubernetesResource> shop = shop(client, "shop", 1);
      shop.create();
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(shop.get().<Object>get("status", "readyReplicas")).isEqualTo(2));
      assertThat(shop.get().<String>get("spec", "template", "spec", "dnsPolicy"))
          .isEqualTo("ClusterFirst");
    }
  }

  private static Resource<GenericKubernetesResource> shop(
      KubernetesClient client, String name, int maxUnavailable) {
    return client.resource(
        Serialization.unmarshal(
            CLONE_SET.replace("NAME", name).replace("MOST", Integer.toString(maxUnavailable)),
            GenericKubernetesResource.class));
  }
}
