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
  void story8PodsBecomeReadyAlthoughPaused() {
    Shop shop = Shop.open(CLUSTER, "paused", 3, "{type: InPlaceIfPossible, paused: true}");
    shop.awaitRolledOut(3).awaitStatus("availableReplicas", 3);
    shop.image("shop:2").awaitStatus("updatedReplicas", 0);
    shop.edit("{updateStrategy: {paused: false}}").awaitRolledOut(3);
    assertThat(shop.running("shop:2")).isEqualTo(3);
  }

  @Test
  void story16APartitionBelowAHundredPercentLetsOnePodGo() {
    Shop shop = Shop.open(CLUSTER, "most", 4, "{type: InPlaceIfPossible}").awaitRolledOut(4);
    shop.edit("{updateStrategy: {partition: '99%'}}").image("shop:2");
    shop.awaitStatus("updatedReadyReplicas", 1).awaitStatus("expectedUpdatedReplicas", 1);
    assertThat(shop.running("shop:2")).isEqualTo(1);
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
  void story10APodThatWaitsToGoIsReplacedWhereThatIsAskedFor() {
    String manifest =
        Shop.manifest("leaver", 3, "{type: InPlaceIfPossible}")
            .replace("labels: {app: leaver}", "labels: {app: leaver, hold: 'yes'}")
            .replace(
                "metadata: {name: leaver}",
                "metadata: {name: leaver, labels:"
                    + " {apps.kruise.io/cloneset-scaling-exclude-preparing-delete: 'true'}}");
    Shop shop =
        Shop.create(
            CLUSTER,
            "leaver",
            manifest + "  lifecycle: {preDelete: {labelsHandler: {hold: 'yes'}}}\n");
    shop.awaitRolledOut(3);
    List<Pod> pods = shop.pods();
    String leaver = pods.getFirst().getMetadata().getName();

    shop.edit("{replicas: 2, scaleStrategy: {podsToDelete: [%s]}}".formatted(leaver));
    await().until(() -> state(shop.pods().getFirst()).equals("PreparingDelete"));
    shop.resource().scale(3);
    shop.awaitStatus("replicas", 4).awaitStatus("availableReplicas", 3);

    label(pods.subList(0, 1), "hold", "null");
    shop.awaitRolledOut(3);
    assertThat(shop.identities())
        .filteredOn(pod -> pods.subList(1, 3).stream().anyMatch(p -> pod.contains(uid(p))))
        .hasSize(2);
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
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
