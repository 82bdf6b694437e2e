package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.sidecarset.SidecarSetHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One SidecarSet of a test with pods that have its sidecars, as a user sees them. No webhook is on:
 * the pods are made with what admission would have given them.
 */
final class SidecarShop {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final ClusterExtension cluster;
  private final String name;
  private final ResourceDefinitionContext type;

  private SidecarShop(ClusterExtension cluster, String name, String version) {
    this.cluster = cluster;
    this.name = name;
    this.type =
        new ResourceDefinitionContext.Builder()
            .withGroup("apps.kruise.io")
            .withVersion(version)
            .withKind("SidecarSet")
            .withPlural("sidecarsets")
            .withNamespaced(false)
            .build();
  }

  /**
   * Applies a SidecarSet for pods with label {@code app} of its name, in the test's namespace.
   *
   * @param spec as flow YAML, for example {@code {containers: [{name: log, image: 'log:1'}]}}
   */
  static SidecarShop open(ClusterExtension cluster, String name, String spec) {
    SidecarShop shop = existing(cluster, name);
    String manifest =
        """
        apiVersion: apps.kruise.io/v1alpha1
        kind: SidecarSet
        metadata: {name: %s, labels: {%s: %s}}
        spec: %s
        """
            .formatted(shop.fullName(), ClusterExtension.MARK, cluster.namespace(), spec);
    GenericKubernetesResource object =
        Serialization.unmarshal(manifest, GenericKubernetesResource.class);
    Map<String, Object> asked = object.get("spec");
    asked.put("selector", Map.of("matchLabels", Map.of("app", name)));
    asked.put(
        "namespaceSelector",
        Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", cluster.namespace())));
    cluster.client().genericKubernetesResources(shop.type).resource(object).create();
    return shop.awaitObserved();
  }

  /** One that is there already. */
  static SidecarShop existing(ClusterExtension cluster, String name) {
    return existing(cluster, name, "v1alpha1");
  }

  /** The same, as its user sees it in a version. */
  static SidecarShop existing(ClusterExtension cluster, String name, String version) {
    return new SidecarShop(cluster, name, version);
  }

  /** Label {@code app} of its pods. */
  String name() {
    return name;
  }

  /** In no namespace, so the name has to be the test's own. */
  String fullName() {
    return name + cluster.namespace().substring("windlass-it".length());
  }

  Resource<GenericKubernetesResource> resource() {
    return cluster.client().genericKubernetesResources(type).withName(fullName());
  }

  /** Merges something into the spec, as flow YAML. */
  SidecarShop edit(String spec) {
    merge(Serialization.asJson(Serialization.unmarshal("spec: " + spec, Object.class)));
    return this;
  }

  void merge(String json) {
    resource().patch(MERGE, json);
  }

  /** Creates a pod with the sidecars of now, beside its app. */
  SidecarShop pod(String pod) {
    return pod(pod, Map.of());
  }

  SidecarShop pod(String pod, Map<String, String> labels) {
    return pod(pod, labels, _ -> {});
  }

  /** The same, changed before it is created. */
  SidecarShop pod(String pod, Map<String, String> labels, Consumer<Pod> change) {
    Pod created = Serialization.unmarshal(manifest(pod, labels), Pod.class);
    change.accept(created);
    cluster.client().resource(created).create();
    return this;
  }

  private String manifest(String pod, Map<String, String> labels) {
    Json.Obj set = (Json.Obj) JsonText.parse(Serialization.asJson(resource().get()));
    Map<String, String> annotations = new TreeMap<>(InjectedNotes.of(set));
    annotations.put("sim.windlass.io/restart-delay", "100ms");
    Map<String, String> all = new TreeMap<>(labels);
    all.put("app", name);
    return Serialization.asYaml(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Pod",
            "metadata",
            Map.of(
                "name", pod,
                "namespace", cluster.namespace(),
                "labels", all,
                "annotations", annotations),
            "spec",
            Map.of(
                "terminationGracePeriodSeconds", 0, "containers", InjectedNotes.containers(set))));
  }

  /** A pod that is there already, without sidecars. */
  SidecarShop bare(String pod) {
    Map<String, Object> main = Map.of("name", "main", "image", "shop:1");
    cluster
        .client()
        .resource(
            Serialization.unmarshal(
                Serialization.asYaml(
                    Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Pod",
                        "metadata",
                        Map.of(
                            "name", pod,
                            "namespace", cluster.namespace(),
                            "labels", Map.of("app", name)),
                        "spec",
                        Map.of("containers", List.of(main)))),
                Pod.class))
        .create();
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

  /** matched/updated/ready/updatedReady. */
  String counters() {
    return List.of("matchedPods", "updatedPods", "readyPods", "updatedReadyPods").stream()
        .map(this::status)
        .reduce((a, b) -> a + "/" + b)
        .orElseThrow();
  }

  String status(String field) {
    return Objects.toString(resource().get().<Object>get("status", field), "");
  }

  /** A condition of the SidecarSet as {@code status message}, empty if it is not there. */
  String condition(String type) {
    List<Map<String, Object>> conditions = resource().get().get("status", "conditions");
    return Optional.ofNullable(conditions).orElse(List.of()).stream()
        .filter(condition -> type.equals(condition.get("type")))
        .map(condition -> condition.get("status") + " " + condition.get("message"))
        .findFirst()
        .orElse("");
  }

  SidecarShop awaitCounters(String counters) {
    await(name + " " + counters)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(isObserved()).isTrue();
              assertThat(counters()).isEqualTo(counters);
            });
    return this;
  }

  SidecarShop awaitObserved() {
    await(name + " observed")
        .atMost(PATIENCE)
        .until(() -> isObserved() && !status("latestRevision").isEmpty());
    return this;
  }

  private boolean isObserved() {
    return status("observedGeneration")
        .equals(resource().get().getMetadata().getGeneration().toString());
  }

  /** The image of a container in each pod. */
  List<String> images(String container) {
    return pods().stream()
        .flatMap(pod -> pod.getSpec().getContainers().stream())
        .filter(one -> one.getName().equals(container))
        .map(one -> one.getImage())
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

  /** A condition of each pod as {@code status reason}. */
  List<String> podConditions(String type) {
    return pods().stream()
        .flatMap(pod -> pod.getStatus().getConditions().stream())
        .filter(condition -> condition.getType().equals(type))
        .map(condition -> condition.getStatus() + " " + condition.getReason())
        .toList();
  }

  /** Reasons of the Events about a pod. */
  List<String> events(String pod) {
    return cluster
        .client()
        .v1()
        .events()
        .inNamespace(cluster.namespace())
        .list()
        .getItems()
        .stream()
        .filter(event -> event.getInvolvedObject().getName().equals(pod))
        .map(Event::getReason)
        .toList();
  }

  /** Numbers of the revisions, in ascending order. */
  List<Long> revisions() {
    return cluster
        .client()
        .apps()
        .controllerRevisions()
        .inAnyNamespace()
        .withLabel("kruise.io/sidecarset-name", fullName())
        .list()
        .getItems()
        .stream()
        .map(revision -> revision.getRevision())
        .sorted()
        .toList();
  }

  /** The hash that the SidecarSet has now. */
  String hash() {
    Json.Obj set = (Json.Obj) JsonText.parse(Serialization.asJson(resource().get()));
    return SidecarSetHash.recorded(Map.of(), set.object("spec")).all();
  }
}
