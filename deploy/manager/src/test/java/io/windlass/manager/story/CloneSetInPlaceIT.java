package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.manager.GivenCluster;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(providers = GivenCluster.class)
class CloneSetInPlaceIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  @Test
  void aNewImageRestartsThatContainerAndNothingElse() {
    Shop shop = Shop.open(CLUSTER, "image", 3, "{type: InPlaceIfPossible}").awaitRolledOut(3);
    List<String> before = shop.identities();

    shop.image("shop:2").awaitRolledOut(3);

    assertThat(shop.identities()).as("name, uid and IP are kept").isEqualTo(before);
    assertThat(shop.running("shop:2")).isEqualTo(3);
    assertThat(shop.restarts("main")).isEqualTo(Collections.nCopies(3, 1));
    assertThat(shop.restarts("agent")).isEqualTo(Collections.nCopies(3, 0));
    assertThat(shop.pods()).allSatisfy(pod -> isNormal(pod, shop));
  }

  private static void isNormal(Pod pod, Shop shop) {
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("controller-revision-hash", shop.status("updateRevision"))
        .containsEntry("lifecycle.apps.kruise.io/state", "Normal");
    assertThat(pod.getMetadata().getAnnotations())
        .containsKey("apps.kruise.io/inplace-update-state");
  }

  @Test
  void labelsAndAnnotationsOfTheTemplateReachThePodsWithoutARestart() {
    Shop shop = Shop.open(CLUSTER, "labels", 2, "{type: InPlaceIfPossible}").awaitRolledOut(2);
    List<String> before = shop.identities();

    shop.edit("{template: {metadata: {labels: {tier: gold}, annotations: {note: hello}}}}");
    shop.awaitRolledOut(2);

    assertThat(shop.identities()).isEqualTo(before);
    assertThat(shop.restarts("main")).containsOnly(0);
    assertThat(shop.pods())
        .allSatisfy(
            pod -> {
              assertThat(pod.getMetadata().getLabels()).containsEntry("tier", "gold");
              assertThat(pod.getMetadata().getAnnotations()).containsEntry("note", "hello");
            });
  }

  @Test
  void whatCannotBeDoneInPlaceIsDoneWithNewPods() {
    Shop shop = Shop.open(CLUSTER, "possible", 2, "{type: InPlaceIfPossible}").awaitRolledOut(2);
    List<String> before = shop.identities();

    shop.edit("{template: {spec: {priority: 0, hostname: other}}}").awaitRolledOut(2);

    assertThat(shop.identities()).doesNotContainAnyElementsOf(before);
  }

  @Test
  void inPlaceOnlyRefusesWhatIsNotPossibleAndLeavesThePods() {
    Shop shop = Shop.open(CLUSTER, "only", 2, "{type: InPlaceOnly}").awaitRolledOut(2);
    List<String> before = shop.identities();

    shop.edit("{template: {spec: {hostname: other}}}");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(shop.condition("FailedUpdate")).startsWith("True "));
    assertThat(shop.identities()).isEqualTo(before);
    assertThat(shop.restarts("main")).containsOnly(0);
  }

  @Test
  void aRolloutIsTakenBackInItsMiddle() {
    Shop shop =
        Shop.open(CLUSTER, "back", 4, "{type: InPlaceIfPossible, partition: 2}").awaitRolledOut(4);
    List<String> before = shop.identities();
    String first = shop.status("updateRevision");
    shop.image("shop:2").awaitStatus("updatedReadyReplicas", 2);

    shop.image("shop:1").edit("{updateStrategy: {partition: 0}}").awaitRolledOut(4);

    assertThat(shop.identities()).isEqualTo(before);
    assertThat(shop.running("shop:1")).isEqualTo(4);
    assertThat(shop.status("updateRevision")).as("the old revision is used again").isEqualTo(first);
  }
}
