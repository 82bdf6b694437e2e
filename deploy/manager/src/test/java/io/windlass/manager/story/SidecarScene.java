package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.sidecarset.SidecarSetKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a story of SidecarSet's inventory plays: a cluster whose new pods get their sidecars from
 * the webhook, and the version that its user writes.
 */
record SidecarScene(ClusterExtension cluster, String version) {
  /**
   * Applies a SidecarSet for the pods of its name, and waits until new pods get its sidecars.
   *
   * @param spec as the inside of a flow mapping
   */
  SidecarShop open(String name, String spec) {
    return awaitKnown(create(name, spec, "").awaitObserved());
  }

  /**
   * Applies one, and waits for nothing.
   *
   * @param more merged into the object, as the inside of a flow mapping
   */
  SidecarShop create(String name, String spec, String more) {
    SidecarShop shop = SidecarShop.existing(cluster, name + "-" + version, version);
    String limits =
        """
        apiVersion: apps.kruise.io/%s
        kind: SidecarSet
        metadata: {name: %s, labels: {%s: %s}}
        spec:
          selector: {matchLabels: {app: %s}}
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %4$s}}
        """
            .formatted(
                version, shop.fullName(), ClusterExtension.MARK, cluster.namespace(), shop.name());
    Map<String, Object> whole = Scene.merged(Scene.map(limits), inside("spec: {" + spec + "}"));
    apply(Scene.merged(whole, inside(more)), GenericKubernetesResource.class);
    return shop;
  }

  private static Map<String, Object> inside(String flow) {
    return Scene.map("--- {" + flow + "}");
  }

  private <T extends HasMetadata> void apply(Map<String, Object> object, Class<T> type) {
    T asked = Serialization.unmarshal(Serialization.asYaml(object), type);
    cluster.client().resource(asked).create();
  }

  /** Waits until new pods get what the SidecarSet says now, with the revision that it is. */
  SidecarShop awaitKnown(SidecarShop shop) {
    Scene.until(
        () -> {
          Json.Obj record = record(would(shop, ""), shop);
          assertThat(record.text("hash")).contains(shop.hash());
          assertThat(record.text("controllerRevision")).contains(shop.status("latestRevision"));
        });
    return shop;
  }

  /** What a pod says about a SidecarSet that it was injected by. */
  static Json.Obj record(Pod pod, SidecarShop shop) {
    Map<String, String> annotations =
        Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
    String hashes = annotations.getOrDefault(SidecarSetKeys.HASH, "{}");
    return ((Json.Obj) JsonText.parse(hashes)).object(shop.fullName());
  }

  /**
   * What a new pod of a SidecarSet would be.
   *
   * @param more merged into the pod, as the inside of a flow mapping
   */
  Pod would(SidecarShop shop, String more) {
    return cluster.client().resource(pod(shop, "would", more)).dryRun().create();
  }

  /** Creates a pod for a SidecarSet; its name is that of the SidecarSet and a letter. */
  SidecarShop pod(SidecarShop shop, String letter) {
    return pod(shop, letter, List.of());
  }

  /** Creates one with labels, each as {@code key: value}. */
  SidecarShop pod(SidecarShop shop, String letter, List<String> labels) {
    String more =
        "metadata: {labels: {%s}, annotations: {sim.windlass.io/restart-delay: 100ms}}"
            .formatted(String.join(", ", labels));
    cluster.client().resource(pod(shop, letter, more)).create();
    return shop;
  }

  private Pod pod(SidecarShop shop, String letter, String more) {
    String usual =
        """
        metadata: {name: %s-%s, namespace: %s, labels: {app: %1$s}}
        spec:
          terminationGracePeriodSeconds: 0
          containers: [{name: main, image: 'shop:1'}]
        """
            .formatted(shop.name(), letter, cluster.namespace());
    Map<String, Object> whole = Scene.merged(Scene.map(usual), inside(more));
    return Serialization.unmarshal(Serialization.asYaml(whole), Pod.class);
  }

  static List<String> names(Pod pod) {
    return pod.getSpec().getContainers().stream().map(Container::getName).toList();
  }

  /** A container or init container; one without anything if it is not there. */
  static Container container(Pod pod, String name) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseGet(() -> new ContainerBuilder().build());
  }

  /** Its environment, as {@code NAME=value}. */
  static List<String> environment(Pod pod, String container) {
    return container(pod, container).getEnv().stream()
        .map(one -> one.getName() + "=" + one.getValue())
        .toList();
  }

  /** Its mounts, as {@code volume:path}, without the one that every pod has. */
  static List<String> mounts(Pod pod, String container) {
    return container(pod, container).getVolumeMounts().stream()
        .filter(mount -> !mount.getName().startsWith("kube-api-access"))
        .map(mount -> mount.getName() + ":" + mount.getMountPath())
        .toList();
  }
}
