package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;

/** Rows about pods that a user's hooks hold by the label {@code hold}. */
final class HookRows {
  private static final String HOLD = "hold";
  private static final String BEARS_HOLD = "template: {metadata: {labels: {hold: 'yes'}}}";
  private static final String PRE_DELETE =
      BEARS_HOLD + ", lifecycle: {preDelete: {labelsHandler: {hold: 'yes'}}}";
  private static final String IN_PLACE_UPDATE =
      BEARS_HOLD + ", lifecycle: {inPlaceUpdate: {labelsHandler: {hold: 'yes'}}}";

  private HookRows() {}

  static void preNormal(Scene scene) {
    Shop shop =
        scene.inPlace(
            "asked",
            1,
            "",
            "progressDeadlineSeconds: 2,"
                + " lifecycle: {preNormal: {finalizersHandler: [windlass.io/ok]}}");
    shop.awaitStatus("readyReplicas", 1).awaitStatus("availableReplicas", 0);
    assertThat(Scene.inState(shop, "PreparingNormal")).hasSize(1);
    shop.awaitProgress("ProgressDeadlineExceeded");

    scene.patch(shop.pods(), "{\"metadata\":{\"finalizers\":[\"windlass.io/ok\"]}}");
    Scene.awaitState(shop, "Normal", 1);
    shop.awaitStatus("availableReplicas", 1).awaitProgress("CloneSetAvailable");

    scene.patch(shop.pods(), "{\"metadata\":{\"finalizers\":null}}");
    Scene.meanwhile(
        Duration.ofSeconds(1),
        () -> {
          assertThat(Scene.inState(shop, "Normal")).hasSize(1);
          assertThat(shop.status("availableReplicas")).isEqualTo("1");
          assertThat(shop.progress()).isEqualTo("CloneSetAvailable");
        });
  }

  static void heldAndMarked(Scene scene) {
    Shop shop = scene.inPlace("held", 3, "", PRE_DELETE).awaitRolledOut(3);
    List<Pod> pods = shop.pods();
    List<Pod> marked = pods.subList(0, 1);

    scene.label(marked, "apps.kruise.io/specified-delete", "true");
    assertThat(Scene.uids(Scene.awaitState(shop, "PreparingDelete", 1)))
        .isEqualTo(Scene.uids(marked));
    shop.awaitProgress("CloneSetUpdated");
    Scene.meanwhile(Duration.ofSeconds(1), () -> assertThat(shop.pods()).hasSize(3));

    scene.label(marked, HOLD, "");
    Scene.awaitGone(shop, marked);
    shop.awaitRolledOut(3).awaitProgress("CloneSetAvailable");
    assertThat(Scene.uids(shop.pods())).containsAll(Scene.uids(pods.subList(1, 3)));
  }

  static void heldAndReplaced(Scene scene) {
    Shop shop =
        scene.open(
            "leaver",
            3,
            Scene.IN_PLACE,
            "",
            "spec: {" + PRE_DELETE + "}",
            scene.edition().replacesLeavers());
    List<Pod> pods = shop.awaitRolledOut(3).pods();
    List<Pod> leaver = pods.subList(0, 1);

    shop.edit(
        "{replicas: 2, scaleStrategy: {podsToDelete: [%s]}}"
            .formatted(leaver.getFirst().getMetadata().getName()));
    Scene.awaitState(shop, "PreparingDelete", 1);
    shop.resource().scale(3);
    shop.awaitStatus("replicas", 4).awaitStatus("availableReplicas", 3);

    scene.label(leaver, HOLD, "");
    Scene.awaitGone(shop, leaver);
    shop.awaitRolledOut(3);
    assertThat(Scene.uids(shop.pods())).containsAll(Scene.uids(pods.subList(1, 3)));
  }

  static void heldIsNew(Scene scene) {
    Shop shop =
        scene
            .inPlace("counted", 2, "partition: 1", "progressDeadlineSeconds: 2, " + IN_PLACE_UPDATE)
            .awaitRolledOut(2);
    shop.image("shop:2");
    List<Pod> held = Scene.awaitState(shop, "PreparingUpdate", 1);
    shop.awaitProgress("ProgressDeadlineExceeded");
    List<Pod> other =
        shop.pods().stream().filter(pod -> !Scene.uids(held).contains(Scene.uid(pod))).toList();
    scene.delete(other);
    Scene.awaitGone(shop, other);
    shop.awaitStatus("readyReplicas", 2);
    assertThat(shop.running("shop:1")).as("the other is made at the old revision").isEqualTo(2);
    shop.edit("{replicas: 4, " + scene.edition().rolling("partition: 3") + "}");
    shop.awaitStatus("readyReplicas", 4).awaitStatus("updatedReplicas", 0);
    assertThat(shop.running("shop:1")).isEqualTo(4);
    assertThat(shop.progress()).as("it sticks").isEqualTo("ProgressDeadlineExceeded");

    scene.label(held, HOLD, "");
    Scene.awaitState(shop, "Updated", 1);
    shop.awaitStatus("updatedReplicas", 1);
    assertThat(shop.progress()).as("until it is available").isEqualTo("ProgressDeadlineExceeded");
    scene.label(held, HOLD, "yes");
    shop.awaitStatus("updatedAvailableReplicas", 1).awaitProgress("ProgressPartitionAvailable");
    rest(scene, shop);
  }

  private static void rest(Scene scene, Shop shop) {
    shop.edit("{" + scene.edition().rolling("partition: null, maxUnavailable: 100%") + "}");
    List<Pod> rest = Scene.awaitState(shop, "PreparingUpdate", 3);
    scene.label(rest, HOLD, "");
    Scene.awaitState(shop, "Updated", 3);
    scene.label(rest, HOLD, "yes");
    shop.awaitRolledOut(4).awaitProgress("CloneSetAvailable");
    assertThat(shop.running("shop:2")).isEqualTo(4);
  }
}
