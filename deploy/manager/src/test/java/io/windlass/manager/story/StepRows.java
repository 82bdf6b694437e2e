package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rows about updates that are more than one step: container after container, pull before. */
final class StepRows {
  private static final String STATE = "apps.kruise.io/inplace-update-state";
  private static final String PULLED = "apps.kruise.io/pre-predownload-created";

  /** The agent goes first, and is ready a second after it has started. */
  private static final String ORDERED =
      """
      template: {metadata: {annotations: {sim.windlass.io/ready-delay.agent: 1s}},
       spec: {containers: [
        {name: main, image: '%s', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '1'}]},
        {name: agent, image: '%s', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '9'}]}]}}\
      """;

  private static final String READS_ANNOTATION =
      """
      template: {metadata: {annotations: {mode: '%s'}}, spec: {containers: [
        {name: main, image: '%s', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '1'}]},
        {name: agent, image: 'agent:1', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '9'},
          {name: MODE, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['mode']"}}}]}]}}\
      """;

  private StepRows() {}

  static void oneAfterTheOther(Scene scene) {
    Shop shop = scene.inPlace("steps", 1, "", ORDERED.formatted("shop:1", "agent:1"));
    List<String> identities = shop.awaitRolledOut(1).identities();

    shop.edit("{" + ORDERED.formatted("shop:2", "agent:2") + "}");
    Scene.until(() -> assertThat(shop.running("shop:2")).isEqualTo(1));
    shop.awaitRolledOut(1).awaitProgress("CloneSetAvailable");

    assertThat(shop.identities()).isEqualTo(identities);
    Pod pod = shop.pods().getFirst();
    assertThat(state(pod).items("containerBatchesRecord")).hasSize(2);
    assertThat(state(pod).object("nextContainerImages").fields()).isEmpty();
    Duration between = Duration.between(started(pod, "agent"), started(pod, "main"));
    long least = scene.cluster().isDevcluster() ? 1 : 0;
    assertThat(between).isGreaterThanOrEqualTo(Duration.ofSeconds(least));
  }

  static void firstFails(Scene scene) {
    Shop shop = scene.inPlace("stuck", 1, "", ORDERED.formatted("shop:1", "agent:1"));
    shop.awaitRolledOut(1);

    shop.edit("{" + ORDERED.formatted("shop:2", "agent:broken") + "}");
    shop.awaitStatus("updatedReplicas", 1).awaitStatus("readyReplicas", 0);
    Scene.meanwhile(
        Duration.ofSeconds(1),
        () -> {
          Pod pod = shop.pods().getFirst();
          assertThat(state(pod).items("containerBatchesRecord")).hasSize(1);
          assertThat(state(pod).object("nextContainerImages").fields()).containsOnlyKeys("main");
          assertThat(shop.running("shop:1")).isEqualTo(1);
          assertThat(shop.restarts("main")).containsOnly(0);
          assertThat(shop.progress()).isEqualTo("CloneSetUpdated");
        });
  }

  static void environmentOfAnother(Scene scene) {
    Shop shop = scene.inPlace("hears", 1, "", READS_ANNOTATION.formatted("a", "shop:1"));
    List<Pod> first = shop.awaitRolledOut(1).pods();

    shop.edit("{" + READS_ANNOTATION.formatted("b", "shop:2") + "}");
    Scene.awaitGone(shop, first);
    shop.awaitRolledOut(1).awaitProgress("CloneSetAvailable");
    assertThat(shop.pods().getFirst().getMetadata().getAnnotations()).containsEntry("mode", "b");
  }

  static void pulledAhead(Scene scene) {
    Shop shop = scene.inPlace("ahead", 4, "maxUnavailable: 1, partition: 3", "");
    List<String> identities = shop.awaitRolledOut(4).identities();

    shop.image("shop:2").awaitStatus("updatedReadyReplicas", 1);
    Scene.until(
        () -> {
          assertThat(labels(scene, shop.status("updateRevision"))).containsEntry(PULLED, "true");
          assertThat(pulling(scene, shop)).isEmpty();
        });
    assertThat(shop.identities()).isEqualTo(identities);
  }

  private static Map<String, String> labels(Scene scene, String revision) {
    return scene
        .cluster()
        .client()
        .apps()
        .controllerRevisions()
        .withName(revision)
        .get()
        .getMetadata()
        .getLabels();
  }

  private static List<Pod> pulling(Scene scene, Shop shop) {
    return scene
        .cluster()
        .client()
        .pods()
        .withLabel("apps.kruise.io/image-pull-revision")
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getName().startsWith(shop.status("updateRevision")))
        .toList();
  }

  private static Json state(Pod pod) {
    return JsonText.parse(pod.getMetadata().getAnnotations().getOrDefault(STATE, "{}"));
  }

  private static Instant started(Pod pod, String container) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(container))
        .map((ContainerStatus status) -> status.getState().getRunning().getStartedAt())
        .map(Instant::parse)
        .findFirst()
        .orElseThrow();
  }
}
