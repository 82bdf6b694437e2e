package io.windlass.manager.story;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.oam.crd.OamCrds;
import io.windlass.runtime.control.Term;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A cluster with OAM's kinds, an Environment that lists the test's namespace, and the manager. */
final class OamShop {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The version under which applications and Components are asked for. */
  static final String ALPHA2 = "core.oam.dev/v1alpha2";

  private final ClusterExtension cluster;
  private Optional<ControllerRuntime> manager = Optional.empty();

  OamShop(ClusterExtension cluster) {
    this.cluster = cluster;
  }

  void open() throws IOException, InterruptedException {
    install();
    apply(
        """
        apiVersion: oam.windlass.io/v1alpha1
        kind: Environment
        metadata: {name: %s}
        spec: {namespaces: [%1$s]}
        """
            .formatted(cluster.namespace()));
    manager =
        Optional.of(
            ControllerRuntime.startInTerm(
                cluster.managerClient(),
                cluster.platform(),
                cluster
                    .settings()
                    .with(new RuntimeSettings.Oam(Optional.of(cluster.namespace()), false)),
                Term.UNCONTESTED));
  }

  private void install() {
    for (Json.Obj definition : OamCrds.all()) {
      var object =
          Serialization.unmarshal(JsonText.canonical(definition), CustomResourceDefinition.class);
      cluster.client().resource(object).createOr(NonDeletingOperation::update);
    }
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                cluster.client().getApiResources("oam.windlass.io/v1alpha1") != null
                    && cluster.client().getApiResources("core.oam.dev/v1alpha2") != null);
  }

  void close() {
    manager.ifPresent(ControllerRuntime::close);
    cluster
        .client()
        .genericKubernetesResources("oam.windlass.io/v1alpha1", "Environment")
        .withName(cluster.namespace())
        .delete();
  }

  static String schematic(String name, String image) {
    return """
    apiVersion: core.oam.dev/v1alpha1
    kind: ComponentSchematic
    metadata: {name: %s}
    spec:
      workloadType: core.oam.dev/v1alpha1.Server
      containers:
      - name: main
        image: %s
        ports: [{name: http, containerPort: 8080}]
    """
        .formatted(name, image);
  }

  static String application(String name, String component, String traits) {
    return """
    apiVersion: core.oam.dev/v1alpha1
    kind: ApplicationConfiguration
    metadata: {name: %s}
    spec:
      components:
      - componentName: %s
        instanceName: %1$s-%2$s
        traits: %s
    """
        .formatted(name, component, traits);
  }

  /** A Component of the second generation that selects CloneSet by embedding one. */
  static String embedded(String name, String image) {
    return """
    apiVersion: core.oam.dev/v1alpha2
    kind: Component
    metadata: {name: %s}
    spec:
      workload:
        apiVersion: apps.kruise.io/v1alpha1
        kind: CloneSet
        spec:
          selector: {matchLabels: {app: %1$s}}
          updateStrategy: {type: InPlaceIfPossible}
          template:
            metadata: {labels: {app: %1$s, app.oam.dev/name: follow}}
            spec:
              containers: [{name: main, image: "%2$s"}]
    """
        .formatted(name, image);
  }

  /** An application of the second generation. */
  static String following(String name, String what) {
    return """
    apiVersion: core.oam.dev/v1alpha2
    kind: ApplicationConfiguration
    metadata: {name: %s}
    spec:
      components:
      - %s
    """
        .formatted(name, what);
  }

  /** As {@code kubectl apply --server-side} does. */
  void apply(String yaml) {
    GenericKubernetesResource object =
        Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    cluster.client().resource(object).fieldManager("test").forceConflicts().serverSideApply();
  }

  void delete(String application) {
    cluster
        .client()
        .genericKubernetesResources(ALPHA2, "ApplicationConfiguration")
        .inNamespace(cluster.namespace())
        .withName(application)
        .delete();
  }

  Optional<GenericKubernetesResource> find(String apiVersion, String kind, String name) {
    return Optional.ofNullable(
        cluster
            .client()
            .genericKubernetesResources(apiVersion, kind)
            .inNamespace(cluster.namespace())
            .withName(name)
            .get());
  }

  String ownerOf(String apiVersion, String kind, String name) {
    return find(apiVersion, kind, name).orElseThrow().getMetadata().getOwnerReferences().stream()
        .map(owner -> owner.getKind() + "/" + owner.getName())
        .collect(Collectors.joining());
  }

  /** What the status of an application has at a path; empty text if nothing. */
  String status(String application, String field) {
    return find(ALPHA2, "ApplicationConfiguration", application)
        .map(it -> it.<Object>get("status", field))
        .map(Object::toString)
        .orElse("");
  }

  void awaitPhase(String application, String phase) {
    await().atMost(PATIENCE).until(() -> status(application, "phase"), phase::equals);
  }

  private List<Pod> pods(String application) {
    return cluster
        .client()
        .pods()
        .inNamespace(cluster.namespace())
        .withLabel("app.oam.dev/name", application)
        .list()
        .getItems();
  }

  /** Uids of an application's pods by name. */
  Map<String, String> podsOf(String application) {
    return pods(application).stream()
        .collect(
            Collectors.toMap(
                it -> it.getMetadata().getName(),
                it -> it.getMetadata().getUid(),
                (a, _) -> a,
                TreeMap::new));
  }

  /** The images that an application's containers run. */
  List<String> imagesOf(String application) {
    return pods(application).stream()
        .flatMap(it -> it.getStatus().getContainerStatuses().stream())
        .map(it -> it.getImage())
        .toList();
  }

  private Optional<GenericKubernetesResource> cloneSet(String name) {
    return find("apps.kruise.io/v1alpha1", "CloneSet", name);
  }

  int replicas(String cloneSet) {
    return cloneSet(cloneSet).map(it -> it.<Integer>get("spec", "replicas")).orElse(-1);
  }

  /** As an autoscaler does. */
  void scale(String cloneSet, int replicas) {
    cluster
        .client()
        .genericKubernetesResources("apps.kruise.io/v1alpha1", "CloneSet")
        .inNamespace(cluster.namespace())
        .withName(cloneSet)
        .scale(replicas);
  }

  /** The SidecarSet that an application has made. */
  Optional<String> sidecarSet(String application) {
    return cluster
        .client()
        .genericKubernetesResources("apps.kruise.io/v1alpha1", "SidecarSet")
        .withLabel("app.oam.dev/name", application)
        .withLabel("app.oam.dev/namespace", cluster.namespace())
        .list()
        .getItems()
        .stream()
        .map(it -> it.getMetadata().getName())
        .findFirst();
  }

  Optional<String> awaitSidecarSet(String application) {
    await().atMost(PATIENCE).until(() -> sidecarSet(application).isPresent());
    return sidecarSet(application);
  }

  List<String> finalizers(String application) {
    return find(ALPHA2, "ApplicationConfiguration", application)
        .orElseThrow()
        .getMetadata()
        .getFinalizers();
  }
}
