package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the answer of a Kubernetes 1.32.10 API server to {@code POST
 * .../pods?dryRun=All} with the spec (or the one container) of the row. Faults of one row are
 * separated by {@code ;;}.
 */
class PodRulesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {containers: []}                   | spec.containers: Required value
          {containers: [{}]}                 | spec.containers[0].name: Required value ;; spec.containers[0].image: Required value
          {containers: [{name: a, image: i}, {name: a, image: j}]} | spec.containers[1].name: Duplicate value: "a"
          {containers: [{name: c, image: " i"}]} | spec.containers[0].image: Invalid value: " i": must not have leading or trailing whitespace
          {restartPolicy: x}                 | spec.restartPolicy: Unsupported value: "x": supported values: "Always", "OnFailure", "Never"
          {dnsPolicy: y}                     | spec.dnsPolicy: Unsupported value: "y": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"
          {dnsPolicy: None}                  | spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None
          {activeDeadlineSeconds: 0}         | spec.activeDeadlineSeconds: Invalid value: 0: must be between 1 and 2147483647, inclusive
          {initContainers: [{name: c, image: i}]} | spec.initContainers[0].name: Duplicate value: "c"
          {initContainers: [{name: i, image: i, restartPolicy: Never}]} | spec.initContainers[0].restartPolicy: Unsupported value: "Never": supported values: "Always"
          {initContainers: [{name: j, image: i, livenessProbe: {exec: {command: [a]}}}]} | spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always
          {ephemeralContainers: [{name: e, image: i}]} | spec.ephemeralContainers: Forbidden: cannot be set on create
          {schedulingGates: [{name: x}, {name: x}]} | spec.schedulingGates[1]: Duplicate value: "x"
          {nodeName: n, schedulingGates: [{name: x}]} | spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared
          {hostPID: true, shareProcessNamespace: true} | spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled
          {securityContext: {runAsUser: -1}} | spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive
          {hostAliases: [{ip: x}]}           | spec.hostAliases[0].ip: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
          """)
  void aSpecIsChecked(String spec, String faults) {
    assertThat(specFaults(spec)).isEqualTo(each(faults));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {operator: Exists, value: x, key: a}   | [0].operator: Invalid value: "x": value must be empty when `operator` is 'Exists'
          {operator: Foo, key: a}                | [0].operator: Unsupported value: "Foo": supported values: "Equal", "Exists"
          {effect: x, operator: Exists}          | [0].effect: Unsupported value: "x": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"
          {tolerationSeconds: 1, operator: Exists} | [0].effect: Invalid value: "": effect must be 'NoExecute' when `tolerationSeconds` is set
          {value: a}                             | [0].operator: Invalid value: "": operator must be Exists when `key` is empty, which means "match all values and all keys"
          """)
  void aTolerationIsChecked(String toleration, String fault) {
    assertThat(specFaults("{tolerations: [%s]}".formatted(toleration)))
        .containsExactly("spec.tolerations" + fault);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          imagePullPolicy: x                 | .imagePullPolicy: Unsupported value: "x": supported values: "Always", "IfNotPresent", "Never"
          terminationMessagePolicy: y        | .terminationMessagePolicy: Unsupported value: "y": supported values: "File", "FallbackToLogsOnError"
          volumeMounts: [{name: v, mountPath: /a}] | .volumeMounts[0].name: Not found: "v"
          ports: [{containerPort: 0}]        | .ports[0].containerPort: Required value
          ports: [{containerPort: 70000}]    | .ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive
          ports: [{containerPort: 1, protocol: x}] | .ports[0].protocol: Unsupported value: "x": supported values: "SCTP", "TCP", "UDP"
          ports: [{containerPort: 1, name: a}, {containerPort: 2, name: a}] | .ports[1].name: Duplicate value: "a"
          ports: [{containerPort: 4, name: abcdefghijklmnop}] | .ports[0].name: Invalid value: "abcdefghijklmnop": must be no more than 15 characters
          ports: [{containerPort: 4, name: "1"}] | .ports[0].name: Invalid value: "1": must contain at least one letter (a-z)
          ports: [{containerPort: 1, hostPort: 5}, {containerPort: 2, hostPort: 5}] | .ports[1].hostPort: Duplicate value: "TCP//5"
          env: [{name: ""}]                  | .env[0].name: Required value
          env: [{name: a=b}]                 | .env[0].name: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than '='
          env: [{name: X, value: a, valueFrom: {fieldRef: {fieldPath: metadata.name}}}] | .env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty
          env: [{name: Z, valueFrom: {fieldRef: {fieldPath: foo}}}] | .env[0].valueFrom.fieldRef.fieldPath: Invalid value: "foo": error converting fieldPath: field label not supported: foo
          envFrom: [{}]                      | .envFrom: Invalid value: "": must specify one of: `configMapRef` or `secretRef`
          envFrom: [{configMapRef: {}}]      | .envFrom[0].configMapRef.name: Required value
          resources: {limits: {cpu: 1}, requests: {cpu: 2}} | .resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
          resources: {requests: {memory: -1}} | .resources.requests[memory]: Invalid value: "-1": must be greater than or equal to 0
          resources: {requests: {foo: 1}}    | .resources.requests[foo]: Invalid value: foo: must be a standard resource type or fully qualified ;; .resources.requests[foo]: Invalid value: foo: must be a standard resource for containers
          resources: {requests: {example.com/gpu: 1}} | .resources.limits: Required value: Limit must be set for non overcommitable resources
          livenessProbe: {}                  | .livenessProbe: Required value: must specify a handler type
          readinessProbe: {tcpSocket: {port: 1}, exec: {command: [a]}} | .readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type
          startupProbe: {tcpSocket: {port: 1}, periodSeconds: -1} | .startupProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0
          livenessProbe: {tcpSocket: {port: 1}, successThreshold: 2} | .livenessProbe.successThreshold: Invalid value: 2: must be 1
          livenessProbe: {httpGet: {port: 80, scheme: x}} | .livenessProbe.httpGet.scheme: Unsupported value: "x": supported values: "HTTP", "HTTPS"
          lifecycle: {preStop: {}}           | .lifecycle.preStop: Required value: must specify a handler type
          securityContext: {runAsUser: -1}   | .securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive
          """)
  void aContainerIsChecked(String container, String faults) {
    List<String> expected =
        each(faults).stream().map(fault -> "spec.containers[0]" + fault).toList();

    assertThat(specFaults("{containers: [{name: c, image: i, %s}]}".formatted(container)))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{name: v, emptyDir: {}}, {name: v, emptyDir: {}}]       | /a | spec.volumes[1].name: Duplicate value: "v"
          [{name: v, emptyDir: {}, hostPath: {path: /x}}]          | /a | spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type ;; spec.containers[0].volumeMounts[0].name: Not found: "v"
          [{name: v}]                                              | "" | spec.containers[0].volumeMounts[0].mountPath: Required value
          [{name: v, configMap: {}}]                               | /a | spec.volumes[0].configMap.name: Required value ;; spec.containers[0].volumeMounts[0].name: Not found: "v"
          """)
  void volumesAreChecked(String volumes, String path, String fault) {
    String spec =
        "{volumes: %s, containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: %s}]}]}"
            .formatted(volumes, path);

    assertThat(specFaults(spec)).isEqualTo(each(fault));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {topologySpreadConstraints: [{maxSkew: 0, topologyKey: z, whenUnsatisfiable: DoNotSchedule}]} | spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero
          {topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: x}]} | spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "x": supported values: "DoNotSchedule", "ScheduleAnyway"
          {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}}} | spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term
          {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In}]}]}}}} | spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'
          {affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, podAffinityTerm: {topologyKey: a}}]}}} | spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100
          """)
  void schedulingIsChecked(String spec, String fault) {
    assertThat(specFaults(spec)).containsExactly(fault);
  }

  private static List<String> specFaults(String spec) {
    boolean stated = spec.matches("\\{(volumes: .*|)containers: .*");
    String containers = stated ? "" : "containers: [{name: c, image: i}], ";
    return Asked.faults("pods", "{spec: {%s%s}".formatted(containers, spec.substring(1)));
  }

  private static List<String> each(String faults) {
    return List.of(faults.split(" ;; "));
  }
}
