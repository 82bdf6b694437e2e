package io.windlass.devcluster.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.schema.RecordedSchemas;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the row that a Kubernetes 1.32.10 API server printed ({@code Accept:
 * application/json;as=Table;v=v1;g=meta.k8s.io}) for the object of the row.
 */
class TablePrintersTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          services   | {spec: {type: LoadBalancer, clusterIPs: [10.0.0.1], selector: {b: c, a: b}, ports: [{port: 80, nodePort: 30080, protocol: TCP}, {port: 53, protocol: UDP, nodePort: 30053}]}} | x; LoadBalancer; 10.0.0.1; <pending>; 80:30080/TCP,53:30053/UDP; 10s; a=b,b=c
          services   | {spec: {type: LoadBalancer, clusterIPs: [10.0.0.1], externalIPs: [1.1.1.1], ports: [{port: 80, protocol: TCP}]}, status: {loadBalancer: {ingress: [{ip: 2.2.2.2}, {hostname: h.io}]}}} | x; LoadBalancer; 10.0.0.1; 2.2.2.2,h.io,1.1.1.1; 80/TCP; 10s; <none>
          services   | {spec: {type: ClusterIP, clusterIPs: [None], externalIPs: [1.1.1.1, 2.2.2.2]}} | x; ClusterIP; None; 1.1.1.1,2.2.2.2; <none>; 10s; <none>
          services   | {spec: {type: ExternalName, externalName: a.b}} | x; ExternalName; <none>; a.b; <none>; 10s; <none>
          endpoints  | {subsets: [{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2}], ports: [{port: 80}, {port: 81}]}]} | x; 10.0.0.1:80,10.0.0.2:80,10.0.0.1:81 + 1 more...; 10s
          endpoints  | {}                                       | x; <none>; 10s
          endpoints  | {subsets: [{addresses: [{ip: 10.0.0.1}]}]} | x; 10.0.0.1; 10s
          configmaps | {data: {a: b}, binaryData: {c: YQ==}}    | x; 2; 10s
          secrets    | {type: Opaque, data: {a: YQ==}}          | x; Opaque; 1; 10s
          serviceaccounts | {}                                  | x; 0; 10s
          namespaces | {status: {phase: Active}}                | x; Active; 10s
          events     | {involvedObject: {kind: Pod, name: p, fieldPath: spec.x}, reason: R, message: " m ", type: Normal, source: {component: kubelet, host: n}, firstTimestamp: "2020-01-01T00:00:00Z", lastTimestamp: "2021-01-01T00:00:00Z", count: 3} | 5y327d; Normal; R; pod/p; spec.x; kubelet, n; m; 6y328d; 3; x
          events     | {involvedObject: {kind: Pod}, reason: R, eventTime: "2020-01-01T00:00:00.000000Z", reportingComponent: c, reportingInstance: i, type: Normal, series: {count: 7, lastObservedTime: "2022-01-01T00:00:00.000000Z"}} | 4y327d; Normal; R; pod; ; c, i; ; 6y328d; 7; x
          events     | {involvedObject: {kind: Pod, name: p}, reason: R} | <unknown>; ; R; pod/p; ; ; ; <unknown>; 1; x
          events.events.k8s.io | {regarding: {kind: Pod, name: p}, reason: R, note: m, type: Normal, reportingController: c, deprecatedSource: {component: kubelet, host: n}, deprecatedFirstTimestamp: "2020-01-01T00:00:00Z", deprecatedLastTimestamp: "2021-01-01T00:00:00Z", deprecatedCount: 3} | 5y327d; Normal; R; pod/p; ; kubelet, n; m; 6y328d; 3; x
          persistentvolumeclaims | {spec: {volumeName: v, storageClassName: sc, volumeMode: Filesystem}, status: {phase: Bound, accessModes: [ReadWriteMany, ReadWriteOnce], capacity: {storage: 2Gi}}} | x; Bound; v; 2Gi; RWO,RWX; sc; <unset>; 10s; Filesystem
          persistentvolumeclaims | {spec: {volumeMode: Filesystem}, status: {phase: Pending}} | x; Pending; ; ; ; ; <unset>; 10s; Filesystem
          controllerrevisions.apps | {metadata: {ownerReferences: [{apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: cs, controller: true}]}, revision: 4} | x; cloneset.apps.kruise.io/cs; 4; 10s
          leases.coordination.k8s.io | {spec: {holderIdentity: me}} | x; me; 10s
          nodes      | {metadata: {labels: {node-role.kubernetes.io/worker: "", kubernetes.io/role: x}}, spec: {unschedulable: true}, status: {conditions: [{type: Ready, status: Unknown}], addresses: [{type: ExternalIP, address: 3.3.3.3}], nodeInfo: {kubeletVersion: v1, osImage: os}}} | x; NotReady,SchedulingDisabled; worker,x; 10s; v1; <none>; 3.3.3.3; os; <unknown>; <unknown>
          customresourcedefinitions.apiextensions.k8s.io | {} | x; 2026-11-23T13:59:50Z
          deployments.apps | {spec: {replicas: 3, selector: {matchLabels: {app: a}}, template: {spec: {containers: [{name: c, image: i}, {name: d, image: j}]}}}, status: {readyReplicas: 1, updatedReplicas: 2}} | x; 1/3; 2; 0; 10s; c,d; i,j; app=a
          daemonsets.apps  | {spec: {template: {spec: {nodeSelector: {b: c, a: b}}}}, status: {desiredNumberScheduled: 3, numberReady: 1}} | x; 3; 0; 1; 0; 0; a=b,b=c; 10s; ; ; <none>
          jobs.batch       | {spec: {parallelism: 3}, status: {succeeded: 1, startTime: "2026-11-23T13:59:52Z", conditions: [{type: Suspended, status: "True"}]}} | x; Suspended; 1/1 of 3; 8s; 10s; ; ; <none>
          jobs.batch       | {spec: {completions: 2}, status: {succeeded: 2, startTime: "2026-11-23T13:00:00Z", completionTime: "2026-11-23T13:05:30Z", conditions: [{type: Complete, status: "True"}]}} | x; Complete; 2/2; 5m30s; 10s; ; ; <none>
          ingresses.networking.k8s.io | {spec: {tls: [{}], rules: [{host: a}, {host: b}, {}, {host: c}, {host: d}]}} | x; <none>; a,b,c + 2 more...; ; 80, 443; 10s
          endpointslices.discovery.k8s.io | {addressType: IPv4, ports: [{name: n}, {port: 80}], endpoints: []} | x; IPv4; n,80; <unset>; 10s
          horizontalpodautoscalers.autoscaling | {spec: {scaleTargetRef: {kind: Deployment, name: d}, maxReplicas: 3, metrics: [{type: Resource, resource: {name: cpu, target: {averageUtilization: 50}}}, {type: Pods, pods: {target: {averageValue: 1k}}}, {type: External, external: {target: {value: "3"}}}]}, status: {currentMetrics: [{type: Resource, resource: {current: {averageUtilization: 40}}}]}} | x; Deployment/d; cpu: 40%/50%, <unknown>/1k + 1 more...; <unset>; 3; 0; 10s
          resourcequotas   | {status: {hard: {pods: "3", limits.cpu: "2"}, used: {pods: "1"}}} | x; 10s; pods: 1/3; limits.cpu: 0/2
          persistentvolumes | {spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: Retain, claimRef: {namespace: n, name: c}, volumeMode: Block}, status: {phase: Bound}} | x; 1Gi; RWO; Retain; Bound; n/c; ; <unset>; ; 10s; Block
          storageclasses.storage.k8s.io | {metadata: {annotations: {storageclass.kubernetes.io/is-default-class: "true"}}, provisioner: p, reclaimPolicy: Delete, volumeBindingMode: Immediate} | x (default); p; Delete; Immediate; false; 10s
          """)
  void aRowIsPrinted(String type, String object, String row) {
    assertThat(Printed.row(type, object)).isEqualTo(row);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pods  | Name Ready Status Restarts Age IP/1 Node/1 Nominated Node/1 Readiness Gates/1
          nodes | Name Status Roles Age Version Internal-IP/1 External-IP/1 OS-Image/1 Kernel-Version/1 Container-Runtime/1
          leases.coordination.k8s.io | Name Holder Age
          """)
  void columnsAreTheRecordedOnes(String type, String columns) {
    assertThat(columns(Printed.PRINTERS.forBuiltIn(Printed.type(type)))).isEqualTo(columns);
  }

  @Test
  void everyListedTypeHasAsManyCellsAsColumns() {
    for (ResourceType type : new RecordedSchemas().builtInTypes()) {
      TablePrinter printer = Printed.PRINTERS.forBuiltIn(type);

      assertThat(printer.cells(Printed.yaml("{metadata: {name: x}}")))
          .as(type.qualifiedName())
          .hasSameSizeAs(printer.columns());
    }
  }

  private static String columns(TablePrinter printer) {
    return printer.columns().stream()
        .map(c -> c.path("name").asText() + priority(c))
        .collect(Collectors.joining(" "));
  }

  private static String priority(ObjectNode column) {
    int priority = column.path("priority").asInt();
    return priority == 0 ? "" : "/" + priority;
  }
}
