package io.windlass.benchmarks.rim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.benchmarks.cluster.ApiClient;
import io.windlass.core.model.JsonText;
import io.windlass.crds.Crds;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * CloneSets of about 2 KB without pods, in a cluster that is new. Their fields are in the order of
 * their names, defaults included, as Kubernetes' API server writes custom resources; devcluster
 * keeps the order in which they come.
 */
final class CloneSets {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String GROUP = "/apis/apps.kruise.io/v1alpha1";
  private static final int NAMESPACES = 50;
  private static final int VARIABLES = 14;

  private static final String EXAMPLE = "an-example";

  private final ApiClient client;

  /** Canonical text. */
  private String spec = "";

  CloneSets(ApiClient client) {
    this.client = client;
  }

  /** Installs the definition and makes the namespaces. */
  void prepare() {
    for (Crds.Document document : Crds.all()) {
      client.post(
          DEFINITIONS,
          Serialization.asJson(
              Serialization.unmarshal(document.yaml(), GenericKubernetesResource.class)));
    }
    IntStream.range(0, NAMESPACES)
        .forEach(
            i ->
                client.post(
                    "/api/v1/namespaces",
                    "{\"metadata\":{\"name\":\"%s\"}}".formatted(namespace(i))));
    client.post(path(0), example());
    String stored = new String(client.get(path(0) + "/" + EXAMPLE), UTF_8);
    spec = JsonText.canonical(JsonText.parse(stored).object("spec"));
    client.delete(path(0) + "/" + EXAMPLE);
  }

  void create(long number) {
    client.post(path(number), manifest(number));
  }

  int sizeBytes(long number) {
    return client.get(path(number) + "/web-" + number).length;
  }

  private static String path(long number) {
    return GROUP + "/namespaces/" + namespace(number) + "/clonesets";
  }

  private static String namespace(long number) {
    return "tenant-%02d".formatted(number % NAMESPACES);
  }

  private String manifest(long number) {
    return """
    {"apiVersion":"apps.kruise.io/v1alpha1","kind":"CloneSet","metadata":{"labels":{"app":"%1$s"},"name":"%1$s"},"spec":%2$s}\
    """
        .formatted("web-" + number, spec.replace(EXAMPLE, "web-" + number));
  }

  private static String example() {
    String environment =
        IntStream.range(0, VARIABLES)
            .mapToObj(
                i ->
                    "{\"name\":\"SETTING_%02d\",\"value\":\"value-%02d-of-%s\"}"
                        .formatted(i, i, EXAMPLE))
            .collect(Collectors.joining(","));
    return """
    {"apiVersion":"apps.kruise.io/v1alpha1","kind":"CloneSet","metadata":{"name":"%1$s"},
     "spec":{"replicas":0,"selector":{"matchLabels":{"app":"%1$s"}},"updateStrategy":{"type":"InPlaceIfPossible"},
      "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"containers":[
       {"name":"app","image":"registry.local/shop/%1$s:1.0.0","env":[%2$s]}]}}}}\
    """
        .formatted(EXAMPLE, environment);
  }
}
