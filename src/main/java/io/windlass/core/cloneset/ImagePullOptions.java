package io.windlass.core.cloneset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How images are downloaded ahead, as the annotations of a CloneSet say. What cannot be read counts
 * as not said: it is only a hint.
 *
 * @param parallelism on so many nodes at once, at least 1
 * @param timeout after which a node is given up
 * @param minUpdatedReady begins when so many updated pods are ready
 */
record ImagePullOptions(int parallelism, Duration timeout, int minUpdatedReady) {
  private static final String PREFIX = "apps.kruise.io/image-predownload-";
  private static final int DEFAULT_TIMEOUT_SECONDS = 300;

  static ImagePullOptions of(CloneSetView cloneSet, int nodes, int replicas) {
    Map<String, String> annotations = cloneSet.meta().annotations();
    int seconds =
        amount(annotations, "timeout-seconds")
            .map(amount -> amount.roundedUp(DEFAULT_TIMEOUT_SECONDS))
            .orElse(DEFAULT_TIMEOUT_SECONDS);
    return new ImagePullOptions(
        Math.max(amount(annotations, "parallelism").map(a -> a.roundedUp(nodes)).orElse(1), 1),
        Duration.ofSeconds(Math.max(seconds, 1)),
        amount(annotations, "min-updated-ready-pods").map(a -> a.roundedUp(replicas)).orElse(0));
  }

  private static Optional<IntOrPercent> amount(Map<String, String> annotations, String name) {
    return Optional.ofNullable(annotations.get(PREFIX + name))
        .flatMap(ImagePullOptions::parsed)
        .flatMap(IntOrPercent::of)
        .filter(amount -> !amount.isNegative());
  }

  private static Optional<Json> parsed(String text) {
    return text.matches("\\d{1,9}")
        ? Optional.of(Json.of(Integer.parseInt(text)))
        : Optional.of(Json.of(text));
  }
}
