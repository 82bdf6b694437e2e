package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.manager.GivenCluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Upgrades of sidecars that are there already, on a cluster. */
@ResourceLock(providers = GivenCluster.class)
class SidecarSetUpgradeIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static final int PODS = 20;
  private static final String ALL = "updateStrategy: {maxUnavailable: 100%}";

  private static String image(String image) {
    return "{containers: [{name: log, image: '%s'}], %s}".formatted(image, ALL);
  }

  @Test
  void aNewImageIsOneWriteToAPodAndRestartsNothingElse() {
    SidecarShop shop = SidecarShop.open(CLUSTER, "one-write", image("log:1"));
    for (int i = 10; i < 10 + PODS; i++) {
      shop.pod("one-write-" + i);
    }
    String all = "%1$d/%1$d/%1$d/%1$d".formatted(PODS);
    shop.awaitCounters(all);
    Requests before = CloneSetRequestsIT.quiet(CLUSTER);

    shop.edit(image("log:2")).awaitCounters(all);
    Requests first = CloneSetRequestsIT.quiet(CLUSTER);
    assertThat(first.since(before).podWrites())
        .as("image and condition: %s", first.since(before))
        .isEqualTo(2 * PODS);
    shop.edit(image("log:3")).awaitCounters(all);

    Requests cost = CloneSetRequestsIT.quiet(CLUSTER).since(first);
    assertThat(cost.podWrites()).as("%s", cost).isEqualTo(PODS);
    assertThat(cost.sum("(get|list) pods\\S* \\d+")).as("reads: %s", cost).isZero();
    assertThat(shop.images("log")).hasSize(PODS).containsOnly("log:3");
    assertThat(shop.restarts("log")).containsOnly(2);
    assertThat(shop.restarts("main")).containsOnly(0);
    assertThat(shop.podConditions("SidecarSetUpgradable"))
        .containsOnly("True AllSidecarsetUpgradable");
  }

  @Test
  void withoutWebhooksWhatCannotBeObeyedIsToldAndHashesAreTrue() {
    SidecarShop shop = SidecarShop.open(CLUSTER, "faulty", image("log:1")).pod("faulty-a");
    shop.awaitCounters("1/1/1/1");
    awaitTrueHash(shop);
    String mount = "volumeMounts: [{name: nowhere, mountPath: /v}]";
    shop.edit("{containers: [{name: log, image: 'log:2', %s}]}".formatted(mount));
    await("told")
        .untilAsserted(
            () ->
                assertThat(shop.condition("Valid"))
                    .isEqualTo(
                        "False spec.containers[0].volumeMounts[0].name: no volume is named"
                            + " \"nowhere\""));
    assertThat(shop.images("log")).containsExactly("log:1");

    shop.edit(image("log:3")).awaitCounters("1/1/1/1");
    assertThat(shop.images("log")).containsExactly("log:3");
    assertThat(shop.condition("Valid")).isEmpty();
    awaitTrueHash(shop);
  }

  private static void awaitTrueHash(SidecarShop shop) {
    await("true hash")
        .untilAsserted(
            () ->
                assertThat(shop.resource().get().getMetadata().getAnnotations())
                    .containsEntry("kruise.io/sidecarset-hash", shop.hash()));
  }

  @Test
  void podsThatSlippedThroughAreCountedAndNamed() {
    SidecarShop shop = SidecarShop.open(CLUSTER, "missed", image("log:1")).bare("missed-a");

    await("condition")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(shop.condition("PodsMissed"))
                    .startsWith("True 1 matching pod was created without the sidecars: ")
                    .contains("/missed-a"));
    assertThat(shop.counters()).isEqualTo("0/0/0/0");

    CLUSTER
        .client()
        .pods()
        .inNamespace(CLUSTER.namespace())
        .withName("missed-a")
        .withGracePeriod(0)
        .delete();
    await("mended")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(shop.condition("PodsMissed")).isEmpty());
  }
}
