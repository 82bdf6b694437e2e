package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;

/** Rows about resources that are changed in place. */
final class ResizeRows {
  /** By a name, the amounts for which the container is to start anew. */
  private static final Map<String, List<String>> POLICIES =
      Map.of(
          "stays", List.of(),
          "cpu", List.of("cpu"),
          "memory", List.of("memory"),
          "both", List.of("cpu", "memory"));

  private static final String IN_ORDER =
      """
      template: {spec: {containers: [
        {name: main, image: '%1$s', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '1'}],
         resources: {requests: {cpu: %3$s}, limits: {cpu: 500m}}},
        {name: agent, image: '%2$s', env: [{name: KRUISE_CONTAINER_PRIORITY, value: '9'}],
         resources: {requests: {cpu: %3$s}, limits: {cpu: 500m}}}]}}\
      """;

  private static final String READS_LABEL =
      """
      template: {metadata: {labels: {mode: '%1$s'}}, spec: {containers: [
        {name: main, image: 'shop:1', resources: {requests: {cpu: %2$s}, limits: {cpu: 500m}},
         env: [{name: MODE,
          valueFrom: {fieldRef: {fieldPath: "metadata.labels['mode']"}}}]}]}}\
      """;

  private ResizeRows() {}

  private static void assumeKubelets(Scene scene) {
    Assumptions.assumeTrue(
        scene.cluster().isDevcluster(), "the kubelets of refcluster do not resize");
  }

  private static String sized(String name, String image, String cpu, String memory) {
    List<String> policies =
        POLICIES.getOrDefault(name, List.of()).stream()
            .map("{resourceName: %s, restartPolicy: RestartContainer}"::formatted)
            .toList();
    return """
    template: {spec: {containers: [{name: main, image: '%s', resizePolicy: [%s],
      resources: {requests: {cpu: %s, memory: %s}, limits: {cpu: 500m, memory: 512Mi}}}]}}\
    """
        .formatted(image, String.join(", ", policies), cpu, memory);
  }

  static void policies(Scene scene) {
    assumeKubelets(scene);
    Map<String, Shop> shops = new TreeMap<>();
    POLICIES.forEach(
        (name, _) ->
            shops.put(
                name, scene.inPlace("size-" + name, 1, "", sized(name, "shop:1", "100m", "64Mi"))));
    shops.forEach((name, shop) -> follow(name, shop.awaitRolledOut(1)));
  }

  private static void follow(String name, Shop shop) {
    List<String> identities = shop.identities();
    boolean forCpu = POLICIES.getOrDefault(name, List.of()).contains("cpu");
    boolean forMemory = POLICIES.getOrDefault(name, List.of()).contains("memory");

    shop.edit("{" + sized(name, "shop:1", "200m", "64Mi") + "}");
    int restarts = assertGiven(shop, "200m", "64Mi", forCpu ? 1 : 0);
    shop.edit("{" + sized(name, "shop:1", "200m", "128Mi") + "}");
    restarts = assertGiven(shop, "200m", "128Mi", restarts + (forMemory ? 1 : 0));
    shop.edit("{" + sized(name, "shop:2", "300m", "256Mi") + "}");
    Scene.until(() -> assertThat(shop.running("shop:2")).isEqualTo(1));
    shop.awaitRolledOut(1);
    assertThat(main(shop).getRestartCount()).as(name).isGreaterThan(restarts);
    assertGiven(shop, "300m", "256Mi", main(shop).getRestartCount());

    assertThat(shop.identities()).isEqualTo(identities);
    shop.awaitProgress("CloneSetAvailable");
  }

  private static int assertGiven(Shop shop, String cpu, String memory, int restarts) {
    Scene.until(
        () -> {
          Container spec = shop.pods().getFirst().getSpec().getContainers().getFirst();
          assertThat(spec.getResources().getRequests())
              .containsEntry("cpu", new Quantity(cpu))
              .containsEntry("memory", new Quantity(memory));
          assertThat(String.valueOf(spec.getResources().getRequests().get("memory")))
              .as("as the user wrote it")
              .isEqualTo(memory);
          assertThat(main(shop).getResources()).isEqualTo(spec.getResources());
          assertThat(main(shop).getRestartCount()).isEqualTo(restarts);
        });
    shop.awaitRolledOut(1);
    return restarts;
  }

  private static ContainerStatus main(Shop shop) {
    return shop.pods().getFirst().getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals("main"))
        .findFirst()
        .orElseThrow();
  }

  static void environment(Scene scene) {
    assumeKubelets(scene);
    Shop shop = scene.inPlace("size-env", 1, "", READS_LABEL.formatted("a", "100m"));
    List<Pod> first = shop.awaitRolledOut(1).pods();

    shop.edit("{" + READS_LABEL.formatted("b", "200m") + "}");
    Scene.awaitGone(shop, first);
    shop.awaitRolledOut(1).awaitProgress("CloneSetAvailable");
    assertThat(shop.pods().getFirst().getMetadata().getLabels()).containsEntry("mode", "b");
  }

  static void oneAfterTheOther(Scene scene) {
    assumeKubelets(scene);
    Shop shop = scene.inPlace("size-steps", 1, "", IN_ORDER.formatted("shop:1", "agent:1", "100m"));
    List<String> identities = shop.awaitRolledOut(1).identities();

    shop.edit("{" + IN_ORDER.formatted("shop:2", "agent:2", "200m") + "}");
    Scene.until(() -> assertThat(shop.running("shop:2")).isEqualTo(1));
    shop.awaitRolledOut(1).awaitProgress("CloneSetAvailable");
    assertThat(cpus(shop)).containsExactly("200m", "200m");

    shop.edit("{" + IN_ORDER.formatted("shop:3", "agent:broken", "300m") + "}");
    shop.awaitStatus("updatedReplicas", 1).awaitStatus("readyReplicas", 0);
    assertThat(shop.running("shop:2")).as("the second waits for the first").isEqualTo(1);
    assertThat(cpus(shop)).containsExactly("200m", "300m");

    shop.edit("{" + IN_ORDER.formatted("shop:2", "agent:2", "200m") + "}").awaitRolledOut(1);
    assertThat(shop.identities()).as("and it can be taken back").isEqualTo(identities);
    assertThat(cpus(shop)).containsExactly("200m", "200m");
  }

  private static List<String> cpus(Shop shop) {
    return shop.pods().getFirst().getSpec().getContainers().stream()
        .map(container -> String.valueOf(container.getResources().getRequests().get("cpu")))
        .toList();
  }
}
