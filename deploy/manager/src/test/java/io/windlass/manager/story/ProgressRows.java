package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Rows about deadlines, and about pods that are new. */
final class ProgressRows {
  private static final String NEVER = "progressDeadlineSeconds: 2147483647";
  private static final String SLOWLY =
      "template: {metadata: {annotations: {sim.windlass.io/start-delay: 1s}}}";

  private ProgressRows() {}

  static void hostPorts(Scene scene) {
    Shop shop =
        scene.inPlace(
            "hosts",
            1,
            "",
            """
            template: {spec: {hostNetwork: true, containers: [
              {name: main, image: 'shop:1', ports: [{containerPort: 8088}]}]}}\
            """);
    shop.awaitRolledOut(1).awaitProgress("CloneSetAvailable");
    assertThat(shop.pods().getFirst().getSpec().getContainers().getFirst().getPorts())
        .extracting(ContainerPort::getHostPort)
        .containsExactly(8088);
  }

  static void unscheduled(Scene scene) {
    Assumptions.assumeTrue(
        scene.cluster().isDevcluster(), "refcluster binds pods whatever scheduler they name");
    Shop shop =
        scene.inPlace(
            "nowhere",
            1,
            "",
            "progressDeadlineSeconds: 2, template: {spec: {schedulerName: nobody}}");
    List<Pod> waiting = Scene.awaitState(shop, "PreparingNormal", 1);
    Scene.meanwhile(
        Duration.ofSeconds(1), () -> assertThat(Scene.inState(shop, "PreparingNormal")).hasSize(1));
    shop.awaitProgress("ProgressDeadlineExceeded");
    assertThat(shop.condition("Progressing")).startsWith("False ");

    shop.edit("{template: {spec: {schedulerName: default-scheduler}}}").awaitRolledOut(1);
    Scene.awaitGone(shop, waiting);
    shop.awaitProgress("CloneSetAvailable");
    assertThat(Scene.inState(shop, "Normal")).hasSize(1);
  }

  static void noDeadline(Scene scene) {
    Shop shop = scene.inPlace("endless", 2, "", NEVER).awaitRolledOut(2);
    assertThat(shop.progress()).isEmpty();

    shop.edit("{progressDeadlineSeconds: 60}").awaitProgress("CloneSetAvailable");
  }

  static void noDeadlineEver(Scene scene) {
    Shop shop = scene.inPlace("forever", 2, "", NEVER + ", minReadySeconds: 2147483647");
    shop.awaitStatus("readyReplicas", 2).awaitStatus("availableReplicas", 0);
    assertThat(shop.condition("Valid")).isEmpty();
    assertThat(shop.progress()).isEmpty();

    shop.edit("{minReadySeconds: 10}").awaitSeen();
    assertThat(shop.progress()).isEmpty();
    shop.edit("{progressDeadlineSeconds: null}").awaitSeen();
    assertThat(shop.progress()).isEmpty();
  }

  static void paused(Scene scene) {
    Shop shop = scene.inPlace("paused", 3, "paused: true", SLOWLY).awaitStatus("replicas", 3);
    if (scene.cluster().isDevcluster()) {
      shop.awaitProgress("CloneSetPaused");
    }
    shop.awaitRolledOut(3).awaitStatus("availableReplicas", 3);
    shop.image("shop:2").awaitStatus("updatedReplicas", 0).awaitProgress("CloneSetPaused");
    shop.edit("{" + scene.edition().rolling("paused: false") + "}").awaitRolledOut(3);
    shop.awaitProgress("CloneSetAvailable");
    assertThat(shop.running("shop:2")).isEqualTo(3);
  }
}
