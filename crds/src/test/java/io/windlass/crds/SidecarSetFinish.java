package io.windlass.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finishes the generated CRD of SidecarSet. */
final class SidecarSetFinish {
  private static final SchemaFinish FINISH =
      new SchemaFinish(
          "Containers that are put into the pods of others when these are made, and upgraded"
              + " there.",
          List.of("MATCHED", "UPDATED", "READY", "AGE"),
          Map.of("spec.updateStrategy.scatterStrategy", List.of("key", "value")),
          List.of(),
          List.of("spec.updateStrategy.partition", "spec.updateStrategy.maxUnavailable"),
          List.of("spec.updateStrategy.partition", "spec.updateStrategy.maxUnavailable"));

  private SidecarSetFinish() {}

  static void apply(CustomResourceDefinition crd) {
    FINISH.apply(crd);
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
      open(root, "containers");
      open(root, "initContainers");
    }
  }

  // The generator sees only the fields that a container of a pod does not have.
  private static void open(JSONSchemaProps root, String list) {
    child(child(root, "spec"), list)
        .getItems()
        .getSchema()
        .setXKubernetesPreserveUnknownFields(true);
  }

  private static JSONSchemaProps child(JSONSchemaProps schema, String name) {
    return Optional.ofNullable(schema.getProperties().get(name)).orElseThrow();
  }
}
