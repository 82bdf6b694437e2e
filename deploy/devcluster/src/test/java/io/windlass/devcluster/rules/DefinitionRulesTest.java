package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the answer of a Kubernetes 1.32.10 API server to {@code POST
 * .../customresourcedefinitions?dryRun=All} of the definition below with the row's part in place of
 * its own. Faults of one row are separated by {@code ;;}.
 */
class DefinitionRulesTest {
  private static final String TYPE = "customresourcedefinitions.apiextensions.k8s.io";
  private static final String VERSION =
      "{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          group: x.y        | metadata.name: Invalid value: "gizmos.dschema.test": must be spec.names.plural+"."+spec.group
          group: x          | metadata.name: Invalid value: "gizmos.dschema.test": must be spec.names.plural+"."+spec.group ;; spec.group: Invalid value: "x": should be a domain with at least one dot
          scope: x          | spec.scope: Unsupported value: "x": supported values: "Cluster", "Namespaced"
          scope: ""         | spec.scope: Required value
          names: {plural: gizmos} | spec.names.singular: Required value ;; spec.names.kind: Required value ;; spec.names.listKind: Required value
          preserveUnknownFields: true | spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead
          conversion: {strategy: x} | spec.conversion.strategy: Unsupported value: "x": supported values: "None", "Webhook"
          """)
  void aDefinitionIsChecked(String part, String faults) {
    assertThat(faults(part)).containsExactly(faults.split(" ;; "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {type: string}                                  | .type: Invalid value: "string": must be object at the root
          {}                                              | .type: Required value: must not be empty at the root
          {type: object, properties: {a: {}}}             | .properties[a].type: Required value: must not be empty for specified object fields
          {type: object, properties: {a: {type: foo}}}    | .properties[a].type: Unsupported value: "foo": supported values: "array", "boolean", "integer", "number", "object", "string"
          {type: object, properties: {a: {type: array}}}  | .properties[a].items: Required value: must be specified
          {type: object, properties: {a: {type: object, properties: {x: {type: string}}, additionalProperties: {type: string}}}} | .properties[a].additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive
          {type: object, properties: {a: {type: array, uniqueItems: true, items: {type: string}}}} | .properties[a].uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic
          {type: object, properties: {a: {type: object, anyOf: [{type: object}]}}} | .properties[a].anyOf[0].type: Forbidden: must be empty to be structural
          {type: object, properties: {a: {type: object, anyOf: [{description: x, default: {}}]}}} | .properties[a].anyOf[0].default: Forbidden: must be undefined to be structural ;; .properties[a].anyOf[0].description: Forbidden: must be empty to be structural
          {type: object, properties: {kind: {type: integer}}} | .properties[kind].type: Invalid value: "integer": must be string
          {type: object, properties: {a: {type: array, x-kubernetes-list-type: map, items: {type: object}}}} | .properties[a].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map
          {type: object, properties: {c: {type: string, x-kubernetes-list-type: set}}} | .properties[c].type: Invalid value: "string": must be array if x-kubernetes-list-type is specified
          {type: object, properties: {a: {type: object, x-kubernetes-embedded-resource: true}}} | .properties[a].properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields
          """)
  void aSchemaIsStructural(String schema, String faults) {
    String version =
        "{name: v1, served: true, storage: true, schema: {openAPIV3Schema: %s}}".formatted(schema);

    assertThat(faults("versions: [%s]".formatted(version)).stream())
        .containsExactly(
            java.util.Arrays.stream(faults.split(" ;; "))
                .map(fault -> "spec.validation.openAPIV3Schema" + fault)
                .toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          subresources: {scale: {}} | spec.subresources.scale.specReplicasPath: Required value ;; spec.subresources.scale.statusReplicasPath: Required value
          subresources: {scale: {specReplicasPath: spec.x, statusReplicasPath: .foo}} | spec.subresources.scale.specReplicasPath: Invalid value: "spec.x": must be a simple json path starting with . ;; spec.subresources.scale.statusReplicasPath: Invalid value: ".foo": should be a json path under .status
          additionalPrinterColumns: [{name: a, type: x, jsonPath: .a}] | spec.additionalPrinterColumns[0].type: Invalid value: "x": must be one of boolean,date,integer,number,string
          additionalPrinterColumns: [{name: a, type: string, jsonPath: spec.x}] | spec.additionalPrinterColumns[0].JSONPath: Invalid value: "spec.x": must be a simple json path starting with .
          """)
  void aVersionIsChecked(String part, String faults) {
    String version = VERSION.replace("{name", "{%s, name".formatted(part));

    assertThat(faults("versions: [%s]".formatted(version))).containsExactly(faults.split(" ;; "));
  }

  @Test
  void oneVersionIsStored() {
    String twice = VERSION + ", " + VERSION.replace("v1", "v2");

    assertThat(faults("versions: [%s]".formatted(twice)))
        .containsExactly(
            "spec.versions: Invalid value: [v1, v2]: must have exactly one version marked as"
                + " storage version",
            "status.storedVersions: Invalid value: []string{\"v1\"}: must have the storage version"
                + " v2");
  }

  @Test
  void namesAndConversionAreFilledIn() {
    ObjectNode created = Asked.created(TYPE, definition("scope: Namespaced"));

    assertThat(created.at("/spec/names"))
        .isEqualTo(
            Asked.yaml("{plural: gizmos, kind: Gizmo, singular: gizmo, listKind: GizmoList}"));
    assertThat(created.at("/spec/conversion")).isEqualTo(Asked.yaml("{strategy: None}"));
    assertThat(created.at("/status/storedVersions/0").asText()).isEqualTo("v1");
    assertThat(faults("scope: Namespaced")).isEmpty();
  }

  @Test
  void whatObjectsAreKnownByStays() {
    assertThat(Asked.changeFaults(TYPE, definition("scope: Namespaced"), "{spec: {group: x.y}}"))
        .containsExactly("spec.group: Invalid value: \"x.y\": field is immutable");
  }

  @Test
  void aChangeIsCheckedAsAWholeToo() {
    assertThat(
            Asked.changeFaults(
                TYPE, definition("scope: Namespaced"), "{spec: {group: x, versions: []}}"))
        .contains(
            "spec.group: Invalid value: \"x\": should be a domain with at least one dot",
            "spec.group: Invalid value: \"x\": field is immutable",
            "spec.versions: Invalid value: []: must have exactly one version marked as storage"
                + " version");
  }

  @Test
  void whatVersionsSayAlikeIsNamedOnce() {
    String column = ", additionalPrinterColumns: [{name: %s, type: odd, jsonPath: .a}]}";
    String v1 = VERSION.substring(0, VERSION.length() - 1);
    String v2 = v1.replace("name: v1", "name: v2").replace("storage: true", "storage: false");
    String alike = v1 + column.formatted("N") + ", " + v2 + column.formatted("N");
    String unlike = v1 + column.formatted("N") + ", " + v2 + column.formatted("M");

    assertThat(faults("versions: [%s]".formatted(alike)))
        .singleElement()
        .asString()
        .startsWith("spec.additionalPrinterColumns[0].type: ");
    assertThat(faults("versions: [%s]".formatted(unlike)))
        .map(fault -> fault.replaceFirst(": .*", ""))
        .containsExactly(
            "spec.versions[0].additionalPrinterColumns[0].type",
            "spec.versions[1].additionalPrinterColumns[0].type");
  }

  private static java.util.List<String> faults(String part) {
    return Asked.faults(TYPE, definition(part));
  }

  private static String definition(String part) {
    ObjectNode definition =
        Asked.yaml(
            """
            metadata: {name: gizmos.dschema.test}
            spec: {group: dschema.test, scope: Namespaced, names: {plural: gizmos, kind: Gizmo}, versions: [%s]}
            """
                .formatted(VERSION));
    definition.withObjectProperty("spec").setAll(Asked.yaml("{%s}".formatted(part)));
    return definition.toString();
  }
}
