package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * StatefulSets, DaemonSets, Jobs and CronJobs behind the real API. What is expected of StatefulSets
 * was seen on Kubernetes' own controller; the referee has none of the others.
 */
final class WorkloadsIT {
  private static final String REST =
      "selector: {matchLabels: {app: NAME}}, template: {metadata: {labels: {app: NAME}}, spec:"
          + " {containers: [{name: app, image: 'nginx:1'}]}}";

  private static LiveWorkloads cluster;

  @BeforeAll
  static void open() {
    cluster = new LiveWorkloads();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  void aStatefulSetComesUpdatesAndGoesInOrder() {
    create("apps/v1", "statefulsets", "db", "replicas: 2, serviceName: db, " + REST);
    ObjectNode first = settled("db", 2);
    assertThat(told("db", "SuccessfulCreate"))
        .containsExactly(
            "create Pod db-0 in StatefulSet db successful",
            "create Pod db-1 in StatefulSet db successful");
    cluster.merge(set("db"), image("nginx:2"));
    cluster.until(
        set("db"),
        s ->
            s.at("/status/currentRevision").equals(s.at("/status/updateRevision"))
                && !s.at("/status/updateRevision").equals(first.at("/status/updateRevision")));
    assertThat(told("db", "SuccessfulDelete"))
        .containsExactly(
            "delete Pod db-1 in StatefulSet db successful",
            "delete Pod db-0 in StatefulSet db successful");
    ObjectNode status = settled("db", 2).path("status").deepCopy();
    assertThat(status.remove("currentRevision")).isEqualTo(status.remove("updateRevision"));
    assertThat(status.propertyStream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "observedGeneration=2",
            "replicas=2",
            "readyReplicas=2",
            "currentReplicas=2",
            "updatedReplicas=2",
            "collisionCount=0",
            "availableReplicas=2");
  }

  @Test
  void aPodOfAStatefulSetHasItsNumberAndItsVolume() {
    String volume =
        "volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce],"
            + " resources: {requests: {storage: 1Gi}}}}]";
    create(
        "apps/v1",
        "statefulsets",
        "kv",
        "replicas: 1, serviceName: kv, %s, ".formatted(volume) + REST);
    settled("kv", 1);
    JsonNode pod = podsOf("kv").getFirst();
    assertThat(
            pod.at("/metadata/labels").properties().stream()
                .map(e -> e.getKey() + "=" + e.getValue().asText()))
        .contains("apps.kubernetes.io/pod-index=0", "statefulset.kubernetes.io/pod-name=kv-0");
    assertThat(pod.at("/spec/volumes/0/persistentVolumeClaim/claimName").asText())
        .isEqualTo("data-kv-0");
    assertThat(pod.at("/spec/hostname").asText()).isEqualTo("kv-0");
    assertThat(
            cluster
                .get(cluster.core("persistentvolumeclaims/data-kv-0"))
                .at("/status/phase")
                .asText())
        .isEqualTo("Bound");
    assertThat(told("kv", "SuccessfulCreate"))
        .contains("create Claim data-kv-0 Pod kv-0 in StatefulSet kv success");
  }

  @Test
  void kubectlRollsAStatefulSetBack() {
    assumeTrue(LiveWorkloads.hasKubectl(), "skipped: there is no kubectl on the PATH");
    create("apps/v1", "statefulsets", "back", "replicas: 1, serviceName: back, " + REST);
    cluster.kubectl("rollout", "status", "sts/back", "--timeout=50s");
    cluster.merge(set("back"), image("nginx:2"));
    cluster.kubectl("rollout", "status", "sts/back", "--timeout=50s");
    assertThat(
            cluster
                .kubectl("rollout", "history", "sts/back")
                .lines()
                .filter(l -> l.matches("[12] .*")))
        .hasSize(2);
    cluster.kubectl("rollout", "undo", "sts/back");
    cluster.kubectl("rollout", "status", "sts/back", "--timeout=50s");
    assertThat(podsOf("back").getFirst().at("/spec/containers/0/image").asText())
        .isEqualTo("nginx:1");
  }

  @Test
  void aDaemonSetIsOnEachNode() {
    assumeTrue(cluster.isEmbedded(), "skipped: the referee has no DaemonSet controller");
    create("apps/v1", "daemonsets", "agent", REST);
    String path = cluster.path("apps/v1", "daemonsets/agent");
    cluster.until(path, d -> d.at("/status/numberAvailable").asInt() == 3);
    assertThat(podsOf("agent"))
        .extracting(p -> p.at("/spec/nodeName").asText())
        .doesNotHaveDuplicates();
    cluster.merge(path, image("nginx:2"));
    cluster.until(
        path,
        d ->
            d.at("/status/observedGeneration").asInt() == 2
                && d.at("/status/updatedNumberScheduled").asInt() == 3
                && d.at("/status/numberAvailable").asInt() == 3);
  }

  @Test
  void aJobRunsToItsEnd() {
    assumeTrue(cluster.isEmbedded(), "skipped: the referee has no Job controller");
    String pod =
        "template: {metadata: {annotations: {sim.windlass.io/exit-after: 100ms}}, spec:"
            + " {restartPolicy: Never, containers: [{name: app, image: 'work:1'}]}}";
    create(
        "batch/v1",
        "jobs",
        "sum",
        "completions: 3, parallelism: 2, completionMode: Indexed, " + pod);
    String path = cluster.path("batch/v1", "jobs/sum");
    ObjectNode job = cluster.until(path, j -> j.at("/status").has("completionTime"));
    assertThat(job.at("/status/succeeded").asInt()).isEqualTo(3);
    assertThat(job.at("/status/completedIndexes").asText()).isEqualTo("0-2");
    cluster.delete(path);
    await()
        .until(
            () -> cluster.pods().stream().noneMatch(p -> p.at("/metadata/labels").has("job-name")));
  }

  @Test
  void aCronJobSaysWhenItRanLast() {
    assumeTrue(cluster.isEmbedded(), "skipped: the referee has no CronJob controller");
    String job =
        "jobTemplate: {spec: {template: {metadata: {annotations: {sim.windlass.io/exit-after:"
            + " 100ms}}, spec: {restartPolicy: Never, containers: [{name: app, image:"
            + " 'work:1'}]}}}}";
    create("batch/v1", "cronjobs", "tick", "schedule: '@every 1s', " + job);
    ObjectNode ran =
        cluster.until(
            cluster.path("batch/v1", "cronjobs/tick"),
            c -> c.at("/status").has("lastSuccessfulTime"));
    assertThat(ran.at("/status/lastScheduleTime").asText()).isNotEmpty();
    cluster.delete(cluster.path("batch/v1", "cronjobs/tick"));
  }

  private static String set(String name) {
    return cluster.path("apps/v1", "statefulsets/" + name);
  }

  private static void create(String groupVersion, String plural, String name, String spec) {
    cluster.create(
        cluster.path(groupVersion, plural),
        "{metadata: {name: %s}, spec: {%s}}".formatted(name, spec.replace("NAME", name)));
  }

  private static ObjectNode settled(String name, int replicas) {
    return cluster.until(
        set(name),
        s ->
            s.at("/status/readyReplicas").asInt() == replicas
                && s.at("/status/availableReplicas").asInt() == replicas
                && s.at("/status/updatedReplicas").asInt() == replicas);
  }

  private static String image(String image) {
    return "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\""
        + image
        + "\"}]}}}}";
  }

  private static List<String> told(String set, String reason) {
    return cluster.told("StatefulSet", reason).stream()
        .filter(message -> message.contains("StatefulSet " + set + " "))
        .toList();
  }

  private static List<JsonNode> podsOf(String name) {
    return cluster.pods().stream()
        .filter(pod -> pod.at("/metadata/labels/app").asText().equals(name))
        .toList();
  }
}
