package io.windlass.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.util.List;
import java.util.Map;

/**
 * What the CRD of TimedPodAutoscaler has beyond the annotations: {@link SchemaFinish}, and more.
 */
final class TimedPodAutoscalerFinish {
  private static final SchemaFinish FINISH =
      new SchemaFinish(
          "The one owner of a workload's replica count: time gives floor and ceiling, metrics move"
              + " it inside.",
          List.of("TARGET", "MODE", "MIN", "MAX", "CURRENT", "DESIRED", "WHY", "NEXT", "AGE"),
          Map.of(
              "spec.windows", List.of("name"),
              "spec.metrics", List.of("name"),
              "spec.windows[].metricOverrides", List.of("name"),
              "status.conditions", List.of("type")),
          List.of(),
          List.of(),
          List.of());

  /** Bounds of lists: the checks 025, and what rules on items may cost. */
  private static final Map<String, Long> MOST_ITEMS =
      Map.of(
          "spec.windows", 64L,
          "spec.metrics", 16L,
          "spec.windows[].excludeDates", 366L,
          "spec.windows[].excludeDates[].weekdays", 7L,
          "spec.windows[].metricOverrides", 16L,
          "spec.behavior.scaleUp.policies", 16L,
          "spec.behavior.scaleDown.policies", 16L);

  private static final List<String> ATOMIC =
      List.of("spec.windows[].excludeDates", "status.upcoming", "status.history");

  // A quantity of Kubernetes that is not negative.
  private static final String QUANTITY =
      "^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

  private TimedPodAutoscalerFinish() {}

  static void apply(CustomResourceDefinition crd) {
    FINISH.apply(crd);
    crd.getSpec().getNames().setCategories(List.of("all", "kruise"));
    JSONSchemaProps root = crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    root.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule("size(self.metadata.name) <= 63")
                .withMessage("TPA052: the name is longer than 63 characters")
                .build()));
    finishProperties("", root);
  }

  private static void finishProperties(String path, JSONSchemaProps schema) {
    schema
        .getProperties()
        .forEach((name, property) -> finish(path.isEmpty() ? name : path + "." + name, property));
    if (schema.getItems() != null) {
      finishProperties(path + "[]", schema.getItems().getSchema());
    }
  }

  private static void finish(String path, JSONSchemaProps schema) {
    if (MOST_ITEMS.containsKey(path)) {
      schema.setMaxItems(MOST_ITEMS.get(path));
      if (path.endsWith(".policies") || path.endsWith(".weekdays")) {
        schema.setMinItems(1L);
      }
    }
    if (ATOMIC.contains(path)) {
      schema.setXKubernetesListType("atomic");
    }
    if (path.endsWith(".bounds") && path.startsWith("spec.")) {
      schema.setMinProperties(1L);
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      quantity(path, schema);
    }
    finishProperties(path, schema);
  }

  // Quantities of metrics are larger than any count of pods, and none is negative.
  private static void quantity(String path, JSONSchemaProps schema) {
    schema.setPattern(QUANTITY);
    schema.setMinimum(path.endsWith(".tolerance") ? 0.0 : 1.0);
    schema.setMaximum(null);
  }
}
