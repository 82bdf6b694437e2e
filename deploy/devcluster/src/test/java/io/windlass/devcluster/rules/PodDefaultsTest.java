package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is what a Kubernetes 1.32.10 API server made of the pod: {@code POST
 * .../pods?dryRun=All}.
 */
class PodDefaultsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "i, Always",
    "i:latest, Always",
    "i:v1, IfNotPresent",
    "r.io/a/b@sha256:aaaa, IfNotPresent",
    "host:5000/i, Always",
    "host:5000/i:v2, IfNotPresent",
    "i:v1@sha256:aaaa, IfNotPresent",
  })
  void theTagDecidesWhenToPull(String image, String policy) {
    ObjectNode pod = pod("{containers: [{name: c, image: '%s'}]}".formatted(image));

    assertThat(pod.at("/spec/containers/0/imagePullPolicy").asText()).isEqualTo(policy);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          restartPolicy: Always
          terminationGracePeriodSeconds: 30
          dnsPolicy: ClusterFirst
          serviceAccountName: default
          serviceAccount: default
          securityContext: {}
          schedulerName: default-scheduler
          priority: 0
          preemptionPolicy: PreemptLowerPriority
          enableServiceLinks: true
          tolerations: [{key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 300}, {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 300}]
          volumes: [{name: kube-api-access-abcde, projected: {sources: [{serviceAccountToken: {expirationSeconds: 3607, path: token}}, {configMap: {name: kube-root-ca.crt, items: [{key: ca.crt, path: ca.crt}]}}, {downwardAPI: {items: [{path: namespace, fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}}]}}], defaultMode: 420}}]
          """)
  void aPodOfOneContainerGets(String expected) {
    ObjectNode field = Asked.yaml(expected);
    String name = field.fieldNames().next();

    assertThat(pod("{containers: [{name: c, image: i}]}").path("spec").path(name))
        .isEqualTo(field.get(name));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ports: [{containerPort: 80}]              | ports: [{containerPort: 80, protocol: TCP}]
          livenessProbe: {httpGet: {port: 80}}      | livenessProbe: {httpGet: {port: 80, path: /, scheme: HTTP}, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3}
          startupProbe: {grpc: {port: 5}}           | startupProbe: {grpc: {port: 5, service: ""}, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3}
          readinessProbe: {exec: {command: [a]}, periodSeconds: 3} | readinessProbe: {exec: {command: [a]}, periodSeconds: 3, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 3}
          lifecycle: {preStop: {httpGet: {port: x}}} | lifecycle: {preStop: {httpGet: {port: x, path: /, scheme: HTTP}}}
          env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}] | env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name, apiVersion: v1}}}]
          resources: {limits: {cpu: "1", memory: 1Gi}, requests: {cpu: "0.5"}} | resources: {limits: {cpu: "1", memory: 1Gi}, requests: {cpu: 500m, memory: 1Gi}}
          volumeMounts: []                          | volumeMounts: [{name: kube-api-access-abcde, readOnly: true, mountPath: /var/run/secrets/kubernetes.io/serviceaccount}]
          name: c                                   | terminationMessagePath: /dev/termination-log
          name: c                                   | terminationMessagePolicy: File
          """)
  void aContainerGets(String stated, String expected) {
    ObjectNode pod = pod("{containers: [{name: c, image: i, %s}]}".formatted(stated));
    ObjectNode field = Asked.yaml(expected);
    String name = field.fieldNames().next();

    assertThat(pod.at("/spec/containers/0").path(name)).isEqualTo(field.get(name));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {name: v}                              | {name: v, emptyDir: {}}
          {name: v, configMap: {name: x}}        | {name: v, configMap: {name: x, defaultMode: 420}}
          {name: v, secret: {secretName: x}}     | {name: v, secret: {secretName: x, defaultMode: 420}}
          {name: v, hostPath: {path: /}}         | {name: v, hostPath: {path: /, type: ""}}
          {name: v, downwardAPI: {items: [{path: p, fieldRef: {fieldPath: metadata.name}}]}} | {name: v, downwardAPI: {items: [{path: p, fieldRef: {fieldPath: metadata.name, apiVersion: v1}}], defaultMode: 420}}
          {name: v, projected: {sources: [{serviceAccountToken: {path: x}}]}} | {name: v, projected: {sources: [{serviceAccountToken: {path: x, expirationSeconds: 3600}}], defaultMode: 420}}
          """)
  void aVolumeGets(String stated, String expected) {
    ObjectNode pod = pod("{volumes: [%s], containers: [{name: c, image: i}]}".formatted(stated));

    assertThat(pod.at("/spec/volumes/0")).isEqualTo(Asked.yaml(expected));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                          | BestEffort
          {requests: {cpu: 1}}                                        | Burstable
          {limits: {cpu: 1, memory: 1Gi}}                             | Guaranteed
          {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 500m}}      | Burstable
          """)
  void resourcesDecideTheClass(String resources, String quality) {
    ObjectNode pod = pod("{containers: [{name: c, image: i, resources: %s}]}".formatted(resources));

    assertThat(pod.at("/status/qosClass").asText()).isEqualTo(quality);
    assertThat(pod.at("/status/phase").asText()).isEqualTo("Pending");
  }

  @Test
  void aPodOnTheHostsNetworkUsesItsPorts() {
    JsonNode port =
        pod("{hostNetwork: true, containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}")
            .at("/spec/containers/0/ports/0");

    assertThat(port.path("hostPort").asInt()).isEqualTo(80);
  }

  @Test
  void applyingDefaultsAgainChangesNothing() {
    ObjectNode once = pod("{containers: [{name: c, image: i}], volumes: [{name: v}]}");
    ObjectNode twice = Asked.defaulted("pods", once.deepCopy());

    assertThat(twice).isEqualTo(once);
  }

  private static ObjectNode pod(String spec) {
    return Asked.created("pods", "{spec: %s}".formatted(spec));
  }
}
