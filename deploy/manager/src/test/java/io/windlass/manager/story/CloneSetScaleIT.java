package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.windlass.manager.GivenCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(providers = GivenCluster.class)
class CloneSetScaleIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static final String IN_PLACE = "{type: InPlaceIfPossible}";

  @Test
  void podsAreCreatedWithWhatTheyAreKnownBy() {
    Shop shop = Shop.open(CLUSTER, "created", 3, IN_PLACE).awaitRolledOut(3);

    assertThat(shop.pods()).hasSize(3).allSatisfy(pod -> isMarked(pod, shop));
  }

  private static void isMarked(Pod pod, Shop shop) {
    String id = pod.getMetadata().getLabels().get("apps.kruise.io/cloneset-instance-id");
    assertThat(pod.getMetadata().getName()).isEqualTo("created-" + id);
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("controller-revision-hash", shop.status("updateRevision"))
        .containsEntry("lifecycle.apps.kruise.io/state", "Normal");
    assertThat(pod.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.getApiVersion()).isEqualTo("apps.kruise.io/v1alpha1");
              assertThat(owner.getKind()).isEqualTo("CloneSet");
              assertThat(owner.getController()).isTrue();
            });
    assertThat(pod.getSpec().getReadinessGates())
        .extracting(gate -> gate.getConditionType())
        .containsExactly("InPlaceUpdateReady", "KruisePodReady");
  }

  @Test
  void scaleUpAndDownThroughTheScaleSubresource() {
    Shop shop = Shop.open(CLUSTER, "scaled", 2, IN_PLACE).awaitRolledOut(2);
    List<String> before = shop.identities();

    shop.resource().scale(5);
    shop.awaitRolledOut(5);
    assertThat(shop.identities()).containsAll(before);

    shop.resource().scale(1);
    shop.awaitRolledOut(1);
    await().untilAsserted(() -> assertThat(shop.pods()).hasSize(1));
    assertThat(shop.status("labelSelector")).isEqualTo("app=scaled");
  }

  @Test
  void aPodThatIsDeletedIsReplacedByAnother() {
    Shop shop = Shop.open(CLUSTER, "healed", 3, IN_PLACE).awaitRolledOut(3);
    Pod victim = shop.pods().getFirst();

    CLUSTER.client().resource(victim).delete();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(shop.pods())
                    .hasSize(3)
                    .noneMatch(p -> p.getMetadata().getUid().equals(victim.getMetadata().getUid()))
                    .allMatch(Shop::isReady));
    shop.awaitRolledOut(3);
  }

  @Test
  void podsThatTheSpecNamesGoFirstAndAreForgotten() {
    Shop shop = Shop.open(CLUSTER, "chosen", 3, IN_PLACE).awaitRolledOut(3);
    List<Pod> pods = shop.pods();
    String victim = pods.get(1).getMetadata().getName();

    shop.edit("{replicas: 2, scaleStrategy: {podsToDelete: [%s]}}".formatted(victim));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(shop.resource().get().<Object>get("spec", "scaleStrategy", "podsToDelete"))
                  .isNull();
              assertThat(shop.pods())
                  .extracting(pod -> pod.getMetadata().getName())
                  .containsExactlyInAnyOrder(
                      pods.get(0).getMetadata().getName(), pods.get(2).getMetadata().getName());
            });
    shop.awaitRolledOut(2);
  }

  @Test
  void aScaleOutGoesInStepsWhereThatIsAskedFor() {
    Shop shop = Shop.open(CLUSTER, "stepped", 1, IN_PLACE).awaitRolledOut(1);

    shop.edit("{replicas: 6, scaleStrategy: {maxUnavailable: 2}}").awaitRolledOut(6);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        CLUSTER
                            .client()
                            .v1()
                            .events()
                            .inNamespace(shop.resource().get().getMetadata().getNamespace())
                            .list()
                            .getItems())
                    .anyMatch(
                        event ->
                            event.getReason().equals("ScaleUpLimited")
                                && event.getInvolvedObject().getName().equals("stepped")
                                && event.getMessage().startsWith("2 of 5 missing pods")));
  }

  @Test
  void aPodThatBelongsToNobodyIsNotAdopted() {
    Pod nobodys =
        new PodBuilder()
            .withNewMetadata()
            .withName("nobodys")
            .addToLabels("app", "strays")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("main")
            .withImage("shop:1")
            .endContainer()
            .endSpec()
            .build();
    CLUSTER.client().pods().resource(nobodys).create();

    Shop shop = Shop.open(CLUSTER, "strays", 2, IN_PLACE).awaitRolledOut(2);

    assertThat(shop.status("replicas")).isEqualTo("2");
    assertThat(CLUSTER.client().pods().withName("nobodys").get().getMetadata().getOwnerReferences())
        .isEmpty();
  }

  @Test
  void zeroReplicasAreNoPods() {
    Shop shop = Shop.open(CLUSTER, "zero", 2, IN_PLACE).awaitRolledOut(2);

    shop.edit("{replicas: 0}").awaitRolledOut(0).awaitNoPods();
  }

  @Test
  void theCloneSetsPodsAreCollectedWithIt() {
    Shop shop = Shop.open(CLUSTER, "deleted", 3, IN_PLACE).awaitRolledOut(3);
    Requests before = CLUSTER.requests();

    shop.delete();

    shop.awaitNoPods();
    assertThat(CLUSTER.requests().since(before).sum("create pods 201"))
        .as("none is made for a CloneSet that is gone")
        .isZero();
  }
}
