package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;

/** Rows about which pods are updated, and whether in place. */
final class UpdateRows {
  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  private static final String READS_LABEL =
      """
      template: {metadata: {labels: {mode: '%s'}}, spec: {containers: [
        {name: main, image: '%s', env: [{name: MODE,
          valueFrom: {fieldRef: {fieldPath: "metadata.labels['mode']"}}}]}]}}\
      """;

  private static final String SIZED =
      """
      template: {spec: {containers: [{name: main, image: 'shop:1',
        resources: {requests: {cpu: %s}, limits: {cpu: 100m, memory: 64Mi}}}]}}\
      """;

  private UpdateRows() {}

  static void sameImage(Scene scene) {
    Shop shop = scene.inPlace("twin", 1, "", main("shop:1" + DIGEST)).awaitRolledOut(1);
    List<String> identities = shop.identities();
    ContainerStatus before = status(shop.pods().getFirst());

    shop.edit("{" + main("shop:2" + DIGEST) + "}");
    Scene.until(() -> assertThat(shop.running("shop:2" + DIGEST)).isEqualTo(1));
    shop.awaitRolledOut(1).awaitProgress("CloneSetAvailable");

    ContainerStatus now = status(shop.pods().getFirst());
    assertThat(shop.identities()).isEqualTo(identities);
    assertThat(now.getContainerID()).isNotEqualTo(before.getContainerID());
    assertThat(now.getRestartCount()).isEqualTo(1);
    if (scene.cluster().isDevcluster()) {
      assertThat(now.getImageID()).isEqualTo(before.getImageID());
    }
  }

  private static String main(String image) {
    return "template: {spec: {containers: [{name: main, image: '%s'}]}}".formatted(image);
  }

  private static ContainerStatus status(Pod pod) {
    return pod.getStatus().getContainerStatuses().getFirst();
  }

  static void environment(Scene scene) {
    Shop shop =
        scene.inPlace("reader", 2, "maxUnavailable: 2", READS_LABEL.formatted("a", "shop:1"));
    List<Pod> first = shop.awaitRolledOut(2).pods();

    shop.edit("{" + READS_LABEL.formatted("b", "shop:1") + "}");
    Scene.awaitGone(shop, first);
    List<String> identities = shop.awaitRolledOut(2).identities();

    shop.edit("{" + READS_LABEL.formatted("c", "shop:2") + "}").awaitRolledOut(2);
    assertThat(shop.identities()).as("with the image it is in place").isEqualTo(identities);
    assertThat(shop.restarts("main")).containsOnly(1);
    assertThat(shop.pods())
        .allSatisfy(pod -> assertThat(pod.getMetadata().getLabels()).containsEntry("mode", "c"));
  }

  static void almostNone(Scene scene) {
    Shop shop = scene.inPlace("most", 4, "partition: '99%'", "").awaitRolledOut(4);
    shop.image("shop:2").awaitStatus("updatedReadyReplicas", 1);
    shop.awaitStatus("expectedUpdatedReplicas", 1).awaitProgress("ProgressPartitionAvailable");
    Scene.meanwhile(Duration.ofSeconds(1), () -> assertThat(shop.running("shop:2")).isEqualTo(1));
  }

  static void otherClass(Scene scene) {
    Shop shop = scene.inPlace("classes", 1, "", SIZED.formatted("100m"));
    List<Pod> guaranteed = shop.awaitRolledOut(1).pods();

    shop.edit("{" + SIZED.formatted("50m") + "}");
    Scene.awaitGone(shop, guaranteed);
    shop.awaitRolledOut(1).awaitProgress("CloneSetAvailable");
    assertThat(shop.pods().getFirst().getStatus().getQosClass()).isNotEqualTo("Guaranteed");
  }

  static void onDelete(Scene scene) {
    Shop shop = scene.open("patient", 4, "OnDelete", "", "").awaitRolledOut(4);
    List<Pod> pods = shop.pods();
    shop.image("shop:2").awaitSeen();
    Scene.meanwhile(
        Duration.ofSeconds(1),
        () -> {
          assertThat(shop.status("updatedReplicas")).isEqualTo("0");
          assertThat(shop.running("shop:1")).isEqualTo(4);
        });

    scene.delete(pods.subList(0, 2));
    Scene.awaitGone(shop, pods.subList(0, 2));
    shop.awaitStatus("updatedAvailableReplicas", 2).awaitStatus("readyReplicas", 4);
    shop.resource().scale(3);
    shop.awaitStatus("replicas", 3).awaitStatus("updatedAvailableReplicas", 2);
    shop.resource().scale(5);
    shop.awaitStatus("readyReplicas", 5).awaitStatus("updatedAvailableReplicas", 4);

    scene.delete(shop.pods().stream().filter(pod -> Scene.image(pod).equals("shop:1")).toList());
    Scene.until(() -> assertThat(shop.running("shop:2")).isEqualTo(5));
    shop.awaitRolledOut(5).awaitProgress("CloneSetAvailable");
  }
}
