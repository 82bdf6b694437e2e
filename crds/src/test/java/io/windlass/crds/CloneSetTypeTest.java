package io.windlass.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.windlass.crds.cloneset.CloneSet;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java type gives back the very document that it was read from. */
class CloneSetTypeTest {
  private static final ObjectMapper YAML = new YAMLMapper();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          what a user writes first            | {replicas: 3, selector: {matchLabels: {app: a}}, template: {spec: {containers: [{name: a}]}}}
          nothing is filled in                | {updateStrategy: {}, scaleStrategy: {}}
          numbers and percentages             | {updateStrategy: {rollingUpdate: {partition: 1, maxUnavailable: 20%, maxSurge: 0}}}
          a type that the CRD would refuse    | {updateStrategy: {type: Rolling}}
          an operator that it would refuse    | {selector: {matchExpressions: [{key: a, operator: Like, values: [b]}]}}
          every hook                          | {lifecycle: {preDelete: {labelsHandler: {a: b}}, inPlaceUpdate: {finalizersHandler: [a/b], markPodNotReady: true}, preNormal: {}}}
          priorities                          | {updateStrategy: {rollingUpdate: {priorityStrategy: {weightPriority: [{weight: 5, matchSelector: {matchLabels: {a: b}}}], orderPriority: [{orderedKey: a}]}}}}
          scatter and grace                   | {updateStrategy: {rollingUpdate: {scatterStrategy: [{key: a, value: ''}], inPlaceUpdateStrategy: {gracePeriodSeconds: 9, imagePreDownloadParallelism: 3}}}}
          claims as they are                  | {volumeClaimTemplates: [{metadata: {name: a}, spec: {resources: {requests: {storage: 1.50Gi}}}}]}
          numbers of the template as they are | {template: {spec: {a: 1.50, b: 100000000000000000000, c: null, d: []}}}
          the rest                            | {revisionHistoryLimit: 1, minReadySeconds: 2, progressDeadlineSeconds: 3, scaleStrategy: {podsToDelete: [a], maxUnavailable: 1, enablePVCReuse: true, excludePreparingDelete: true}}
          """)
  void roundTrip(String what, String spec) throws IOException {
    JsonNode document =
        YAML.readTree(
            "{apiVersion: apps.kruise.io/v1beta1, kind: CloneSet, metadata: {name: a}, spec: %s}"
                .formatted(spec));
    KubernetesSerialization fabric8 = new KubernetesSerialization();
    CloneSet read = fabric8.unmarshal(document.toString(), CloneSet.class);
    assertThat(YAML.readTree(fabric8.asJson(read))).as(what).isEqualTo(document);
  }
}
