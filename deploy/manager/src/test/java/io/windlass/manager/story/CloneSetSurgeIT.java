package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.manager.GivenCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Rollouts with more pods than replicas, and rollouts that wait for their users. */
@ResourceLock(providers = GivenCluster.class)
class CloneSetSurgeIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static long pods(Requests since, String verb) {
    return CLUSTER.requests().since(since).sum(verb + " pods 20\\d");
  }

  @Test
  void neverFewerThanReplicasByNewPods() {
    Shop shop =
        Shop.open(CLUSTER, "surge", 4, "{type: ReCreate, maxUnavailable: 0, maxSurge: 2}")
            .awaitRolledOut(4);
    Requests before = CLUSTER.requests();
    try (ReadinessWatch watch = ReadinessWatch.over(CLUSTER, "surge", 4)) {
      shop.image("shop:2").awaitRolledOut(4);
      assertThat(watch.mostNotReady()).isZero();
    }
    await().untilAsserted(() -> assertThat(shop.running("shop:2")).isEqualTo(4));
    assertThat(pods(before, "create")).isEqualTo(4);
    assertThat(pods(before, "delete")).isEqualTo(4);
  }

  @Test
  void noPodIsMadeForOnesThatAreUpdatedInPlace() {
    Shop shop =
        Shop.open(CLUSTER, "calm", 4, "{type: InPlaceIfPossible, maxUnavailable: 1, maxSurge: 2}")
            .awaitRolledOut(4);
    List<String> identities = shop.identities();
    Requests before = CLUSTER.requests();

    shop.image("shop:2").awaitRolledOut(4);

    assertThat(shop.identities()).isEqualTo(identities);
    assertThat(pods(before, "create")).isZero();
  }

  @Test
  void inPlaceAndNeverFewerOnePodStandsIn() {
    Shop shop =
        Shop.open(
                CLUSTER, "standin", 4, "{type: InPlaceIfPossible, maxUnavailable: 0, maxSurge: 1}")
            .awaitRolledOut(4);
    Requests before = CLUSTER.requests();
    try (ReadinessWatch watch = ReadinessWatch.over(CLUSTER, "standin", 4)) {
      shop.image("shop:2").awaitRolledOut(4);
      assertThat(watch.mostNotReady()).isZero();
    }
    assertThat(pods(before, "create")).isEqualTo(1);
    assertThat(pods(before, "delete")).isEqualTo(1);
  }
}
