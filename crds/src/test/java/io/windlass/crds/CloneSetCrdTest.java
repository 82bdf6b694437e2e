package io.windlass.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the CRD of CloneSet says, field by field; the rows are OpenKruise 1.9.0's v1alpha1 API. */
class CloneSetCrdTest {
  private static final JsonNode SPEC = read("apps.kruise.io_clonesets.yaml").path("spec");
  private static final JsonNode VERSION = SPEC.path("versions").path(0);
  private static final JsonNode SCHEMA = VERSION.path("schema").path("openAPIV3Schema");

  private static final String FIELDS =
      """
      field                                                          | type          | default    | also
      spec.replicas                                                  | integer int32 | 1          | minimum 0
      spec.selector                                                  | object        |            | required, minProperties 1, x-kubernetes-map-type "atomic"
      spec.selector.matchLabels                                      | object        |            |
      spec.selector.matchExpressions                                 | array         |            |
      spec.selector.matchExpressions[].key                           | string        |            | required, minLength 1
      spec.selector.matchExpressions[].operator                      | string        |            | required, enum ["DoesNotExist","Exists","In","NotIn"]
      spec.selector.matchExpressions[].values                        | array         |            |
      spec.template                                                  | object        |            | required, x-kubernetes-preserve-unknown-fields true
      spec.volumeClaimTemplates                                      | array         |            |
      spec.scaleStrategy                                             | object        | {}         |
      spec.scaleStrategy.podsToDelete                                | array         |            | x-kubernetes-list-type "set"
      spec.scaleStrategy.maxUnavailable                              | int-or-string |            |
      spec.scaleStrategy.disablePVCReuse                             | boolean       | false      |
      spec.updateStrategy                                            | object        | {}         |
      spec.updateStrategy.type                                       | string        | "ReCreate" | enum ["InPlaceIfPossible","InPlaceOnly","OnDelete","ReCreate"]
      spec.updateStrategy.partition                                  | int-or-string | 0          | minimum 0
      spec.updateStrategy.maxUnavailable                             | int-or-string | "20%"      |
      spec.updateStrategy.maxSurge                                   | int-or-string | 0          |
      spec.updateStrategy.paused                                     | boolean       | false      |
      spec.updateStrategy.priorityStrategy                           | object        |            |
      spec.updateStrategy.priorityStrategy.orderPriority             | array         |            |
      spec.updateStrategy.priorityStrategy.orderPriority[].orderedKey | string       |            | required, minLength 1
      spec.updateStrategy.priorityStrategy.weightPriority            | array         |            |
      spec.updateStrategy.priorityStrategy.weightPriority[].weight   | integer int32 |            | required, minimum 0, maximum 100
      spec.updateStrategy.priorityStrategy.weightPriority[].matchSelector | object   |            | required, minProperties 1
      spec.updateStrategy.priorityStrategy.weightPriority[].matchSelector.matchLabels | object |  |
      spec.updateStrategy.priorityStrategy.weightPriority[].matchSelector.matchExpressions | array | |
      spec.updateStrategy.priorityStrategy.weightPriority[].matchSelector.matchExpressions[].key | string | | required
      spec.updateStrategy.priorityStrategy.weightPriority[].matchSelector.matchExpressions[].operator | string | | required
      spec.updateStrategy.priorityStrategy.weightPriority[].matchSelector.matchExpressions[].values | array | |
      spec.updateStrategy.scatterStrategy                            | array         |            | x-kubernetes-list-type "map", x-kubernetes-list-map-keys ["key","value"]
      spec.updateStrategy.scatterStrategy[].key                      | string        |            | required, minLength 1
      spec.updateStrategy.scatterStrategy[].value                    | string        |            | required
      spec.updateStrategy.inPlaceUpdateStrategy                      | object        |            |
      spec.updateStrategy.inPlaceUpdateStrategy.gracePeriodSeconds   | integer int32 | 0          |
      spec.revisionHistoryLimit                                      | integer int32 | 10         | minimum 0
      spec.minReadySeconds                                           | integer int32 | 0          |
      spec.lifecycle                                                 | object        |            |
      spec.lifecycle.preDelete                                       | object        |            |
      spec.lifecycle.preDelete.labelsHandler                         | object        |            |
      spec.lifecycle.preDelete.finalizersHandler                     | array         |            |
      spec.lifecycle.preDelete.markPodNotReady                       | boolean       | false      |
      spec.lifecycle.inPlaceUpdate                                   | object        |            |
      spec.lifecycle.inPlaceUpdate.labelsHandler                     | object        |            |
      spec.lifecycle.inPlaceUpdate.finalizersHandler                 | array         |            |
      spec.lifecycle.inPlaceUpdate.markPodNotReady                   | boolean       | false      |
      spec.lifecycle.preNormal                                       | object        |            |
      spec.lifecycle.preNormal.labelsHandler                         | object        |            |
      spec.lifecycle.preNormal.finalizersHandler                     | array         |            |
      spec.lifecycle.preNormal.markPodNotReady                       | boolean       | false      |
      spec.progressDeadlineSeconds                                   | integer int32 |            | minimum 0
      status.observedGeneration                                      | integer int64 |            |
      status.replicas                                                | integer int32 | 0          | required
      status.readyReplicas                                           | integer int32 | 0          | required
      status.availableReplicas                                       | integer int32 | 0          | required
      status.updatedReplicas                                         | integer int32 | 0          | required
      status.updatedReadyReplicas                                    | integer int32 | 0          | required
      status.updatedAvailableReplicas                                | integer int32 |            |
      status.expectedUpdatedReplicas                                 | integer int32 |            |
      status.updateRevision                                          | string        |            |
      status.currentRevision                                         | string        |            |
      status.collisionCount                                          | integer int32 |            |
      status.conditions                                              | array         |            |
      status.conditions[].type                                       | string        |            | required
      status.conditions[].status                                     | string        |            | required
      status.conditions[].lastUpdateTime                             | string date-time |         |
      status.conditions[].lastTransitionTime                         | string date-time |         |
      status.conditions[].reason                                     | string        |            |
      status.conditions[].message                                    | string        |            |
      status.labelSelector                                           | string        |            |
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = FIELDS)
  void field(String path, String type, String defaultValue, String also) {
    Field field = Field.at(SCHEMA, path);
    assertThat(field.typeAndFormat()).isEqualTo(type);
    assertThat(field.defaultValue()).isEqualTo(defaultValue == null ? "" : defaultValue);
    if (also != null) {
      assertThat(field.checks()).contains(also.split(", "));
    }
    assertThat(field.schema().path("description").asText()).endsWith(".");
  }

  @Test
  void noOtherFields() {
    List<String> named =
        FIELDS.lines().skip(1).map(row -> row.substring(0, row.indexOf(' '))).toList();
    List<String> found = new ArrayList<>();
    Field.collect("spec", SCHEMA.at("/properties/spec"), found);
    Field.collect("status", SCHEMA.at("/properties/status"), found);
    assertThat(found).containsExactlyInAnyOrderElementsOf(named);
  }

  @ParameterizedTest(name = "column {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | DESIRED           | .spec.replicas                            | integer | 0
          1 | UPDATED           | .status.updatedReplicas                   | integer | 0
          2 | UPDATED_READY     | .status.updatedReadyReplicas              | integer | 0
          3 | UPDATED_AVAILABLE | .status.updatedAvailableReplicas          | integer | 0
          4 | READY             | .status.readyReplicas                     | integer | 0
          5 | TOTAL             | .status.replicas                          | integer | 0
          6 | AGE               | .metadata.creationTimestamp               | date    | 0
          7 | CONTAINERS        | .spec.template.spec.containers[*].name    | string  | 1
          8 | IMAGES            | .spec.template.spec.containers[*].image   | string  | 1
          9 | SELECTOR          | .status.labelSelector                     | string  | 1
          """)
  void printerColumn(int position, String name, String jsonPath, String type, int priority) {
    JsonNode column = VERSION.path("additionalPrinterColumns").path(position);
    assertThat(column.path("name").asText()).isEqualTo(name);
    assertThat(column.path("jsonPath").asText()).isEqualTo(jsonPath);
    assertThat(column.path("type").asText()).isEqualTo(type);
    assertThat(column.path("priority").asInt()).isEqualTo(priority);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /group                                                    | apps.kruise.io
          /scope                                                    | Namespaced
          /names/kind                                               | CloneSet
          /names/listKind                                           | CloneSetList
          /names/singular                                           | cloneset
          /names/plural                                             | clonesets
          /names/shortNames/0                                       | clone
          /versions/0/name                                          | v1alpha1
          /versions/0/served                                        | true
          /versions/0/storage                                       | true
          /versions/0/subresources/scale/specReplicasPath           | .spec.replicas
          /versions/0/subresources/scale/statusReplicasPath         | .status.replicas
          /versions/0/subresources/scale/labelSelectorPath          | .status.labelSelector
          """)
  void definition(String pointer, String value) {
    assertThat(SPEC.at(pointer).asText()).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a percentage                          | 20%    | true
          more than all                         | 150%   | true
          a fraction                            | 0.5%   | true
          a fraction without a leading digit    | .5%    | true
          an exponent                           | 1e1%   | true
          a sign, which the controller judges   | -10%   | true
          a number in quotes                    | 5      | false
          the sign twice                        | 5%%    | false
          words                                 | half   | false
          blank before the sign                 | 5 %    | false
          only the sign                         | %      | false
          nothing                               | ''     | false
          """)
  void percentage(String what, String value, boolean accepted) {
    JsonNode strategy = SCHEMA.at("/properties/spec/properties/updateStrategy/properties");
    for (String name : List.of("partition", "maxUnavailable", "maxSurge")) {
      String pattern = strategy.path(name).path("pattern").asText();
      assertThat(Pattern.compile(pattern).matcher(value).find())
          .as("%s: %s", name, what)
          .isEqualTo(accepted);
    }
  }

  @Test
  void oneVersionWithStatusAndNoConversion() {
    assertThat(SPEC.path("versions")).hasSize(1);
    assertThat(VERSION.at("/subresources/status").isObject()).isTrue();
    assertThat(SPEC.has("conversion")).isFalse();
    assertThat(SCHEMA.path("required").valueStream().map(JsonNode::asText)).contains("spec");
  }

  private static JsonNode read(String fileName) {
    try {
      return new YAMLMapper()
          .readTree(
              Crds.all().stream()
                  .filter(document -> document.fileName().equals(fileName))
                  .findFirst()
                  .orElseThrow()
                  .yaml());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
