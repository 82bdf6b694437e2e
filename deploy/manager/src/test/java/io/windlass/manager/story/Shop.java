package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One CloneSet of a test, with two containers, as a user handles it and sees it. */
final class Shop {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String VERSION = "v1alpha1";
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final ClusterExtension cluster;
  private final String name;
  private final ResourceDefinitionContext type;

  private Shop(ClusterExtension cluster, String name, String version) {
    this.cluster = cluster;
    this.name = name;
    this.type = type(version);
  }

  private static ResourceDefinitionContext type(String version) {
    return new ResourceDefinitionContext.Builder()
        .withGroup("apps.kruise.io")
        .withVersion(version)
        .withKind("CloneSet")
        .withPlural("clonesets")
        .withNamespaced(true)
        .build();
  }

  /**
   * Applies a CloneSet.
   *
   * @param updateStrategy as flow YAML, for example {@code {type: InPlaceIfPossible}}
   */
  static Shop open(ClusterExtension cluster, String name, int replicas, String updateStrategy) {
    return create(cluster, name, manifest(name, replicas, updateStrategy));
  }

  /**
   * Applies a CloneSet whose manifest the test has changed. It is read and edited in the version of
   * its manifest.
   */
  static Shop create(ClusterExtension cluster, String name, String manifest) {
    GenericKubernetesResource object =
        Serialization.unmarshal(manifest, GenericKubernetesResource.class);
    String apiVersion = object.getApiVersion();
    Shop shop = new Shop(cluster, name, apiVersion.substring(apiVersion.indexOf('/') + 1));
    cluster.client().genericKubernetesResources(shop.type).resource(object).create();
    return shop;
  }

  /** One that is there already. */
  static Shop existing(ClusterExtension cluster, String name) {
    return new Shop(cluster, name, VERSION);
  }

  static String manifest(String name, int replicas, String updateStrategy) {
    return """
    apiVersion: apps.kruise.io/v1alpha1
    kind: CloneSet
    metadata: {name: %1$s}
    spec:
      replicas: %2$d
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata:
          labels: {app: %1$s}
          annotations: {sim.windlass.io/restart-delay: 100ms}
        spec:
          terminationGracePeriodSeconds: 0
          containers:
          - {name: main, image: 'shop:1'}
          - {name: agent, image: 'agent:1'}
      updateStrategy: %3$s
    """
        .formatted(name, replicas, updateStrategy);
  }

  /** Merges something into the spec, as flow YAML. */
  Shop edit(String spec) {
    patched(spec);
    return this;
  }

  /** The same, and what the server answers. */
  GenericKubernetesResource patched(String spec) {
    return resource().patch(MERGE, json("spec: " + spec));
  }

  /** Merges something into the object, as JSON. */
  void merge(String patch) {
    resource().patch(MERGE, patch);
  }

  Shop image(String image) {
    return edit(
        """
        {template: {spec: {containers: [{name: main, image: '%s'}, {name: agent, image: 'agent:1'}]}}}\
        """
            .formatted(image));
  }

  private static String json(String yaml) {
    return Serialization.asJson(Serialization.unmarshal(yaml, Object.class));
  }

  Resource<GenericKubernetesResource> resource() {
    return cluster
        .client()
        .genericKubernetesResources(type)
        .inNamespace(cluster.namespace())
        .withName(name);
  }

  /** A status field as text, empty if it is not there. */
  String status(String field) {
    Object value = resource().get().get("status", field);
    return Objects.toString(value, "");
  }

  List<Map<String, Object>> conditions() {
    List<Map<String, Object>> conditions = resource().get().get("status", "conditions");
    return Optional.ofNullable(conditions).orElse(List.of());
  }

  /** A condition as {@code status reason message}, empty if it is not there. */
  String condition(String type) {
    return conditions().stream()
        .filter(condition -> type.equals(condition.get("type")))
        .map(c -> c.get("status") + " " + c.get("reason") + " " + c.get("message"))
        .findFirst()
        .orElse("");
  }

  /** Waits for the reason of the condition Progressing; empty if there is to be no condition. */
  Shop awaitProgress(String reason) {
    await(name + " " + reason)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(progress()).isEqualTo(reason));
    return this;
  }

  /** The reason of the condition Progressing, empty if it is not there. */
  String progress() {
    return conditions().stream()
        .filter(condition -> "Progressing".equals(condition.get("type")))
        .map(condition -> Objects.toString(condition.get("reason"), ""))
        .findFirst()
        .orElse("");
  }

  /** Waits until the controllers have seen the latest spec. */
  Shop awaitSeen() {
    return awaitStatus("observedGeneration", resource().get().getMetadata().getGeneration());
  }

  /** Waits for the status to say this. */
  Shop awaitStatus(String field, Object value) {
    await(name + " " + field)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(status(field)).isEqualTo(value.toString()));
    return this;
  }

  /** Waits until the latest spec is rolled out to this many ready pods. */
  Shop awaitRolledOut(int pods) {
    await(name + " rolled out")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              GenericKubernetesResource now = resource().get();
              String seen = Objects.toString(now.<Object>get("status", "observedGeneration"), "");
              assertThat(seen).isEqualTo(now.getMetadata().getGeneration().toString());
              assertThat(now.<Object>get("status", "updatedReadyReplicas")).isEqualTo(pods);
              assertThat(now.<Object>get("status", "readyReplicas")).isEqualTo(pods);
              assertThat(now.<Object>get("status", "replicas")).isEqualTo(pods);
              assertThat(now.<Object>get("status", "currentRevision"))
                  .isEqualTo(now.get("status", "updateRevision"));
            });
    return this;
  }

  /** The pods, by name. */
  List<Pod> pods() {
    return cluster
        .client()
        .pods()
        .inNamespace(cluster.namespace())
        .withLabel("app", name)
        .list()
        .getItems()
        .stream()
        .sorted((a, b) -> a.getMetadata().getName().compareTo(b.getMetadata().getName()))
        .toList();
  }

  /** What makes a pod the same pod. */
  List<String> identities() {
    return pods().stream()
        .map(
            pod ->
                pod.getMetadata().getName()
                    + " "
                    + pod.getMetadata().getUid()
                    + " "
                    + pod.getStatus().getPodIP())
        .toList();
  }

  /** Each pod with its version: the same text means that nobody wrote to any. */
  List<String> versions() {
    return pods().stream()
        .map(pod -> pod.getMetadata().getName() + " " + pod.getMetadata().getResourceVersion())
        .toList();
  }

  /** Restart counts of one container. */
  List<Integer> restarts(String container) {
    return pods().stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .filter(status -> status.getName().equals(container))
        .map(status -> status.getRestartCount())
        .toList();
  }

  /** How many pods have this image in their main container. */
  long running(String image) {
    return pods().stream()
        .filter(pod -> pod.getSpec().getContainers().getFirst().getImage().equals(image))
        .count();
  }

  static boolean isReady(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && Optional.ofNullable(pod.getStatus().getConditions()).orElse(List.of()).stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  void delete() {
    resource().delete();
  }

  /** Waits until there is no pod. */
  void awaitNoPods() {
    await(name + " collected").atMost(PATIENCE).until(() -> pods().isEmpty());
  }
}
