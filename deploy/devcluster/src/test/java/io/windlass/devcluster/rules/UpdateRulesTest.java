package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the answer of a Kubernetes 1.32.10 API server to {@code kubectl patch
 * --dry-run=server} with the patch of the row, up to the first line break.
 */
class UpdateRulesTest {
  private static final String POD =
      """
      spec:
        containers: [{name: c, image: i, resources: {requests: {cpu: 1}}}]
        initContainers: [{name: ic, image: i}]
        tolerations: [{key: x, operator: Exists}]
      """;
  private static final String FROZEN =
      "spec: Forbidden: pod updates may not change fields other than"
          + " `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations`"
          + " (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow"
          + " it to be set to 1 if it was previously negative)";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {containers: [{name: c, image: j}]}                       | ``
          {initContainers: [{name: ic, image: j}]}                  | ``
          {activeDeadlineSeconds: 5}                                | ``
          {containers: [{name: c, image: ""}]}                      | spec.containers[0].image: Required value
          {containers: [{name: c, env: [{name: A, value: x}]}]}     | FROZEN
          {containers: [{name: c, resources: {requests: {cpu: 2}}}]} | FROZEN
          {containers: [{name: d, image: x}]}                       | spec.containers: Forbidden: pod updates may not add or remove containers
          {terminationGracePeriodSeconds: 5}                        | FROZEN
          {nodeName: node-0}                                        | FROZEN
          {hostNetwork: true}                                       | FROZEN
          {readinessGates: [{conditionType: x}]}                    | FROZEN
          {restartPolicy: Never}                                    | FROZEN
          {tolerations: [{key: y, operator: Exists}]}               | spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds
          """)
  void aPodMostlyStays(String spec, String fault) {
    assertThat(firstLines("pods", POD, "{spec: %s}".formatted(spec)))
        .isEqualTo(fault.isEmpty() ? List.of() : List.of(fault.replace("FROZEN", FROZEN)));
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          configmaps  | {immutable: true, data: {a: b}}          | {data: {a: c}}              | data: Forbidden: field is immutable when `immutable` is set
          configmaps  | {immutable: true, data: {a: b}}          | {immutable: false}          | immutable: Forbidden: field is immutable when `immutable` is set
          configmaps  | {data: {a: b}}                           | {data: {a: c}}              | ``
          secrets     | {}                                       | {type: x}                   | type: Invalid value: "x": field is immutable
          secrets     | {immutable: true, data: {a: eA==}}       | {data: {a: YQ==}}           | data: Forbidden: field is immutable when `immutable` is set
          controllerrevisions.apps | {revision: 1, data: {a: 1}} | {revision: 2}              | ``
          persistentvolumeclaims | {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}} | {spec: {accessModes: [ReadWriteMany]}} | spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims
          nodes       | {spec: {podCIDR: 10.0.0.0/24}}           | {spec: {podCIDR: 10.0.1.0/24}} | spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid
          nodes       | {spec: {providerID: a}}                  | {spec: {providerID: b}}     | spec.providerID: Forbidden: node updates may not change providerID except from "" to valid
          nodes       | {spec: {providerID: a}}                  | {spec: {unschedulable: true}} | ``
          nodes       | {}                                       | {spec: {externalID: e}}     | spec.externalID: Forbidden: may not be updated
          resourcequotas | {spec: {scopes: [BestEffort]}}        | {spec: {scopes: []}}        | spec.scopes: Invalid value: : field is immutable
          events.events.k8s.io | {metadata: {namespace: default}, eventTime: "2020-01-01T00:00:00.000001Z", reportingController: c, reportingInstance: i, action: a, reason: R} | {series: {count: 1, lastObservedTime: "2020-01-01T00:00:00.000001Z"}} | series.count: Invalid value: "": should be at least 2
          services    | {spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}} | {spec: {clusterIP: 10.0.0.9}} | spec.clusterIPs[0]: Invalid value: []string{"10.0.0.9"}: may not change once set
          services    | {spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}} | {spec: {clusterIP: None}} | spec.clusterIPs[0]: Invalid value: []string{"None"}: may not change once set
          """)
  void whatIsImmutableStays(String type, String object, String patch, String fault) {
    assertThat(firstLines(type, object, patch))
        .isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
  }

  private static List<String> firstLines(String type, String object, String patch) {
    return Asked.changeFaults(type, object, patch).stream()
        .map(fault -> fault.lines().findFirst().orElseThrow())
        .toList();
  }
}
