package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What surrounds the autoscalers of a test: workloads, other scalers, budgets. */
record DoorNeighbours(ClusterExtension cluster) {

  /** What any cluster has. */
  void settle() throws IOException {
    cloneSet("web", "cpu: 1", "cpu: 2");
    cloneSet("twice", "cpu: 1", "cpu: 2");
    scaledByHpa("scaled");
    scaledByHpa("moving");
    cloneSet("lax", "memory: 1Gi", "memory: 2Gi");
    cloneSet("joined", "cpu: 1", "cpu: 2");
    cloneSet("bounded", "cpu: 1", "cpu: 1");
    cloneSet("guarded", "cpu: 1", "cpu: 2");
    cloneSet("kept", "cpu: 1", "cpu: 2");
    kept();
    apply(
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: guarded}
        spec: {minAvailable: 3, selector: {matchLabels: {app: guarded}}}
        """);
    apply(
        """
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: pods}
        spec: {hard: {pods: "28"}}
        """);
    sidecars();
    autoscalers();
  }

  private void autoscalers() throws IOException {
    Door door = new Door(client());
    String target = "{scaleTargetRef: {name: %s}%s}";
    assertThat(door.create("first", target.formatted("twice", "")).lines()).isEmpty();
    assertThat(
            door.create("taking", target.formatted("moving", ", takeover: {hpa: moving}")).lines())
        .isEmpty();
  }

  private void cloneSet(String name, String requests, String limits) {
    apply(
        """
        apiVersion: apps.kruise.io/v1alpha1
        kind: CloneSet
        metadata: {name: %1$s}
        spec:
          replicas: 3
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers:
              - {name: app, image: 'app:1', resources: {requests: {%2$s}, limits: {%3$s}}}
        """
            .formatted(name, requests, limits));
  }

  private void scaledByHpa(String name) {
    cloneSet(name, "cpu: 1", "cpu: 2");
    apply(
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: %1$s}
        spec:
          scaleTargetRef: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: %1$s}
          maxReplicas: 9
        """
            .formatted(name));
  }

  private void kept() {
    client()
        .genericKubernetesResources("apps.kruise.io/v1alpha1", "CloneSet")
        .withName("kept")
        .edit(
            set -> {
              set.getMetadata()
                  .getAnnotations()
                  .put(
                      "kubectl.kubernetes.io/last-applied-configuration",
                      "{\"spec\":{\"replicas\":3}}");
              return set;
            });
  }

  private void sidecars() {
    apply(
        """
        apiVersion: apps.kruise.io/v1alpha1
        kind: SidecarSet
        metadata: {name: %1$s-logs, labels: {%2$s: %1$s}}
        spec:
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}
          selector: {matchLabels: {app: joined}}
          containers: [{name: log, image: 'log:1'}]
        """
            .formatted(cluster.namespace(), ClusterExtension.MARK));
  }

  /** The name of a ReplicaSet that a Deployment {@code owner} has. */
  String owned() {
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: owner}
        spec:
          replicas: 0
          selector: {matchLabels: {app: owner}}
          template:
            metadata: {labels: {app: owner}}
            spec: {containers: [{name: app, image: 'app:1'}]}
        """);
    return await("the ReplicaSet")
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> client().apps().replicaSets().withLabel("app", "owner").list().getItems(),
            found -> !found.isEmpty())
        .getFirst()
        .getMetadata()
        .getName();
  }

  /** Scalers that have to be installed; only their definitions and objects are there. */
  void settleOtherScalers() {
    for (String[] type :
        List.of(
            new String[] {"keda.sh", "v1alpha1", "ScaledObject", "keda", "scaleTargetRef"},
            new String[] {
              "autoscaling.alibabacloud.com",
              "v1beta1",
              "CronHorizontalPodAutoscaler",
              "cron",
              "scaleTargetRef"
            },
            new String[] {
              "autoscaling.k8s.io", "v1", "VerticalPodAutoscaler", "vertical", "targetRef"
            })) {
      cloneSet(type[3], "cpu: 1", "cpu: 2");
      define(type[0], type[1], type[2]);
      apply(
          """
          apiVersion: %s/%s
          kind: %s
          metadata: {name: %4$s}
          spec: {%5$s: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: %4$s}}
          """
              .formatted((Object[]) type));
    }
  }

  private void define(String group, String version, String kind) {
    String plural = kind.toLowerCase(Locale.ROOT) + "s";
    apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: %4$s.%1$s
          annotations: {api-approved.kubernetes.io: unapproved}
        spec:
          group: %1$s
          scope: Namespaced
          names: {kind: %3$s, listKind: %3$sList, plural: %4$s, singular: one%4$s}
          versions:
          - name: %2$s
            served: true
            storage: true
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
        """
            .formatted(group, version, kind, plural));
    await(plural)
        .atMost(Duration.ofSeconds(10))
        .until(() -> client().getApiResources(group + "/" + version) != null);
  }

  private HasMetadata apply(String yaml) {
    return client()
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .create();
  }

  private KubernetesClient client() {
    return cluster.client();
  }
}
