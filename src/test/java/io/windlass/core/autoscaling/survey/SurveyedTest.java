package io.windlass.core.autoscaling.survey;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.check.World.Budget;
import io.windlass.core.autoscaling.check.World.Container;
import io.windlass.core.autoscaling.spec.Specs;
import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a target's documents and those around it mean. */
class SurveyedTest {
  private static final String LABELS = "metadata: {labels: {app: 'web'}}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                        | template                                                                   | limitRange                                                      | sidecarSet                                            | containers
          a request                   | spec: {containers: [{name: 'a', resources: {requests: {cpu: '1'}}}]}        |                                                                 |                                                       | a requests [cpu] bounded []
          a limit is a request        | spec: {containers: [{name: 'a', resources: {limits: {cpu: '1'}}}]}          |                                                                 |                                                       | a requests [cpu] bounded [cpu]
          a limit above it            | spec: {containers: [{name: 'a', resources: {requests: {cpu: '500m'}, limits: {cpu: '1'}}}]} |                                                  |                                                       | a requests [cpu] bounded []
          a limit of the same amount  | spec: {containers: [{name: 'a', resources: {requests: {cpu: '1000m'}, limits: {cpu: '1'}}}]} |                                                 |                                                       | a requests [cpu] bounded [cpu]
          requests of the whole pod   | spec: {resources: {requests: {cpu: '1'}}, containers: [{name: 'a'}]}        |                                                                 |                                                       | a requests [cpu] bounded []
          a LimitRange                | spec: {containers: [{name: 'a'}]}                                          | {spec: {limits: [{type: 'Container', defaultRequest: {cpu: '1'}}]}} |                                                   | a requests [cpu] bounded []
          a LimitRange of pods        | spec: {containers: [{name: 'a'}]}                                          | {spec: {limits: [{type: 'Pod', max: {cpu: '1'}}]}}              |                                                       | a requests [] bounded []
          a sidecar of the template   | spec: {containers: [{name: 'a'}], initContainers: [{name: 'i'}, {name: 's', restartPolicy: 'Always'}]} |                                       |                                                       | a requests [] bounded [], s requests [] bounded []
          an injected sidecar         | LABELS, spec: {containers: [{name: 'a'}]}                                  |                                                                 | selector: {matchLabels: {app: 'web'}}                 | a requests [] bounded [], log of logs requests [] bounded []
          one for other pods          | LABELS, spec: {containers: [{name: 'a'}]}                                  |                                                                 | selector: {matchLabels: {app: 'api'}}                 | a requests [] bounded []
          one for another namespace   | LABELS, spec: {containers: [{name: 'a'}]}                                  |                                                                 | namespace: 'bank', selector: {matchLabels: {app: 'web'}} | a requests [] bounded []
          one whose injection rests   | LABELS, spec: {containers: [{name: 'a'}]}                                  |                                                                 | injectionStrategy: {paused: true}, selector: {matchLabels: {app: 'web'}} | a requests [] bounded []
          one that the template names | LABELS, spec: {containers: [{name: 'log'}]}                                |                                                                 | selector: {matchLabels: {app: 'web'}}                 | log requests [] bounded []
          a UnitedDeployment          | cloneSetTemplate: {spec: {template: {spec: {containers: [{name: 'a'}]}}}}   |                                                                 |                                                       | a requests [] bounded []
          """)
  void containers(
      String what, String template, String limitRange, String sidecarSet, String containers) {
    PodShape.Additions additions =
        new PodShape.Additions(
            "shop",
            limitRange == null ? List.of() : List.of(Specs.json(limitRange)),
            sidecarSet == null
                ? List.of()
                : List.of(
                    Specs.json(
                        "{metadata: {name: 'logs'}, spec: {%s, containers: [{name: 'log'}]}}"
                            .formatted(sidecarSet))));
    Json.Obj workload =
        Specs.json("{spec: {template: {%s}}}".formatted(template.replace("LABELS", LABELS)));
    assertThat(
            PodShape.of(workload, additions).containers().stream()
                .map(SurveyedTest::text)
                .collect(Collectors.joining(", ")))
        .as(what)
        .isEqualTo(containers);
  }

  private static String text(Container it) {
    return "%s%s requests %s bounded %s"
        .formatted(
            it.name(), it.injectedBy().map(" of "::concat).orElse(""), it.requests(), it.bounded());
  }

  /** Of a workload with 3 replicas that request half a core each. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                         | type  | spec                                                              | used                   | budget
          a disruption budget          | pdb   | minAvailable: 4, selector: {matchLabels: {app: 'web'}}            |                        | b 4 -
          one of other pods            | pdb   | minAvailable: 4, selector: {matchLabels: {app: 'api'}}            |                        |
          a percentage                 | pdb   | minAvailable: '50%', selector: {matchLabels: {app: 'web'}}        |                        |
          pods                         | quota | hard: {pods: '10'}                                                | {pods: '3'}            | b - 10
          pods of others               | quota | hard: {pods: '10'}                                                | {pods: '8'}            | b - 5
          cores                        | quota | hard: {requests.cpu: '4'}                                         | {requests.cpu: '2500m'} | b - 6
          the smaller of both          | quota | hard: {pods: '10', requests.cpu: '4'}                             | {}                     | b - 8
          what nobody requests         | quota | hard: {requests.memory: '1Gi'}                                    | {}                     |
          a quota of some pods         | quota | hard: {pods: '10'}, scopes: ['BestEffort']                        | {}                     |
          """)
  void budgets(String what, String type, String spec, String used, String budget) {
    Json.Obj document =
        Specs.json(
            "{metadata: {name: 'b'}, spec: {%s}, status: {used: %s}}"
                .formatted(dotted(spec), used == null ? "{}" : dotted(used)));
    List<Json> one = List.of(document);
    Surveyed surveyed =
        new Surveyed(
            Specs.json(
                "{spec: {replicas: 3, template: {%s, spec: {containers: [{name: 'a', resources: {requests: {cpu: '500m'}}}]}}}}"
                    .formatted(LABELS)),
            Json.Obj.EMPTY,
            Optional.empty(),
            new PodShape.Additions("shop", List.of(), List.of()),
            new Surveyed.Limits(
                type.equals("pdb") ? one : List.of(), type.equals("quota") ? one : List.of()));
    assertThat(surveyed.budgets().stream().map(SurveyedTest::text))
        .as(what)
        .containsExactlyElementsOf(Stream.ofNullable(budget).toList());
  }

  private static String dotted(String spec) {
    return spec.replaceAll("(requests\\.\\w+):", "\"$1\":");
  }

  private static String text(Budget it) {
    return "%s %s %s"
        .formatted(
            it.name(),
            it.minAvailable().isPresent() ? it.minAvailable().getAsLong() : "-",
            it.mostPods().isPresent() ? it.mostPods().getAsLong() : "-");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                        | metadata                                                                                                       | manifest      | foreign
          nobody                      | name: 'web'                                                                                                    |               |
          kubectl apply               | annotations: {'kubectl.kubernetes.io/last-applied-configuration': '{\\"spec\\":{\\"replicas\\":3}}'}           | kubectl apply |
          kubectl apply without them  | annotations: {'kubectl.kubernetes.io/last-applied-configuration': '{\\"spec\\":{}}'}                           |               |
          GitOps by apply             | managedFields: [{manager: 'argocd', operation: 'Apply', fieldsV1: {'f:spec': {'f:replicas': {}}}}]             | argocd        | argocd
          GitOps that leaves them out | managedFields: [{manager: 'argocd', operation: 'Apply', fieldsV1: {'f:spec': {'f:template': {}}}}]             |               |
          somebody's scale            | managedFields: [{manager: 'kubectl', operation: 'Update', subresource: 'scale', fieldsV1: {'f:spec': {'f:replicas': {}}}}] |       | kubectl
          ours                        | managedFields: [{manager: 'timed-pod-autoscaler', operation: 'Update', fieldsV1: {'f:spec': {'f:replicas': {}}}}] |           |
          """)
  void writers(String what, String metadata, String manifest, String foreign) {
    Json.Obj workload = Specs.json("{metadata: {%s}}".formatted(metadata));
    assertThat(ReplicasWriters.inManifest(workload))
        .as(what)
        .isEqualTo(Optional.ofNullable(manifest));
    assertThat(ReplicasWriters.lastForeign(workload)).isEqualTo(Optional.ofNullable(foreign));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          scalable                 | CloneSet  | clonesets true
          without scale            | DaemonSet | daemonsets false
          a subresource is no kind | Scale     |
          not served               | Gadget    |
          """)
  void servedKinds(String what, String kind, String served) {
    Json.Obj list =
        Specs.json(
            "{resources: [{name: 'clonesets', kind: 'CloneSet', namespaced: true}, {name:"
                + " 'clonesets/scale', kind: 'Scale'}, {name: 'daemonsets', kind: 'DaemonSet'}]}");
    assertThat(ServedKind.in(list, "apps/v1", kind).map(it -> it.plural() + " " + it.scalable()))
        .as(what)
        .isEqualTo(Optional.ofNullable(served));
  }
}
