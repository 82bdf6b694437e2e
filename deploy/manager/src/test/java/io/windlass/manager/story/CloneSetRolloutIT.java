package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.manager.GivenCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(providers = GivenCluster.class)
class CloneSetRolloutIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                              | name      | type              | replicas | maxUnavailable | atMost
          one pod at a time, in place       | one       | InPlaceIfPossible | 4        | 1              | 1
          a percentage is rounded up        | percent   | InPlaceIfPossible | 5        | 30%            | 2
          the default is a fifth            | fifth     | InPlaceIfPossible | 6        |                | 2
          one pod at a time, with new pods  | recreate  | ReCreate          | 3        | 1              | 1
          """)
  void neverMoreThanAllowedAreNotReady(
      String rule, String name, String type, int replicas, String maxUnavailable, int atMost)
      throws InterruptedException {
    String budget = maxUnavailable == null ? "" : ", maxUnavailable: " + maxUnavailable;
    Shop shop = Shop.open(CLUSTER, name, replicas, "{type: " + type + budget + "}");
    shop.awaitRolledOut(replicas);

    try (ReadinessWatch watch = ReadinessWatch.over(CLUSTER, name, replicas)) {
      shop.image("shop:2").awaitRolledOut(replicas);
      assertThat(watch.mostNotReady()).as(rule).isBetween(1, atMost);
    }
    assertThat(shop.running("shop:2")).isEqualTo(replicas);
  }

  @Test
  void recreateReplacesEachPod() {
    Shop shop = Shop.open(CLUSTER, "replaced", 2, "{type: ReCreate}").awaitRolledOut(2);
    List<String> before = shop.identities();

    shop.image("shop:2").awaitRolledOut(2);

    assertThat(shop.identities()).hasSize(2).doesNotContainAnyElementsOf(before);
    assertThat(shop.restarts("main")).containsOnly(0);
  }

  @Test
  void partitionKeepsSomePodsOnTheOldRevision() {
    Shop shop =
        Shop.open(CLUSTER, "parted", 5, "{type: InPlaceIfPossible, partition: 40%}")
            .awaitRolledOut(5);
    String old = shop.status("currentRevision");

    shop.image("shop:2").awaitStatus("updatedReadyReplicas", 3);
    assertThat(shop.running("shop:1")).isEqualTo(2);
    assertThat(shop.status("expectedUpdatedReplicas")).isEqualTo("3");
    assertThat(shop.status("currentRevision")).isEqualTo(old);

    shop.resource().scale(7);
    shop.awaitStatus("readyReplicas", 7).awaitStatus("updatedReadyReplicas", 4);

    shop.edit("{updateStrategy: {partition: 0}}").awaitRolledOut(7);
    assertThat(shop.running("shop:2")).isEqualTo(7);
  }

  @Test
  void aPausedRolloutDoesNothingButHeals() {
    Shop shop =
        Shop.open(CLUSTER, "paused", 3, "{type: InPlaceIfPossible, paused: true}")
            .awaitStatus("readyReplicas", 3);
    List<String> before = shop.identities();

    shop.image("shop:2").awaitStatus("observedGeneration", 2);
    shop.resource().scale(4);
    shop.awaitStatus("readyReplicas", 4);
    assertThat(shop.running("shop:1")).as("the old pods").isEqualTo(3);
    assertThat(shop.identities()).containsAll(before);

    shop.edit("{updateStrategy: {paused: false}}").awaitRolledOut(4);
    assertThat(shop.identities()).containsAll(before);
  }

  @Test
  void minReadySecondsDelayAvailability() {
    Shop shop =
        Shop.create(
            CLUSTER,
            "late",
            Shop.manifest("late", 1, "{type: InPlaceIfPossible}") + "  minReadySeconds: 3\n");

    shop.awaitStatus("readyReplicas", 1);
    assertThat(shop.status("availableReplicas")).isEqualTo("0");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(shop.status("availableReplicas")).isEqualTo("1"));
  }
}
