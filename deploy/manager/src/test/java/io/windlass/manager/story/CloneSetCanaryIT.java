package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.manager.GivenCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Canaries, pauses and departures, numbered as in OpenKruise's own suite, and the samples. */
@ResourceLock(providers = GivenCluster.class)
class CloneSetCanaryIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static void label(List<Pod> pods, String key, String value) {
    String patch = "{\"metadata\":{\"labels\":{\"%s\":%s}}}".formatted(key, value);
    pods.forEach(
        pod -> CLUSTER.client().resource(pod).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
  }

  private static String state(Pod pod) {
    return pod.getMetadata().getLabels().getOrDefault("lifecycle.apps.kruise.io/state", "");
  }

  private static Shop sample(String file, String name) throws IOException {
    Path samples = Path.of(System.getProperty("windlass.root"), "deploy", "samples");
    return Shop.create(CLUSTER, name, Files.readString(samples.resolve(file)));
  }

  @Test
  void aShareOfCanariesFollowsTheScaleAndACountIsTold() {
    Shop shop = Shop.open(CLUSTER, "share", 4, "{type: InPlaceIfPossible}").awaitRolledOut(4);
    shop.edit("{updateStrategy: {partition: '50%'}}").image("shop:2");
    shop.awaitStatus("updatedReadyReplicas", 2);
    shop.resource().scale(8);
    shop.awaitStatus("readyReplicas", 8).awaitStatus("updatedReadyReplicas", 4);

    shop.edit("{updateStrategy: {partition: 4}}").awaitStatus("updatedReadyReplicas", 4);
    shop.resource().scale(9);
    shop.awaitStatus("updatedReadyReplicas", 5);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        CLUSTER
                            .client()
                            .v1()
                            .events()
                            .inNamespace(CLUSTER.namespace())
                            .list()
                            .getItems())
                    .filteredOn(event -> event.getReason().equals("CanaryCountChanged"))
                    .singleElement()
                    .matches(event -> event.getMessage().startsWith("replicas went from 8 to 9")));
  }

  @Test
  void theSampleOfHooksAsksBeforeItUpdates() throws IOException {
    Shop shop = sample("cloneset-hooks.yaml", "polite").awaitRolledOut(3);
    shop.edit("{template: {spec: {containers: [{name: nginx, image: 'nginx:1.28'}]}}}");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> shop.pods().stream().anyMatch(pod -> state(pod).equals("PreparingUpdate")));
    assertThat(shop.running("nginx:1.28")).isZero();
    List<Pod> asked =
        shop.pods().stream().filter(pod -> state(pod).equals("PreparingUpdate")).toList();
    assertThat(asked).hasSize(1);
    label(asked, "example.com/in-service", "null");
    shop.awaitStatus("updatedReadyReplicas", 1);
    label(asked, "example.com/in-service", "\"true\"");
    shop.awaitStatus("updatedAvailableReplicas", 1);
  }

  @Test
  void theSampleOfASurgeIsSteady() throws IOException {
    Shop shop = sample("cloneset-surge.yaml", "steady").awaitRolledOut(4);
    try (ReadinessWatch watch = ReadinessWatch.over(CLUSTER, "steady", 4)) {
      shop.edit("{template: {spec: {containers: [{name: nginx, image: 'nginx:1.28'}]}}}")
          .awaitRolledOut(4);
      assertThat(watch.mostNotReady()).isZero();
    }
  }
}
