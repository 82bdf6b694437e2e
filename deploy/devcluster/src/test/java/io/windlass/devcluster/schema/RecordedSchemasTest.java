package io.windlass.devcluster.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What discovery and the published documents say, as kubectl 1.32 reads them. */
class RecordedSchemasTest {
  private static final ResourceType WIDGET =
      new ResourceType(
          "dschema.test",
          "v1alpha1",
          new ResourceType.Names("Widget", "widgets", "widget", List.of("wd"), List.of()),
          true,
          Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"),
          Set.of("status", "scale"));

  @ParameterizedTest
  @CsvSource({
    "pods, v1, Pod, true, po",
    "nodes, v1, Node, false, no",
    "controllerrevisions, apps/v1, ControllerRevision, true, ''",
    "leases, coordination.k8s.io/v1, Lease, true, ''",
    "customresourcedefinitions, apiextensions.k8s.io/v1, CustomResourceDefinition, false, crd crds",
    "selfsubjectrulesreviews, authorization.k8s.io/v1, SelfSubjectRulesReview, false, ''",
  })
  void servedTypesAreThoseOfDiscovery(
      String plural, String apiVersion, String kind, boolean namespaced, String shortNames) {
    ResourceType type = Catalog.type(plural);

    assertThat(type.apiVersion()).isEqualTo(apiVersion);
    assertThat(type.kind()).isEqualTo(kind);
    assertThat(type.namespaced()).isEqualTo(namespaced);
    assertThat(String.join(" ", type.names().shortNames())).isEqualTo(shortNames);
  }

  @Test
  void everyPatchOfABuiltInTypeValidatesFieldsAndMergesStrategically() {
    Map<String, List<ResourceType>> byGroupVersion = new LinkedHashMap<>();
    for (ResourceType type : Catalog.SCHEMAS.builtInTypes()) {
      byGroupVersion.computeIfAbsent(type.apiVersion(), v -> new java.util.ArrayList<>()).add(type);
    }
    for (List<ResourceType> types : byGroupVersion.values()) {
      ObjectNode document = Catalog.SCHEMAS.openApiDocument(types);
      for (JsonNode patch : document.path("paths").findValues("patch")) {
        assertThat(patch.path("parameters").findValuesAsText("name")).contains("fieldValidation");
        assertThat(patch.at("/requestBody/content").has("application/strategic-merge-patch+json"))
            .isTrue();
      }
      assertReferencesResolve(document);
    }
  }

  @Test
  void aCustomTypeIsPublishedWithItsDescriptionsAndWithoutStrategicMerge() {
    ObjectNode stated =
        Catalog.yaml(
            """
            type: object
            description: A widget.
            properties:
              spec: {type: object, properties: {replicas: {type: integer, description: How many.}}}
            """);
    ObjectNode document = Catalog.SCHEMAS.openApiDocument(Map.of(WIDGET, stated));
    String one = "/apis/dschema.test/v1alpha1/namespaces/{namespace}/widgets/{name}";
    JsonNode patch = document.path("paths").path(one).path("patch");
    JsonNode schema =
        document.path("components").path("schemas").path("test.dschema.v1alpha1.Widget");

    assertThat(patch.at("/requestBody/content").has("application/strategic-merge-patch+json"))
        .isFalse();
    assertThat(patch.at("/requestBody/content").has("application/merge-patch+json")).isTrue();
    assertThat(patch.at("/x-kubernetes-group-version-kind/kind").asText()).isEqualTo("Widget");
    assertThat(schema.at("/properties/spec/properties/replicas/description").asText())
        .isEqualTo("How many.");
    assertThat(schema.at("/x-kubernetes-group-version-kind/0/group").asText())
        .isEqualTo("dschema.test");
    assertThat(document.path("paths").has(one + "/scale")).isTrue();
    assertReferencesResolve(document);
  }

  private static void assertReferencesResolve(ObjectNode document) {
    JsonNode components = document.at("/components/schemas");
    for (String reference : OpenApiDocuments.references(document)) {
      assertThat(components.has(reference)).as(reference).isTrue();
    }
  }
}
