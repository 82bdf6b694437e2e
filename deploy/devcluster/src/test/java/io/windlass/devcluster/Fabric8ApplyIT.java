package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Server-side apply by the unmodified fabric8 client, and as the Java Operator SDK uses it: primary
 * resources and their status, forced, by the name of the controller.
 */
@ExtendWith(SharedCluster.class)
final class Fabric8ApplyIT {
  private final TestCluster cluster;
  private final KubernetesClient client;

  Fabric8ApplyIT(TestCluster cluster) {
    this.cluster = cluster;
    Config config = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    config.setNamespace(cluster.namespace());
    this.client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static PatchContext applying(String manager, boolean force) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(force)
        .build();
  }

  private ConfigMap configMap(String name, Map<String, String> content) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(cluster.namespace())
        .endMetadata()
        .withData(content)
        .build();
  }

  @Test
  void appliesCreatesAndTakesAway() {
    ConfigMap made = client.resource(configMap("f8", Map.of("a", "1", "b", "2"))).serverSideApply();
    assertThat(managers(made.getMetadata().getManagedFields())).containsExactly("fabric8:Apply");
    client.resource(configMap("f8", Map.of("a", "1"))).serverSideApply();
    assertThat(client.configMaps().withName("f8").get().getData()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void conflictsUnlessItIsForced() {
    client.resource(configMap("f8-two", Map.of("a", "1"))).serverSideApply();
    ConfigMap other = configMap("f8-two", Map.of("a", "2"));
    KubernetesClientException refused =
        assertThrows(
            KubernetesClientException.class,
            () -> client.resource(other).patch(applying("other", false)));
    assertThat(refused.getCode()).isEqualTo(409);
    assertThat(refused.getStatus().getDetails().getCauses().getFirst().getReason())
        .isEqualTo("FieldManagerConflict");
    ConfigMap taken = client.resource(other).patch(applying("other", true));
    assertThat(managers(taken.getMetadata().getManagedFields())).containsExactly("other:Apply");
  }

  @Test
  void controllersApplyTheirPrimariesAndTheirStatus() {
    String group = "f8" + cluster.namespace().substring("contract-".length()) + ".test";
    String crd =
        cluster.http().send("POST", CRDS, "application/yaml", definition(group)).text("kind");
    assertThat(crd).isEqualTo("CustomResourceDefinition");
    String served = "/apis/" + group + "/v1/jars";
    Awaitility.await().until(() -> cluster.http().get(served).code() == 200);
    client.resource(jar(group, Map.of("spec", Map.of("size", 1)))).create();
    client.resource(jar(group, Map.of("spec", Map.of("lid", "red")))).patch(applying("jars", true));
    GenericKubernetesResource stated = jar(group, Map.of("status", Map.of("full", true)));
    client.resource(stated).subresource("status").patch(applying("jars", true));
    client.resource(stated).subresource("status").patch(applying("jars", true));
    GenericKubernetesResource now = client.resource(stated).get();
    assertThat(now.<Object>get("spec", "size")).isEqualTo(1);
    assertThat(now.<Object>get("spec", "lid")).isEqualTo("red");
    assertThat(now.<Object>get("status", "full")).isEqualTo(true);
    assertThat(now.getMetadata().getGeneration()).isEqualTo(2);
    assertThat(managers(now.getMetadata().getManagedFields()))
        .containsExactlyInAnyOrder(
            "fabric8-kubernetes-client:Update", "jars:Apply", "jars/status:Apply");
    cluster.http().delete(CRDS + "/jars." + group, "{}");
  }

  private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private static List<String> managers(List<ManagedFieldsEntry> entries) {
    return entries.stream()
        .map(
            e ->
                e.getManager()
                    + (e.getSubresource() == null ? "" : "/" + e.getSubresource())
                    + ":"
                    + e.getOperation())
        .toList();
  }

  private GenericKubernetesResource jar(String group, Map<String, Object> content) {
    GenericKubernetesResource jar =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(group + "/v1")
            .withKind("Jar")
            .withNewMetadata()
            .withName("jam")
            .withNamespace(cluster.namespace())
            .endMetadata()
            .build();
    content.forEach(jar::setAdditionalProperty);
    return jar;
  }

  private static String definition(String group) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: jars.%s}
    spec:
      group: %s
      scope: Namespaced
      names: {plural: jars, kind: Jar}
      versions:
      - name: v1
        served: true
        storage: true
        subresources: {status: {}}
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec: {type: object, properties: {size: {type: integer}, lid: {type: string}}}
              status: {type: object, properties: {full: {type: boolean}}}
    """
        .formatted(group, group);
  }
}
