package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the answer of a Kubernetes 1.32.10 API server to {@code POST} with {@code
 * dryRun=All} of the object of the row. Faults of one row are separated by {@code ;;}.
 */
class BuiltInRulesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                    | spec.ports: Required value
          {ports: [{port: 80}, {port: 81}]}                     | spec.ports[0].name: Required value ;; spec.ports[1].name: Required value
          {ports: [{port: 0, targetPort: 1}]}                   | spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive
          {ports: [{port: 80, protocol: x}]}                    | spec.ports[0].protocol: Unsupported value: "x": supported values: "SCTP", "TCP", "UDP"
          {ports: [{port: 80, name: a}, {port: 81, name: a}]}   | spec.ports[1].name: Duplicate value: "a"
          {ports: [{port: 80, targetPort: A}]}                  | spec.ports[0].targetPort: Invalid value: "A": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-) ;; spec.ports[0].targetPort: Invalid value: "A": must contain at least one letter (a-z)
          {type: Foo, ports: [{port: 80}]}                      | spec.type: Unsupported value: "Foo": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"
          {clusterIP: x, ports: [{port: 80}]}                   | spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
          {ports: [{port: 80, nodePort: 30001}]}                | spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'
          {type: ExternalName}                                  | spec.externalName: Required value
          {ports: [{port: 80}], sessionAffinity: x}             | spec.sessionAffinity: Unsupported value: "x": supported values: "ClientIP", "None"
          {ports: [{port: 80}], externalTrafficPolicy: Local}   | spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services
          {ports: [{port: 80}], loadBalancerSourceRanges: [x]}  | spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer' ;; spec.LoadBalancerSourceRanges[0]: Invalid value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)
          {ports: [{port: 80}], loadBalancerClass: a/b}         | spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'
          {ports: [{port: 80}], healthCheckNodePort: 9}         | spec.healthCheckNodePort: Invalid value: 9: may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'
          {ports: [{port: 80}], internalTrafficPolicy: x}       | spec.internalTrafficPolicy: Unsupported value: "x": supported values: "Cluster", "Local"
          {ports: [{port: 80}], trafficDistribution: x}         | spec.trafficDistribution: Unsupported value: "x": supported values: "PreferClose"
          {ports: [{port: 80}], externalIPs: [127.0.0.1]}       | spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)
          {ports: [{port: 80}], externalIPs: [x]}               | spec.externalIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
          """)
  void servicesAreChecked(String spec, String faults) {
    assertThat(Asked.faults("services", "{spec: %s}".formatted(spec)))
        .containsExactly(faults.split(" ;; "));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          configmaps | {data: {.: z}}                            | data[.]: Invalid value: ".": must not be '.'
          configmaps | {data: {..a: z}}                          | data[..a]: Invalid value: "..a": must not start with '..'
          configmaps | {data: {a: x}, binaryData: {a: YQ==}}     | data[a]: Invalid value: "a": duplicate of key present in binaryData
          secrets    | {type: kubernetes.io/tls}                 | data[tls.crt]: Required value ;; data[tls.key]: Required value
          secrets    | {type: kubernetes.io/ssh-auth}            | data[ssh-privatekey]: Required value
          secrets    | {type: kubernetes.io/basic-auth}          | data[username]: Required value ;; data[password]: Required value
          secrets    | {type: kubernetes.io/service-account-token} | metadata.annotations[kubernetes.io/service-account.name]: Required value
          leases.coordination.k8s.io | {spec: {leaseDurationSeconds: 0, leaseTransitions: -1}} | spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0 ;; spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0
          controllerrevisions.apps | {revision: -1}              | revision: Invalid value: -1: must be greater than or equal to 0 ;; data: Required value: data is mandatory
          controllerrevisions.apps | {revision: 1, data: 5}      | data: Required value: data must be a valid JSON object
          events     | {involvedObject: {kind: Pod, namespace: other}} | involvedObject.namespace: Invalid value: "other": does not match event.namespace
          events     | {eventTime: "2020-01-01T00:00:00.000000Z", reportingComponent: c} | reportingInstance: Required value ;; action: Required value ;; reason: Required value
          events.events.k8s.io | {}                              | eventTime: Required value ;; type: Invalid value: "": has invalid value:
          persistentvolumeclaims | {spec: {}}                    | spec.accessModes: Required value: at least 1 access mode is required ;; spec.resources[storage]: Required value
          persistentvolumeclaims | {spec: {accessModes: [Foo], resources: {requests: {storage: 0}}}} | spec.accessModes: Unsupported value: "Foo": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod" ;; spec.resources[storage]: Invalid value: "0": must be greater than zero
          nodes      | {spec: {taints: [{key: a, effect: Foo}]}} | metadata.taints[0].effect: Unsupported value: "Foo": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"
          nodes      | {status: {capacity: {cpu: -1}, allocatable: {cpu: 1}}} | status.capacity.cpu: Invalid value: "-1": must be greater than or equal to 0
          endpoints  | {subsets: [{}]}                           | subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`
          endpoints  | {subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{port: 0}]}]} | subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive
          """)
  void otherTypesAreChecked(String type, String object, String faults) {
    assertThat(Asked.faults(type, object).stream().map(String::strip))
        .containsExactly(faults.split(" ;; "));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          secrets    | {stringData: {a: x}, data: {a: YQ==, b: ""}} | {data: {a: eA==, b: ""}, type: Opaque}
          namespaces | {status: {phase: Terminating}}               | {spec: {finalizers: [kubernetes]}, status: {phase: Active}}
          persistentvolumeclaims | {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1024Mi}}}} | {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, volumeMode: Filesystem}, status: {phase: Pending}}
          endpoints  | {subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{port: 80}]}]} | {subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{port: 80, protocol: TCP}]}]}
          services   | {spec: {ports: [{port: 80}]}} | {spec: {ports: [{port: 80, protocol: TCP, targetPort: 80}], sessionAffinity: None, type: ClusterIP, internalTrafficPolicy: Cluster, ipFamilyPolicy: SingleStack, ipFamilies: [IPv4], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1]}, status: {loadBalancer: {}}}
          services   | {spec: {clusterIP: None, sessionAffinityConfig: {clientIP: {timeoutSeconds: 5}}, selector: {a: b}}} | {spec: {clusterIP: None, clusterIPs: [None], selector: {a: b}, sessionAffinity: None, type: ClusterIP, internalTrafficPolicy: Cluster, ipFamilyPolicy: SingleStack, ipFamilies: [IPv4]}, status: {loadBalancer: {}}}
          services   | {spec: {type: ExternalName, externalName: a.b}} | {spec: {type: ExternalName, externalName: a.b, sessionAffinity: None}, status: {loadBalancer: {}}}
          """)
  void defaultsAreFilledIn(String type, String object, String expected) {
    ObjectNode created = Asked.created(type, object);
    for (Map.Entry<String, JsonNode> field : Asked.yaml(expected).properties()) {
      assertThat(created.get(field.getKey())).isEqualTo(field.getValue());
    }
    assertThat(created.has("stringData")).isFalse();
    assertThat(Asked.faults(type, object)).isEqualTo(List.of());
  }
}
