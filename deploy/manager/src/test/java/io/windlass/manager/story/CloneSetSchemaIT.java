package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.manager.GivenCluster;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an API server makes of the CRD. A row adds to the plain CloneSet of the OpenKruise
 * documentation; all requests but one are dry runs.
 */
@ResourceLock(providers = GivenCluster.class)
class CloneSetSchemaIT {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final String PLAIN =
      """
      apiVersion: apps.kruise.io/v1alpha1
      kind: CloneSet
      metadata: {name: sample, labels: {app: sample}}
      spec:
        selector: {matchLabels: {app: sample}}
        template:
          metadata: {creationTimestamp: null, labels: {app: sample}}
          spec:
            containers: [{name: nginx, image: "nginx:alpine"}]
      """;

  @RegisterExtension static final ClusterExtension CLUSTER = ClusterExtension.any();

  @Test
  void theServerAcceptsTheSchema() {
    CustomResourceDefinition definition =
        CLUSTER
            .client()
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName("clonesets.apps.kruise.io")
            .get();
    assertThat(definition.getStatus().getConditions())
        .extracting(condition -> condition.getType() + "=" + condition.getStatus())
        .containsExactlyInAnyOrder("NamesAccepted=True", "Established=True");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                               | spec adds                                            | field                                             | reads
          replicas                           | {}                                                   | /replicas                                         | 1
          history                            | {}                                                   | /revisionHistoryLimit                             | 10
          ready seconds                      | {}                                                   | /minReadySeconds                                  | 0
          no update strategy at all          | {}                                                   | /updateStrategy/partition                         | 0
          no update strategy at all          | {}                                                   | /updateStrategy/maxUnavailable                    | "20%"
          no update strategy at all          | {}                                                   | /updateStrategy/type                              | "ReCreate"
          an empty update strategy           | {updateStrategy: {}}                                 | /updateStrategy/maxSurge                          | 0
          a half update strategy             | {updateStrategy: {type: InPlaceOnly}}                | /updateStrategy/paused                            | false
          null is as if absent               | {replicas: null, updateStrategy: {partition: null}}  | /updateStrategy/partition                         | 0
          no scale strategy                  | {}                                                   | /scaleStrategy/disablePVCReuse                    | false
          an empty in-place strategy         | {updateStrategy: {inPlaceUpdateStrategy: {}}}        | /updateStrategy/inPlaceUpdateStrategy/gracePeriodSeconds | 0
          no in-place strategy is invented   | {updateStrategy: {type: InPlaceOnly}}                | /updateStrategy/inPlaceUpdateStrategy             |
          a hook                             | {lifecycle: {preDelete: {finalizersHandler: [a/b]}}} | /lifecycle/preDelete/markPodNotReady              | false
          a value given is kept              | {updateStrategy: {maxUnavailable: 2}}                | /updateStrategy/maxUnavailable                    | 2
          a fraction of a percent            | {updateStrategy: {partition: 99.5%}}                 | /updateStrategy/partition                         | "99.5%"
          OnDelete                           | {updateStrategy: {type: OnDelete}}                   | /updateStrategy/type                              | "OnDelete"
          both budgets zero is not ours      | {updateStrategy: {maxUnavailable: 0}}                | /updateStrategy/maxSurge                          | 0
          a number in quotes, on scaling     | {scaleStrategy: {maxUnavailable: "5"}}               | /scaleStrategy/maxUnavailable                     | "5"
          same scatter key, other value      | {updateStrategy: {scatterStrategy: [{key: a, value: b}, {key: a, value: ''}]}} | /updateStrategy/scatterStrategy/1/value | ""
          a field the schema does not know   | {template: {spec: {fromTheFuture: [{a: 1}]}}}        | /template/spec/fromTheFuture/0/a                  | 1
          null inside the template           | {}                                                   | /template/metadata/creationTimestamp              | null
          """)
  void accepted(String what, String adds, String field, String reads) throws IOException {
    JsonNode stored = YAML.valueToTree(dryRun(adds));
    assertThat(stored.path("spec").at(field).toString())
        .as(what)
        .isEqualTo(reads == null ? "" : reads);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                               | spec adds                                            | refused field
          negative replicas                  | {replicas: -1}                                       | spec.replicas
          replicas beyond int32              | {replicas: 3000000000}                               | .spec.replicas
          replicas as text                   | {replicas: "3"}                                      | spec.replicas
          an unknown type of update          | {updateStrategy: {type: Rolling}}                    | spec.updateStrategy.type
          a negative partition               | {updateStrategy: {partition: -1}}                    | spec.updateStrategy.partition
          a partition beyond int32           | {updateStrategy: {partition: 3000000000}}            | spec.updateStrategy.partition
          a number in quotes                 | {updateStrategy: {partition: "5"}}                   | spec.updateStrategy.partition
          a number in quotes                 | {updateStrategy: {maxUnavailable: "5"}}              | spec.updateStrategy.maxUnavailable
          words for a percentage             | {updateStrategy: {maxSurge: half}}                   | spec.updateStrategy.maxSurge
          no selector                        | {selector: null}                                     | spec.selector
          a weight for any pod               | {updateStrategy: {priorityStrategy: {weightPriority: [{weight: 1, matchSelector: {}}]}}} | spec.updateStrategy.priorityStrategy.weightPriority[0].matchSelector
          an unknown operator                | {selector: {matchExpressions: [{key: a, operator: Like}]}} | spec.selector.matchExpressions[0].operator
          no template                        | {template: null}                                     | spec.template
          a list for a template              | {template: []}                                       | spec.template
          claims that are no list            | {volumeClaimTemplates: {}}                           | spec.volumeClaimTemplates
          the same pod twice                 | {scaleStrategy: {podsToDelete: [a, a]}}              | spec.scaleStrategy.podsToDelete[1]
          the same scatter term twice        | {updateStrategy: {scatterStrategy: [{key: a, value: b}, {key: a, value: b}]}} | spec.updateStrategy.scatterStrategy[1]
          a scatter term without key         | {updateStrategy: {scatterStrategy: [{key: '', value: b}]}} | spec.updateStrategy.scatterStrategy[0].key
          a weight above 100                 | {updateStrategy: {priorityStrategy: {weightPriority: [{weight: 101, matchSelector: {matchLabels: {a: b}}}]}}} | spec.updateStrategy.priorityStrategy.weightPriority[0].weight
          an order without key               | {updateStrategy: {priorityStrategy: {orderPriority: [{orderedKey: ''}]}}} | spec.updateStrategy.priorityStrategy.orderPriority[0].orderedKey
          a negative deadline                | {progressDeadlineSeconds: -1}                        | spec.progressDeadlineSeconds
          a negative history                 | {revisionHistoryLimit: -1}                           | spec.revisionHistoryLimit
          """)
  void refused(String what, String adds, String field) {
    KubernetesClientException refusal =
        catchThrowableOfType(KubernetesClientException.class, () -> dryRun(adds));
    assertThat(refusal).as(what).isNotNull();
    assertThat(refusal.getCode()).isEqualTo(422);
    List<StatusCause> causes = refusal.getStatus().getDetails().getCauses();
    assertThat(causes).extracting(StatusCause::getField).contains(field);
  }

  @Test
  void aStoredSelectorCannotBeChanged() throws IOException {
    Resource<GenericKubernetesResource> stored = CLUSTER.client().resource(manifest("{}"));
    stored.create();
    try {
      PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);
      String change = "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"other\"}}}}";
      assertThatThrownBy(() -> stored.patch(merge, change))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining(
              "spec.selector: Forbidden: a CloneSet's selector cannot be changed");
    } finally {
      stored.delete();
    }
  }

  private static GenericKubernetesResource dryRun(String adds) throws IOException {
    return CLUSTER.client().resource(manifest(adds)).dryRun().create();
  }

  private static GenericKubernetesResource manifest(String adds) throws IOException {
    ObjectNode manifest = (ObjectNode) YAML.readTree(PLAIN);
    YAML.readerForUpdating(manifest.path("spec")).readValue(adds);
    return YAML.treeToValue(manifest, GenericKubernetesResource.class);
  }
}
