package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** Rows about what new pods get. Pods of most are asked for by a dry run and never made. */
final class InjectionRows {
  private static final String TWO_MAIN =
      """
      spec: {volumes: [{name: stuff, emptyDir: {}}], containers: [{name: main, image: 'shop:1',
        env: [{name: POD, value: p1}, {name: MODE, value: fast}, {name: ZONE, value: z1}],
        volumeMounts: [%s]}]}\
      """;

  private InjectionRows() {}

  static void unmatched(SidecarScene scene) {
    SidecarShop shop = scene.open("unmatched", "containers: [{name: log, image: 'log:1'}]");
    Pod other = scene.would(shop, "metadata: {labels: {app: nobody}}");
    assertThat(SidecarScene.names(other)).containsExactly("main");
    assertThat(SidecarScene.record(other, shop).fields()).isEmpty();
  }

  static void downwardVolume(SidecarScene scene) {
    SidecarShop shop =
        scene.open(
            "downward",
            """
            volumes: [{name: about, downwardAPI: {items: [
              {path: labels, fieldRef: {fieldPath: metadata.labels}}]}}],
            containers: [{name: log, image: 'log:1',
              volumeMounts: [{name: about, mountPath: /about}]}]\
            """);
    assertThat(Serialization.asJson(shop.resource().get().<Object>get("spec", "volumes")))
        .contains("\"defaultMode\":420", "\"apiVersion\":\"v1\"");
    assertThat(scene.would(shop, "").getSpec().getVolumes())
        .extracting(Volume::getName)
        .contains("about");
  }

  static void order(SidecarScene scene) {
    SidecarShop shop =
        scene.open(
            "order",
            """
            initContainers: [{name: prepare-b, image: 'prepare:1'}, {name: prepare-a,
              image: 'prepare:1'}],
            containers: [{name: last, image: 'log:1', podInjectPolicy: AfterAppContainer},
              {name: first, image: 'log:1', podInjectPolicy: BeforeAppContainer}]\
            """);
    Pod pod = scene.would(shop, "spec: {initContainers: [{name: own, image: 'own:1'}]}");
    assertThat(SidecarScene.names(pod)).containsExactly("first", "main", "last");
    assertThat(pod.getSpec().getInitContainers())
        .extracting(Container::getName)
        .containsExactly("own", "prepare-a", "prepare-b");
  }

  static void sharedVolumes(SidecarScene scene) {
    SidecarShop shop =
        scene.open(
            "volumes",
            """
            volumes: [{name: cache, emptyDir: {}}],
            containers: [
              {name: shares, image: 'log:1', shareVolumePolicy: {type: enabled},
                volumeMounts: [{name: cache, mountPath: /cache}]},
              {name: insists, image: 'log:1', shareVolumePolicy: {type: enabled},
                volumeMounts: [{name: cache, mountPath: /data}]},
              {name: alone, image: 'log:1', shareVolumePolicy: {type: disabled},
                volumeMounts: [{name: cache, mountPath: /cache}]}]\
            """);
    String main = TWO_MAIN.formatted("{name: stuff, mountPath: /data}");
    Pod pod = scene.would(shop, main);
    assertThat(SidecarScene.mounts(pod, "shares"))
        .containsExactlyInAnyOrder("cache:/cache", "stuff:/data");
    assertThat(SidecarScene.mounts(pod, "insists")).containsExactly("cache:/data");
    assertThat(SidecarScene.mounts(pod, "alone")).containsExactly("cache:/cache");
    assertThat(pod.getSpec().getVolumes()).extracting(Volume::getName).contains("cache", "stuff");
    for (String sidecar : List.of("shares", "insists", "alone")) {
      assertThat(SidecarScene.environment(pod, sidecar)).contains("IS_INJECTED=true");
    }
  }

  static void expandedPaths(SidecarScene scene) {
    SidecarShop shop =
        scene.open(
            "paths",
            "containers: [{name: log, image: 'log:1', shareVolumePolicy: {type: enabled}}]");
    String mount = "{name: stuff, mountPath: /data, subPathExpr: '$(POD)/$(MODE)'}";
    Pod pod = scene.would(shop, TWO_MAIN.formatted(mount));
    assertThat(SidecarScene.container(pod, "log").getVolumeMounts())
        .extracting("subPathExpr")
        .contains("$(POD)/$(MODE)");
    assertThat(SidecarScene.environment(pod, "log"))
        .contains("POD=p1", "MODE=fast")
        .doesNotContain("ZONE=z1");
  }

  static void environment(SidecarScene scene) {
    transferred(scene, "variables", "sourceContainerName: main", "");
  }

  static void environmentByLabel(SidecarScene scene) {
    String from = "sourceContainerNameFrom: {fieldRef: {fieldPath: \"metadata.labels['source']\"}}";
    transferred(scene, "by-label", from, "metadata: {labels: {source: main}}, ");
  }

  static void environmentByAnnotation(SidecarScene scene) {
    String from =
        "sourceContainerNameFrom: {fieldRef: {fieldPath: \"metadata.annotations['source']\"}}";
    transferred(scene, "by-annotation", from, "metadata: {annotations: {source: main}}, ");
  }

  private static void transferred(SidecarScene scene, String name, String from, String metadata) {
    SidecarShop shop =
        scene.open(
            name,
            """
            containers: [{name: log, image: 'log:1', env: [{name: ZONE, value: own}],
              transferEnv: [{%1$s, envName: POD}, {%1$s, envNames: [MODE, ZONE]}]}]\
            """
                .formatted(from));
    Pod pod = scene.would(shop, metadata + TWO_MAIN.formatted(""));
    assertThat(SidecarScene.environment(pod, "log"))
        .containsExactlyInAnyOrder("ZONE=own", "IS_INJECTED=true", "POD=p1", "MODE=fast");
  }

  /** The key is one that the administrator's list allows. */
  static void metadata(SidecarScene scene) {
    String spec =
        """
        containers: [{name: log, image: 'log:%d'}],
        patchPodMetadata: [{annotations: {oom-score: '{"log":%d}'}, patchPolicy: MergePatchJson}]\
        """;
    SidecarShop shop = scene.open("metadata", spec.formatted(1, 1));
    Pod pod = scene.would(shop, "metadata: {annotations: {oom-score: '{\"main\":9}'}}");
    assertThat(annotations(pod)).containsEntry("oom-score", "{\"log\":1,\"main\":9}");

    scene.pod(shop, "a").awaitCounters("1/1/1/1");
    shop.edit("{" + spec.formatted(1, 2) + "}").awaitCounters("1/1/1/1");
    Scene.until(() -> assertThat(shop.revisions()).containsExactly(1L, 2L));
    assertThat(annotations(shop.pods().getFirst())).containsEntry("oom-score", "{\"log\":1}");

    shop.edit("{" + spec.formatted(2, 2) + "}").awaitCounters("1/1/1/1");
    assertThat(shop.images("log")).containsExactly("log:2");
    assertThat(annotations(shop.pods().getFirst())).containsEntry("oom-score", "{\"log\":2}");
  }

  private static Map<String, String> annotations(Pod pod) {
    return pod.getMetadata().getAnnotations();
  }
}
