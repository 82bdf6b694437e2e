package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a story of the inventory plays: a cluster, and the version that its user writes. */
record Scene(ClusterExtension cluster, Edition edition) {
  static final String IN_PLACE = "InPlaceIfPossible";
  private static final String DEADLINE = "spec: {progressDeadlineSeconds: 300}";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Applies the usual CloneSet with a deadline that nothing here reaches.
   *
   * @param type as in the older version
   * @param rolling fields of its rolling update, as the inside of a flow mapping
   * @param more merged into the object, as the inside of a flow mapping
   */
  Shop open(String name, int replicas, String type, String rolling, String... more) {
    String usual = Shop.manifest(name, replicas, edition.strategy(type, rolling));
    Map<String, Object> manifest = map(usual.replace("v1alpha1", edition.version()));
    manifest = merged(manifest, map(DEADLINE));
    for (String part : more) {
      manifest = merged(manifest, map("--- {" + part + "}"));
    }
    return Shop.create(cluster, name, Serialization.asYaml(manifest));
  }

  /** The usual one, updated in place where that is possible, with more of the spec. */
  Shop inPlace(String name, int replicas, String rolling, String spec) {
    return open(name, replicas, IN_PLACE, rolling, "spec: {" + spec + "}");
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(String yaml) {
    return Serialization.unmarshal(yaml, Map.class);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> merged(Map<String, Object> into, Map<String, Object> more) {
    Map<String, Object> merged = new LinkedHashMap<>(into);
    more.forEach(
        (key, value) ->
            merged.merge(
                key,
                value,
                (old, given) ->
                    old instanceof Map<?, ?> && given instanceof Map<?, ?>
                        ? merged((Map<String, Object>) old, (Map<String, Object>) given)
                        : given));
    return merged;
  }

  /** Merges something into pods, as JSON. */
  void patch(List<Pod> pods, String json) {
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
    pods.forEach(pod -> cluster.client().resource(pod).patch(merge, json));
  }

  /** Sets a label of pods; takes it away if the value is empty. */
  void label(List<Pod> pods, String key, String value) {
    String json = value.isEmpty() ? "null" : "\"" + value + "\"";
    patch(pods, "{\"metadata\":{\"labels\":{\"%s\":%s}}}".formatted(key, json));
  }

  void delete(List<Pod> pods) {
    pods.forEach(pod -> cluster.client().resource(pod).delete());
  }

  static String state(Pod pod) {
    return pod.getMetadata().getLabels().getOrDefault("lifecycle.apps.kruise.io/state", "");
  }

  static List<Pod> inState(Shop shop, String state) {
    return shop.pods().stream().filter(pod -> state(pod).equals(state)).toList();
  }

  private static List<String> states(Shop shop) {
    return shop.pods().stream().map(Scene::state).toList();
  }

  static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  static Set<String> uids(List<Pod> pods) {
    return pods.stream().map(Scene::uid).collect(Collectors.toSet());
  }

  static String image(Pod pod) {
    return pod.getSpec().getContainers().getFirst().getImage();
  }

  /** Waits until so many pods are in that state. */
  static List<Pod> awaitState(Shop shop, String state, int pods) {
    until(
        () -> {
          List<String> states = states(shop);
          assertThat(Collections.frequency(states, state))
              .as("%s of %s", state, states)
              .isEqualTo(pods);
        });
    return inState(shop, state);
  }

  /** Waits until pods are gone. */
  static void awaitGone(Shop shop, List<Pod> pods) {
    until(() -> assertThat(uids(shop.pods())).doesNotContainAnyElementsOf(uids(pods)));
  }

  /** Waits for an assertion. */
  static void until(Runnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion::run);
  }

  /** Asserts something all the time for a while. */
  static void meanwhile(Duration time, Runnable assertion) {
    Instant end = Instant.now().plus(time);
    await()
        .atMost(time.plus(PATIENCE))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              assertion.run();
              return Instant.now().isAfter(end);
            });
  }
}
