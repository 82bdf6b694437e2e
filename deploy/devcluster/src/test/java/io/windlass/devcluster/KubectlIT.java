package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl against this API; skipped, and said so, where there is none on the PATH. */
@ExtendWith(SharedCluster.class)
final class KubectlIT {
  private final TestCluster cluster;

  @TempDir Path directory;

  KubectlIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void kubectlOrSkip() {
    Kubectl.assumeIsThere();
  }

  private Kubectl.Said kubectl(String... arguments) {
    return new Kubectl(cluster, directory).runAll(List.of(arguments));
  }

  private String succeeds(String... arguments) {
    Kubectl.Said said = kubectl(arguments);
    assertThat(said.code()).as(String.join(" ", arguments) + "\n" + said.text()).isZero();
    return said.text();
  }

  private String file(String name, String yaml) {
    try {
      return Files.writeString(directory.resolve(name), yaml).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configMap(String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: applied, labels: {app: shop}}
    data: {key: %s}
    """
        .formatted(value);
  }

  @Test
  void appliesPatchesLabelsWaitsAndDeletes() {
    assertThat(succeeds("apply", "-f", file("a.yaml", configMap("one")))).contains("created");
    assertThat(succeeds("apply", "-f", file("a.yaml", configMap("two")))).contains("configured");
    assertThat(succeeds("apply", "-f", file("a.yaml", configMap("two")))).contains("unchanged");
    succeeds("patch", "cm", "applied", "--type=merge", "-p", "{\"data\":{\"m\":\"1\"}}");
    succeeds("patch", "cm", "applied", "-p", "{\"data\":{\"s\":\"1\"}}");
    String add = "[{\"op\":\"add\",\"path\":\"/data/j\",\"value\":\"1\"}]";
    succeeds("patch", "cm", "applied", "--type=json", "-p", add);
    succeeds("label", "cm", "applied", "tier=web");
    succeeds("annotate", "cm", "applied", "note=hello");
    succeeds("wait", "--for=jsonpath={.data.key}=two", "cm/applied", "--timeout=10s");
    assertThat(succeeds("get", "cm", "-l", "app=shop,tier in (web)", "-o", "name"))
        .isEqualTo("configmap/applied\n");
    assertThat(succeeds("get", "cm", "applied", "-o", "jsonpath={.data}"))
        .isEqualTo("{\"j\":\"1\",\"key\":\"two\",\"m\":\"1\",\"s\":\"1\"}");
    assertThat(succeeds("describe", "cm", "applied")).contains("note: hello");
    assertThat(succeeds("delete", "cm", "applied")).contains("deleted");
    assertThat(kubectl("get", "cm", "applied").text()).contains("NotFound");
  }

  @Test
  void validatesOnTheServer() {
    String yaml = configMap("one").replace("applied", "misspelt") + "dat: {}\n";
    Kubectl.Said said = kubectl("apply", "-f", file("bad.yaml", yaml));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.text()).contains("unknown field \"dat\"");
    Kubectl.Said malformed = kubectl("apply", "-f", file("broken.yaml", "a: [b"));
    assertThat(malformed.code()).isEqualTo(1);
  }

  @Test
  void findsItsWayAround() {
    assertThat(succeeds("api-resources", "-o", "name")).contains("pods\n").contains("leases.coord");
    assertThat(succeeds("api-versions")).contains("apps/v1\n").contains("v1\n");
    assertThat(succeeds("version")).containsPattern("Server Version: v?1\\.32");
    assertThat(succeeds("explain", "pod.spec.nodeName")).contains("nodeName <string>");
    assertThat(succeeds("get", "ns", "default")).contains("NAME").contains("default");
    assertThat(succeeds("get", "events")).isNotEmpty();
  }

  @Test
  void watchesChanges() {
    succeeds("apply", "-f", file("w.yaml", configMap("one").replace("applied", "watched")));
    String seen =
        succeeds(
            "get", "cm", "-w", "--field-selector=metadata.name=watched", "--request-timeout=2s");
    assertThat(seen).contains("watched");
  }

  @Test
  void scalesACustomResource() {
    String group = "k" + cluster.namespace().substring("contract-".length()) + ".test";
    String shops = "shops." + group;
    succeeds("apply", "-f", file("crd.yaml", definition(group)));
    succeeds("wait", "--for=condition=Established", "crd/" + shops, "--timeout=20s");
    String shop = "/v1\nkind: Shop\nmetadata: {name: s}\nspec: {replicas: 3}\n";
    succeeds("apply", "-f", file("shop.yaml", "apiVersion: " + group + shop));
    assertThat(succeeds("scale", shops + "/s", "--replicas=8")).contains("scaled");
    assertThat(
            succeeds("get", shops, "s", "-o", "jsonpath={.spec.replicas} {.metadata.generation}"))
        .isEqualTo("8 2");
    assertThat(succeeds("get", shops)).contains("REPLICAS").containsPattern("s +8");
    if (cluster.isEmbedded()) {
      // kubectl looks the type up in /apis, where refcluster does not list custom groups.
      assertThat(succeeds("explain", "shop.spec")).contains("replicas");
    }
    succeeds("delete", "crd", shops);
    assertThat(kubectl("get", shops).code()).isEqualTo(1);
  }

  private static String definition(String group) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: shops.%s}
    spec:
      group: %s
      scope: Namespaced
      names: {plural: shops, kind: Shop}
      versions:
      - name: v1
        served: true
        storage: true
        subresources: {scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas}}
        additionalPrinterColumns: [{name: Replicas, type: integer, jsonPath: .spec.replicas}]
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec: {type: object, properties: {replicas: {type: integer}}}
              status: {type: object, properties: {replicas: {type: integer}}}
    """
        .formatted(group, group);
  }
}
