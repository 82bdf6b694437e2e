package io.windlass.crds;

import static java.lang.Integer.MAX_VALUE;
import static java.lang.Integer.MIN_VALUE;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finishes a generated CRD: adds what crd-generator 7.6.1 has no annotation for, one step per gap.
 * Paths are those of the fields, from the root: {@code spec.updateStrategy.partition}.
 */
record SchemaFinish(
    String rootDescription,
    List<String> columnOrder,
    Map<String, List<String>> mapListKeys,
    List<String> setLists,
    List<String> percentages,
    List<String> notNegative) {

  /**
   * A percentage as OpenKruise's admission reads it: a decimal number, fraction, sign and exponent
   * allowed, and the percent sign required ("5" in quotes is refused).
   */
  private static final String PERCENTAGE =
      "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?%$";

  void apply(CustomResourceDefinition crd) {
    crd.getSpec().getNames().setListKind(crd.getSpec().getNames().getKind() + "List");
    for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
      orderColumns(version);
      JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
      root.setDescription(rootDescription);
      finishProperties("", root);
    }
  }

  // Where the default is written out, kubectl apply finds a difference each time.
  private static void dropDefaultPriority(CustomResourceColumnDefinition column) {
    if (Objects.equals(column.getPriority(), 0)) {
      column.setPriority(null);
    }
  }

  // The generator sorts columns by JSON path; kubectl prints them in the order of the document.
  private void orderColumns(CustomResourceDefinitionVersion version) {
    version
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparingInt(column -> columnOrder.indexOf(column.getName())));
    version.getAdditionalPrinterColumns().forEach(SchemaFinish::dropDefaultPriority);
  }

  private void finishProperties(String path, JSONSchemaProps schema) {
    schema.getProperties().forEach((name, property) -> finish(path, name, property));
    if (schema.getItems() != null) {
      finishProperties(path + "[]", schema.getItems().getSchema());
    }
  }

  private void finish(String parent, String name, JSONSchemaProps schema) {
    String path = parent.isEmpty() ? name : parent + "." + name;
    boundIntOrString(path, schema);
    boundInteger(path, schema);
    nameListType(path, schema);
    closeSelector(schema);
    sayRulesOnce(schema);
    if (name.endsWith("Time")) {
      schema.setFormat("date-time");
    }
    finishProperties(path, schema);
  }

  // To clients in Go all but one are int32, and a number beyond that makes the object unreadable
  // to them. The server does not hold a custom resource to the format, so bounds say it too.
  private static void boundInteger(String path, JSONSchemaProps schema) {
    boolean integer = "integer".equals(schema.getType());
    if (integer) {
      schema.setFormat(path.endsWith(".observedGeneration") ? "int64" : "int32");
    }
    if (path.startsWith("spec.") && (integer || intOrString(schema))) {
      schema.setMinimum(Objects.requireNonNullElse(schema.getMinimum(), (double) MIN_VALUE));
      schema.setMaximum(Objects.requireNonNullElse(schema.getMaximum(), (double) MAX_VALUE));
    }
  }

  private static boolean intOrString(JSONSchemaProps schema) {
    return Boolean.TRUE.equals(schema.getXKubernetesIntOrString());
  }

  // Annotations for bounds and patterns are ignored where the type is int-or-string.
  private void boundIntOrString(String path, JSONSchemaProps schema) {
    if (percentages.contains(path)) {
      schema.setPattern(PERCENTAGE);
    }
    if (notNegative.contains(path)) {
      schema.setMinimum(0.0);
    }
  }

  // There is no annotation for list types. A set and a map also let the server refuse duplicates.
  private void nameListType(String path, JSONSchemaProps schema) {
    if (mapListKeys.containsKey(path)) {
      schema.setXKubernetesListType("map");
      schema.setXKubernetesListMapKeys(mapListKeys.get(path));
    } else if (setLists.contains(path)) {
      schema.setXKubernetesListType("set");
    } else if (path.endsWith(".matchExpressions") || path.endsWith("[].values")) {
      schema.setXKubernetesListType("atomic");
    }
  }

  // A selector is one value: never empty, and replaced as a whole by server-side apply.
  private static void closeSelector(JSONSchemaProps schema) {
    if (schema.getProperties().containsKey("matchExpressions")) {
      schema.setXKubernetesMapType("atomic");
      schema.setMinProperties(1L);
    }
  }

  // The generator meets an annotation of a record's component twice, at the field and the accessor.
  private static void sayRulesOnce(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(
          schema.getXKubernetesValidations().stream().distinct().toList());
    }
  }
}
