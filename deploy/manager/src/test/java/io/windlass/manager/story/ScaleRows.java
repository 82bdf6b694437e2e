package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Rows about how many pods there are. */
final class ScaleRows {
  private static final int MIN_READY_SECONDS = 2;

  private ScaleRows() {}

  static void scaleOut(Scene scene) {
    Shop shop = scene.inPlace("out", 1, "", "").awaitRolledOut(1);
    shop.resource().scale(4);
    await()
        .atMost(Duration.ofSeconds(3))
        .untilAsserted(() -> assertThat(shop.status("replicas")).isEqualTo("4"));
    shop.awaitRolledOut(4).awaitProgress("CloneSetAvailable");
    assertThat(shop.pods()).hasSize(4).allMatch(Shop::isReady);
  }

  static void podByPod(Scene scene) {
    Shop shop =
        scene.inPlace(
            "slowly",
            3,
            "",
            "minReadySeconds: %d, scaleStrategy: {maxUnavailable: 1}".formatted(MIN_READY_SECONDS));
    shop.awaitProgress("CloneSetUpdated").awaitStatus("availableReplicas", 3);
    shop.awaitProgress("CloneSetAvailable");

    List<Pod> pods = shop.pods().stream().sorted(Comparator.comparing(ScaleRows::made)).toList();
    for (int i = 1; i < pods.size(); i++) {
      assertThat(Duration.between(ready(pods.get(i - 1)), made(pods.get(i))))
          .as("from the pod before to pod %d", i)
          .isBetween(
              Duration.ofSeconds(MIN_READY_SECONDS), Duration.ofSeconds(MIN_READY_SECONDS + 2));
    }
  }

  private static Instant made(Pod pod) {
    return Instant.parse(pod.getMetadata().getCreationTimestamp());
  }

  private static Instant ready(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .map(PodCondition::getLastTransitionTime)
        .map(Instant::parse)
        .findFirst()
        .orElseThrow();
  }
}
