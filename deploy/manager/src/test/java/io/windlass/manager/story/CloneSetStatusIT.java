package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.windlass.manager.GivenCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(providers = GivenCluster.class)
class CloneSetStatusIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  @Test
  void everyFieldIsFilledIn() {
    Shop shop =
        Shop.open(CLUSTER, "fields", 5, "{type: InPlaceIfPossible, partition: 2}")
            .awaitRolledOut(5);
    String old = shop.status("updateRevision");

    shop.image("shop:2").awaitStatus("updatedReadyReplicas", 3);

    assertThat(fields(shop))
        .containsEntry("observedGeneration", "2")
        .containsEntry("replicas", "5")
        .containsEntry("readyReplicas", "5")
        .containsEntry("availableReplicas", "5")
        .containsEntry("updatedReplicas", "3")
        .containsEntry("updatedReadyReplicas", "3")
        .containsEntry("updatedAvailableReplicas", "3")
        .containsEntry("expectedUpdatedReplicas", "3")
        .containsEntry("labelSelector", "app=fields")
        .containsEntry("currentRevision", old)
        .containsEntry("collisionCount", "0");
    assertThat(shop.status("updateRevision")).startsWith("fields-").isNotEqualTo(old);
  }

  private static Map<String, String> fields(Shop shop) {
    Map<String, Object> status = shop.resource().get().get("status");
    Map<String, String> texts = new TreeMap<>();
    status.forEach((field, value) -> texts.put(field, String.valueOf(value)));
    return texts;
  }

  @Test
  void revisionsBelongToTheCloneSetAndAreNumbered() {
    Shop shop = Shop.open(CLUSTER, "history", 1, "{type: InPlaceIfPossible}").awaitRolledOut(1);
    shop.image("shop:2").awaitRolledOut(1);

    List<ControllerRevision> revisions =
        CLUSTER.client().apps().controllerRevisions().withLabel("app", "history").list().getItems();

    assertThat(revisions)
        .extracting(ControllerRevision::getRevision)
        .containsExactlyInAnyOrder(1L, 2L);
    assertThat(revisions)
        .allSatisfy(
            revision -> {
              var owner = revision.getMetadata().getOwnerReferences().getFirst();
              assertThat(owner.getKind()).isEqualTo("CloneSet");
              assertThat(owner.getController()).isTrue();
              assertThat(revision.getMetadata().getName()).startsWith("history-");
            });
    assertThat(shop.status("updateRevision"))
        .isIn(revisions.stream().map(r -> r.getMetadata().getName()).toList());
  }

  @Test
  void whatHappensToPodsIsToldInEvents() {
    Shop shop = Shop.open(CLUSTER, "events", 2, "{type: InPlaceIfPossible}").awaitRolledOut(2);
    shop.image("shop:2").awaitRolledOut(2);
    shop.resource().scale(1);
    shop.awaitRolledOut(1);

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(events("events"))
                    .extracting(Event::getReason)
                    .contains(
                        "SuccessfulCreate", "SuccessfulUpdatePodInPlace", "SuccessfulDelete"));
    assertThat(events("events"))
        .allSatisfy(
            event -> {
              assertThat(event.getSource().getComponent()).isEqualTo("cloneset-controller");
              assertThat(event.getInvolvedObject().getUid())
                  .isEqualTo(shop.resource().get().getMetadata().getUid());
            });
  }

  @Test
  void whatArgoCdShowsOnTheWayOfARollout() {
    String slow = "{sim.windlass.io/restart-delay: 1s}";
    Shop shop =
        Shop.create(
                CLUSTER,
                "argo",
                Shop.manifest("argo", 3, "{type: InPlaceIfPossible, maxUnavailable: 1}")
                    .replace("{sim.windlass.io/restart-delay: 100ms}", slow))
            .awaitRolledOut(3);
    assertThat(ArgoHealth.of(shop.resource().get())).isEqualTo(ArgoHealth.HEALTHY);

    var edited = shop.patched("{updateStrategy: {partition: 1}, " + image("shop:2") + "}");
    assertThat(ArgoHealth.of(edited)).as("not seen yet").isEqualTo(ArgoHealth.PROGRESSING);
    if (CLUSTER.isDevcluster()) {
      shop.awaitStatus("updatedReplicas", 1);
      assertThat(ArgoHealth.of(shop.resource().get()))
          .as("one of two updated")
          .isEqualTo(ArgoHealth.PROGRESSING);
    }
    shop.awaitStatus("updatedAvailableReplicas", 2);
    assertThat(ArgoHealth.of(shop.resource().get()))
        .as("the partition is reached")
        .isEqualTo(ArgoHealth.SUSPENDED);

    shop.edit("{updateStrategy: {partition: 0, paused: true}}").awaitSeen();
    assertThat(ArgoHealth.of(shop.resource().get())).as("paused").isEqualTo(ArgoHealth.SUSPENDED);
    shop.edit("{updateStrategy: {paused: false}, " + image("shop:broken") + "}").awaitSeen();
    shop.awaitStatus("updatedReplicas", 1);
    assertThat(ArgoHealth.of(shop.resource().get())).as("stuck").isEqualTo(ArgoHealth.DEGRADED);
  }

  private static String image(String image) {
    return "template: {spec: {containers: [{name: main, image: '%s'}, {name: agent, image: 'agent:1'}]}}"
        .formatted(image);
  }

  private static List<Event> events(String name) {
    return CLUSTER.client().v1().events().list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getKind().equals("CloneSet"))
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .toList();
  }
}
