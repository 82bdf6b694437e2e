package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.api.ApiException.Cause;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which fields of objects of the API's groups are refused, and for which reason. Each expectation
 * is the answer of a Kubernetes 1.32.10 API server to {@code POST} with {@code dryRun=All}; {@code
 * $T} is a template of pods, {@code $J} that of a Job, {@code $S} a selector that matches it.
 */
class GroupChecksTest {
  private static final String TEMPLATE =
      "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}";
  private static final String JOB =
      "template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}";
  private static final String SELECTOR = "selector: {matchLabels: {a: b}}";

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          deployments.apps | {spec: {$T}} | spec.selector Required, spec.template.metadata.labels Invalid
          deployments.apps | {spec: {selector: {}, $T}} | spec.selector Invalid
          deployments.apps | {spec: {selector: {matchLabels: {x: y}}, $T}} | spec.template.metadata.labels Invalid
          deployments.apps | {spec: {replicas: -1, minReadySeconds: 700, $S, $T}} | spec.progressDeadlineSeconds Invalid, spec.replicas Invalid
          deployments.apps | {spec: {strategy: {type: Odd}, $S, $T}} | spec.strategy NotSupported
          deployments.apps | {spec: {strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}, $S, $T}} | spec.strategy.rollingUpdate.maxUnavailable Invalid
          deployments.apps | {spec: {strategy: {rollingUpdate: {maxSurge: x, maxUnavailable: 101%}}, $S, $T}} | spec.strategy.rollingUpdate.maxSurge Invalid, spec.strategy.rollingUpdate.maxUnavailable Invalid
          deployments.apps | {spec: {strategy: {type: Recreate, rollingUpdate: {}}, $S, $T}} | spec.strategy.rollingUpdate Forbidden
          deployments.apps | {spec: {$S, template: {metadata: {labels: {a: b}}, spec: {restartPolicy: Never, activeDeadlineSeconds: 3, containers: [{name: c, image: i}]}}}} | spec.template.spec.activeDeadlineSeconds Forbidden, spec.template.spec.restartPolicy NotSupported
          replicasets.apps | {spec: {$S, template: {spec: {}}}} | spec.template.metadata.labels Invalid, spec.template.spec.containers Required
          statefulsets.apps | {spec: {podManagementPolicy: Odd, updateStrategy: {type: OnDelete, rollingUpdate: {}}, $S, $T}} | spec.podManagementPolicy Invalid, spec.updateStrategy.rollingUpdate Invalid
          statefulsets.apps | {spec: {persistentVolumeClaimRetentionPolicy: {whenDeleted: Odd}, ordinals: {start: -1}, $T}} | spec.ordinals.start Invalid, spec.persistentVolumeClaimRetentionPolicy.whenDeleted NotSupported, spec.selector Required, spec.template.metadata.labels Invalid
          statefulsets.apps | {metadata: {name: a.b}, spec: {serviceName: s, $S, $T}} | metadata.name Invalid
          horizontalpodautoscalers.autoscaling | {spec: {minReplicas: 0, maxReplicas: 2, scaleTargetRef: {kind: D, name: d}}} | spec.metrics Forbidden, spec.minReplicas Invalid
          daemonsets.apps | {spec: {updateStrategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}, $S, $T}} | spec.updateStrategy.rollingUpdate.maxSurge Invalid
          daemonsets.apps | {spec: {updateStrategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0}}, selector: {matchLabels: {x: y}}, $T}} | spec.template.metadata.labels Invalid, spec.updateStrategy.rollingUpdate.maxUnavailable Required
          jobs.batch | {spec: {parallelism: -1, completionMode: Indexed, $J}} | spec.completions Required, spec.parallelism Invalid
          jobs.batch | {spec: {maxFailedIndexes: 1, $J}} | spec.backoffLimitPerIndex Required, spec.maxFailedIndexes Invalid
          jobs.batch | {spec: {template: {spec: {containers: [{name: c, image: i}]}}}} | spec.template.spec.restartPolicy Required
          cronjobs.batch | {spec: {jobTemplate: {spec: {$J}}}} | spec.schedule Required
          cronjobs.batch | {spec: {schedule: '* * * *', concurrencyPolicy: Odd, timeZone: Odd/Zone, jobTemplate: {spec: {$J}}}} | spec.concurrencyPolicy NotSupported, spec.schedule Invalid, spec.timeZone Invalid
          cronjobs.batch | {spec: {schedule: '61 * * * *', successfulJobsHistoryLimit: -1, jobTemplate: {spec: {$J}}}} | spec.schedule Invalid, spec.successfulJobsHistoryLimit Invalid
          poddisruptionbudgets.policy | {spec: {minAvailable: 1, maxUnavailable: 1}} | spec Invalid
          poddisruptionbudgets.policy | {spec: {minAvailable: x, unhealthyPodEvictionPolicy: Odd}} | spec.minAvailable Invalid, spec.unhealthyPodEvictionPolicy NotSupported
          horizontalpodautoscalers.autoscaling | {spec: {minReplicas: 3, maxReplicas: 2, scaleTargetRef: {kind: D}}} | spec.maxReplicas Invalid, spec.scaleTargetRef.name Required
          horizontalpodautoscalers.autoscaling | {spec: {maxReplicas: 2, scaleTargetRef: {kind: D, name: d}, metrics: [{type: Pods}]}} | spec.metrics[0].pods Required
          horizontalpodautoscalers.autoscaling | {spec: {maxReplicas: 2, scaleTargetRef: {kind: D, name: d}, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization}}}]}} | spec.metrics[0].resource.target.averageUtilization Required
          horizontalpodautoscalers.autoscaling | {spec: {maxReplicas: 2, scaleTargetRef: {kind: D, name: d}, behavior: {scaleDown: {stabilizationWindowSeconds: 3601, selectPolicy: Odd, policies: [{type: Odd, value: 0, periodSeconds: 1801}]}}}} | spec.behavior.scaleDown.policies[0].periodSeconds Invalid, spec.behavior.scaleDown.policies[0].type NotSupported, spec.behavior.scaleDown.policies[0].value Invalid, spec.behavior.scaleDown.selectPolicy NotSupported, spec.behavior.scaleDown.stabilizationWindowSeconds Invalid
          ingresses.networking.k8s.io | {spec: {}} | spec Invalid
          ingresses.networking.k8s.io | {spec: {defaultBackend: {service: {name: s}}}} | spec.defaultBackend Required
          ingresses.networking.k8s.io | {spec: {rules: [{host: '*', http: {paths: [{path: a, pathType: Prefix, backend: {}}]}}]}} | spec.rules[0].host Invalid, spec.rules[0].http.paths[0].backend Invalid, spec.rules[0].http.paths[0].path Invalid
          ingressclasses.networking.k8s.io | {spec: {controller: plain, parameters: {kind: K, name: n, scope: Namespace}}} | spec.controller Invalid, spec.parameters.namespace Required
          ingressclasses.networking.k8s.io | {spec: {controller: a.example.com/c, parameters: {kind: K, name: n, scope: ''}}} | spec.parameters.scope NotSupported
          networkpolicies.networking.k8s.io | {spec: {podSelector: {}, policyTypes: [Odd], ingress: [{from: [{}], ports: [{port: 0, endPort: 3}]}]}} | spec.ingress[0].from[0] Required, spec.ingress[0].ports[0].port Invalid, spec.policyTypes[0] NotSupported
          networkpolicies.networking.k8s.io | {spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0}, podSelector: {}}]}]}} | spec.egress[0].to[0] Forbidden, spec.egress[0].to[0].ipBlock.cidr Invalid
          endpointslices.discovery.k8s.io | {addressType: Odd, endpoints: [{addresses: []}], ports: [{name: a, port: 1}, {name: a, port: 2, protocol: Odd}]} | addressType NotSupported, endpoints[0].addresses Required, ports[1].name Duplicate, ports[1].protocol NotSupported
          endpointslices.discovery.k8s.io | {addressType: IPv6, endpoints: [{addresses: [1.2.3.4]}]} | endpoints[0].addresses[0] Invalid
          endpointslices.discovery.k8s.io | {addressType: IPv4, endpoints: [{addresses: [x, 169.254.0.1]}]} | endpoints[0].addresses[0] Invalid, endpoints[0].addresses[0] Invalid, endpoints[0].addresses[1] Invalid
          endpointslices.discovery.k8s.io | {addressType: FQDN, endpoints: [{addresses: [plain, a.b]}]} | endpoints[0].addresses[0] Invalid
          roles.rbac.authorization.k8s.io | {rules: [{nonResourceURLs: [/x], verbs: [get]}, {apiGroups: ['']}]} | rules[0].nonResourceURLs Invalid, rules[1].resources Required, rules[1].verbs Required
          rolebindings.rbac.authorization.k8s.io | {roleRef: {apiGroup: g, kind: Odd}, subjects: [{kind: Odd}, {kind: ServiceAccount, name: s, apiGroup: g}]} | roleRef.apiGroup NotSupported, roleRef.kind NotSupported, roleRef.name Required, subjects[0].kind NotSupported, subjects[0].name Required, subjects[1].apiGroup NotSupported
          clusterrolebindings.rbac.authorization.k8s.io | {roleRef: {kind: Role, name: r}, subjects: [{kind: ServiceAccount, name: s}]} | roleRef.kind NotSupported, subjects[0].namespace Required
          storageclasses.storage.k8s.io | {provisioner: '', reclaimPolicy: Odd, volumeBindingMode: Odd} | provisioner Required, reclaimPolicy NotSupported, volumeBindingMode NotSupported
          priorityclasses.scheduling.k8s.io | {value: 1000000001, preemptionPolicy: Odd} | preemptionPolicy NotSupported, value Forbidden
          validatingwebhookconfigurations.admissionregistration.k8s.io | {webhooks: [{name: short, timeoutSeconds: 31, clientConfig: {}, admissionReviewVersions: [v9]}]} | webhooks[0].admissionReviewVersions Invalid, webhooks[0].clientConfig Required, webhooks[0].name Invalid, webhooks[0].sideEffects Required, webhooks[0].timeoutSeconds Invalid
          validatingwebhookconfigurations.admissionregistration.k8s.io | {webhooks: [{name: a.b.c, sideEffects: Some, clientConfig: {url: 'http://x'}, admissionReviewVersions: [v1], rules: [{operations: ['*', CREATE], apiGroups: ['']}]}]} | webhooks[0].clientConfig.url Invalid, webhooks[0].rules[0].apiVersions Required, webhooks[0].rules[0].operations Invalid, webhooks[0].rules[0].resources Required, webhooks[0].sideEffects NotSupported
          replicationcontrollers | {spec: {replicas: -1}} | spec.replicas Invalid, spec.selector Required, spec.template Required
          podtemplates | {template: {spec: {}}} | template.spec.containers Required
          limitranges | {spec: {limits: [{type: Odd}, {type: Container, min: {cpu: 2}, max: {cpu: 1}}]}} | spec.limits[0].type Invalid, spec.limits[1].defaultRequest[cpu] Invalid, spec.limits[1].default[cpu] Invalid, spec.limits[1].min[cpu] Invalid
          limitranges | {spec: {limits: [{type: 'a b'}, {type: Pod, default: {cpu: 1}, max: {gpu: 1, x/y: 1}}]}} | spec.limits[0].type Invalid, spec.limits[1].default Forbidden, spec.limits[1].max[gpu] Invalid, spec.limits[1].max[gpu] Invalid
          limitranges | {spec: {limits: [{type: Container, maxLimitRequestRatio: {cpu: 3, memory: 500m}, min: {cpu: 1}, max: {cpu: 2}}]}} | spec.limits[0].maxLimitRequestRatio[cpu] Invalid, spec.limits[0].maxLimitRequestRatio[memory] Invalid
          limitranges | {spec: {limits: [{type: x/y, default: {a/b: 1}, defaultRequest: {a/b: 2, odd: 1}}, {type: PersistentVolumeClaim}, {type: x/y}]}} | spec.limits[0].defaultRequest[a/b] Invalid, spec.limits[0].defaultRequest[a/b] Invalid, spec.limits[0].defaultRequest[odd] Invalid, spec.limits[1].limits Required, spec.limits[2].type Duplicate
          resourcequotas | {spec: {hard: {pods: 1500m, odd: 1, requests.cpu: -1, storage: 1}}} | spec.hard[odd] Invalid, spec.hard[odd] Invalid, spec.hard[pods] Invalid, spec.hard[requests.cpu] Invalid, spec.hard[storage] Invalid
          resourcequotas | {spec: {hard: {configmaps: 1}, scopes: [BestEffort, NotBestEffort, Odd]}} | spec.scopes Invalid, spec.scopes Invalid, spec.scopes Invalid, spec.scopes Invalid
          resourcequotas | {spec: {scopeSelector: {matchExpressions: [{scopeName: Odd, operator: Odd}, {scopeName: Terminating, operator: In}, {scopeName: PriorityClass, operator: Exists, values: [a]}]}}} | spec.scopeSelector.matchExpressions.operator Invalid, spec.scopeSelector.matchExpressions.operator Invalid, spec.scopeSelector.matchExpressions.scopeName Invalid, spec.scopeSelector.matchExpressions.values Invalid, spec.scopeSelector.matchExpressions.values Required
          endpoints | {subsets: [{addresses: [{ip: 127.0.0.1}, {ip: 169.254.1.1}, {ip: '::'}], ports: [{port: 1, appProtocol: '-'}]}]} | subsets[0].addresses[0].ip Invalid, subsets[0].addresses[1].ip Invalid, subsets[0].addresses[2].ip Invalid, subsets[0].ports[0].appProtocol Invalid
          nodes | {spec: {podCIDRs: [10.0.0.0/24, 10.0.1.0/24, x]}} | spec.podCIDRs InternalError, spec.podCIDRs Invalid, spec.podCIDRs[2] Invalid
          nodes | {spec: {podCIDR: 10.0.0.0/24, podCIDRs: [x, y]}} | ~
          events.events.k8s.io | {eventTime: '2020-01-01T00:00:00.000001Z', reportingController: c, reportingInstance: i, action: a, reason: R, type: Normal, deprecatedCount: 2, deprecatedSource: {host: h}, series: {count: 1}, metadata: {name: a, finalizers: [x]}} | count Invalid, metadata.finalizers[0] Invalid, series.count Invalid, series.lastObservedTime Required, source Invalid
          persistentvolumes | {spec: {persistentVolumeReclaimPolicy: Odd}} | spec Required, spec.accessModes Required, spec.capacity NotSupported, spec.capacity Required, spec.persistentVolumeReclaimPolicy NotSupported
          """)
  void faultsAreNamedByField(String type, String object, String faults) {
    String yaml = object.replace("$T", TEMPLATE).replace("$J", JOB).replace("$S", SELECTOR);
    List<Cause> found = BuiltInRules.validateCreate(Asked.type(type), Asked.created(type, yaml));
    assertThat(found.stream().map(GroupChecksTest::words).sorted())
        .containsExactly(faults.equals("~") ? new String[0] : faults.split(", "));
  }

  private static String words(Cause cause) {
    return cause.field() + " " + cause.reason().replace("FieldValue", "");
  }
}
