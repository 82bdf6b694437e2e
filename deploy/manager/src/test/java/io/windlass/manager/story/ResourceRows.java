package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.windlass.manager.story.InventoryRow.Story;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Rows about resources of a sidecar that are made of those of the app. */
final class ResourceRows {
  private static final String APP =
      """
      spec: {initContainers: [
          {name: proxy, image: 'proxy:1', restartPolicy: Always,
            resources: {limits: {cpu: 100m, memory: 100Mi}}},
          {name: setup, image: 'setup:1', resources: {limits: {cpu: '7', memory: 7Gi}}}],
        containers: [
          {name: main, image: 'shop:1', resources:
            {limits: {cpu: 200m, memory: 200Mi}, requests: {cpu: 100m, memory: 100Mi}}},
          {name: main-b, image: 'shop:1', resources:
            {limits: {cpu: 400m, memory: 400Mi}, requests: {cpu: 200m, memory: 200Mi}}},
          {name: free, image: 'shop:1', resources: {limits: {memory: 100Mi}}}]}\
      """;

  private ResourceRows() {}

  /**
   * A row.
   *
   * @param policy mode and names, as the inside of a flow mapping
   * @param expressions as the inside of {@code resourcesExpr}
   * @param resources what the sidecar gets, for example {@code limits {cpu=1}}
   */
  static Story<SidecarScene> of(String name, String policy, String expressions, String resources) {
    return scene -> {
      SidecarShop shop =
          scene.create(name, "containers: [" + sidecar("log", policy, expressions) + "]", "");
      Scene.until(() -> assertThat(resources(scene.would(shop, APP), "log")).isEqualTo(resources));
    };
  }

  private static String sidecar(String name, String policy, String expressions) {
    return "{name: %s, image: 'log:1', resourcesPolicy: {%s, resourcesExpr: {%s}}}"
        .formatted(name, policy, expressions);
  }

  private static String resources(Pod pod, String container) {
    ResourceRequirements found =
        Optional.ofNullable(SidecarScene.container(pod, container).getResources())
            .orElse(new ResourceRequirements());
    String limits = text("limits", found.getLimits());
    // The API server asks for as much as may be had where nothing is said.
    return Objects.equals(found.getRequests(), found.getLimits())
        ? limits
        : limits + " " + text("requests", found.getRequests());
  }

  private static String text(String what, Map<String, Quantity> amounts) {
    return amounts == null || amounts.isEmpty() ? "" : what + " " + new TreeMap<>(amounts);
  }

  /** The sidecar is one that starts before the app and goes on. */
  static void nativeSidecar(SidecarScene scene) {
    String init =
        sidecar(
                "agent",
                "targetContainersMode: sum, targetContainersNameRegex: '^(main|proxy)$'",
                "limits: {cpu: cpu * 50%, memory: memory}")
            .replace("image: 'log:1'", "image: 'log:1', restartPolicy: Always");
    SidecarShop shop =
        scene.create(
            "native", "updateStrategy: {type: NotUpdate}, initContainers: [" + init + "]", "");
    Scene.until(
        () ->
            assertThat(resources(scene.would(shop, APP), "agent"))
                .isEqualTo("limits {cpu=150m, memory=300Mi}"));
  }

  static void sidecarsOfOthers(SidecarScene scene) {
    SidecarShop other =
        scene.open(
            "greedy",
            "containers: [{name: main-agent, image: 'a:1', resources: {limits: {cpu: '9'}}}]");
    String policy = "targetContainersMode: sum, targetContainersNameRegex: ^main";
    scene.create(
        "modest",
        "selector: {matchLabels: {app: %s}}, containers: [%s]"
            .formatted(other.name(), sidecar("log", policy, "limits: {cpu: cpu}")),
        "");
    Scene.until(
        () -> assertThat(resources(scene.would(other, APP), "log")).isEqualTo("limits {cpu=600m}"));
  }
}
