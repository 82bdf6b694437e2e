package io.windlass.manager.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.manager.report.CommandFailure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The CloneSet that is led through the phases, alone in a namespace. Its pods have about 10 KB as
 * the API server stores them: two containers with 28 and 26 variables, probes, volumes.
 */
final class Subject {
  private static final String API_VERSION = "apps.kruise.io/v1alpha1";
  private static final String KIND = "CloneSet";
  private static final String LABEL = "bench.windlass.io/app";
  private static final int NOT_FOUND = 404;

  /** The label of pods that a phase changes. */
  static final String ROUND = "bench.windlass.io/round";

  /** What the first variable of a container has at first. */
  static final String VARIABLE = "value-00-of-a-setting-that-is-about-so-long";

  private final KubernetesClient client;
  private final String namespace;
  private final String name;

  /** What the phases change of the pods' template: image and variable of the first container. */
  record Template(String image, String label, String variable) {}

  private Subject(KubernetesClient client, String namespace, String name) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
  }

  /** Stops with a hint where the cluster does not serve CloneSets. */
  static void require(KubernetesClient client) {
    if (client.raw("/apis/" + API_VERSION + "/clonesets?limit=1") == null) {
      throw new CommandFailure(
          "the cluster at %s does not serve %s of %s"
              .formatted(client.getMasterUrl(), KIND, API_VERSION),
          "Install the definitions (windlass crds | kubectl apply -f -, or OpenKruise) and start a"
              + " manager");
    }
  }

  static void createNamespace(KubernetesClient client, String namespace) {
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  /** Creates the CloneSet without pods. */
  static Subject create(
      KubernetesClient client, String namespace, String name, String maxUnavailable) {
    GenericKubernetesResource manifest =
        Serialization.unmarshal(
            manifest(namespace, name, maxUnavailable), GenericKubernetesResource.class);
    client.resource(manifest).create();
    return new Subject(client, namespace, name);
  }

  static String image(int round) {
    return "registry.local/shop/web-frontend:1.%d.0".formatted(round);
  }

  /** Changes the spec; returns the generation that is the answer. */
  long apply(String patch) {
    PatchType type = patch.startsWith("[") ? PatchType.JSON : PatchType.JSON_MERGE;
    return found(resource().patch(PatchContext.of(type), patch)).getMetadata().getGeneration();
  }

  CloneSetProgress progress() {
    return CloneSetProgress.of(found(resource().get()));
  }

  /** The pods that there are, read from the server now. */
  List<Pod> pods() {
    return client.pods().inNamespace(namespace).withLabel(LABEL, name).list().getItems();
  }

  /** Deletes the CloneSet; the server's garbage collector deletes what it owns. */
  void delete() {
    var _ = resource().delete();
  }

  private GenericKubernetesResource found(GenericKubernetesResource answer) {
    if (answer == null) {
      throw new CommandFailure(
          "the CloneSet %s/%s is gone in the middle of the measurement".formatted(namespace, name),
          "Run it again, and leave the namespace alone meanwhile");
    }
    return answer;
  }

  private Resource<GenericKubernetesResource> resource() {
    return client
        .genericKubernetesResources(API_VERSION, KIND)
        .inNamespace(namespace)
        .withName(name);
  }

  /** Deletes a namespace; where that is not allowed, its emptiness is the next best thing. */
  static void deleteNamespace(KubernetesClient client, String namespace) {
    try {
      var _ = client.namespaces().withName(namespace).delete();
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        throw e;
      }
    }
  }

  private static String manifest(String namespace, String name, String maxUnavailable) {
    return """
    {"apiVersion":"%1$s","kind":"%2$s","metadata":{"namespace":"%3$s","name":"%4$s"},"spec":{
     "replicas":0,"selector":{"matchLabels":{"%5$s":"%4$s"}},
     "updateStrategy":{"type":"InPlaceIfPossible","maxUnavailable":%6$s},
     "template":{"metadata":{"labels":{"%5$s":"%4$s","%9$s":"r0"}},"spec":{
      "terminationGracePeriodSeconds":1,
      "containers":[%7$s,%8$s],
      "volumes":[{"name":"settings","configMap":{"name":"settings","optional":true}},{"name":"scratch","emptyDir":{}}]}}}}\
    """
        .formatted(
            API_VERSION,
            KIND,
            namespace,
            name,
            LABEL,
            maxUnavailable.endsWith("%") ? "\"" + maxUnavailable + "\"" : maxUnavailable,
            container("web-frontend", image(0), 28),
            container("sidecar-proxy", "registry.local/shop/sidecar-proxy:1.0.0", 26),
            ROUND);
  }

  private static String container(String name, String image, int variables) {
    String environment =
        IntStream.range(0, variables)
            .mapToObj(
                i ->
                    "{\"name\":\"SERVICE_SETTING_%02d\",\"value\":\"value-%02d-of-a-setting-that-is-about-so-long\"}"
                        .formatted(i, i))
            .collect(Collectors.joining(","));
    return """
    {"name":"%1$s","image":"%2$s","env":[%3$s],
     "resources":{"requests":{"cpu":"1m","memory":"1Mi"},"limits":{"memory":"2Gi"}},
     "volumeMounts":[{"name":"settings","mountPath":"/etc/settings"},{"name":"scratch","mountPath":"/tmp"}],
     "readinessProbe":{"httpGet":{"path":"/ready","port":8080},"periodSeconds":5,"failureThreshold":3}}\
    """
        .formatted(name, image, environment);
  }
}
