package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Deployments behind the real API. What is expected here was seen on Kubernetes' own controllers
 * ({@code -Dwindlass.cluster}).
 */
final class DeploymentIT {
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
  void aRollingUpdateIsToldStepByStepAndItsEndInTheStatus() {
    create("roll", "{replicas: 3, %s}");
    complete("roll");
    image("roll", "nginx:2");
    ObjectNode done = complete("roll");
    assertThat(scalings("roll"))
        .containsExactly(
            "up from 0 to 3",
            "up from 0 to 1",
            "down from 3 to 2",
            "up from 1 to 2",
            "down from 2 to 1",
            "up from 2 to 3",
            "down from 1 to 0");
    assertThat(counts(done))
        .isEqualTo(
            "{observedGeneration=2, replicas=3, updatedReplicas=3, readyReplicas=3,"
                + " availableReplicas=3}");
    assertThat(conditions(done))
        .containsExactlyInAnyOrder(
            "Available True MinimumReplicasAvailable Deployment has minimum availability.",
            "Progressing True NewReplicaSetAvailable ReplicaSet \"roll-HASH\" has successfully"
                + " progressed.");
    assertThat(done.at("/metadata/annotations/deployment.kubernetes.io~1revision").asText())
        .isEqualTo("2");
  }

  @Test
  void aReplicaSetOfADeploymentSaysWhoseItIsAndHowLarge() {
    create("own", "{replicas: 2, %s}");
    complete("own");
    JsonNode set = sets("own").getFirst();
    String hash = set.at("/metadata/labels/pod-template-hash").asText();
    assertThat(set.at("/metadata/name").asText()).isEqualTo("own-" + hash);
    assertThat(set.at("/spec/selector/matchLabels/pod-template-hash").asText()).isEqualTo(hash);
    assertThat(set.at("/metadata/ownerReferences/0/kind").asText()).isEqualTo("Deployment");
    assertThat(set.at("/metadata/annotations").toString())
        .contains(
            "\"deployment.kubernetes.io/desired-replicas\":\"2\"",
            "\"deployment.kubernetes.io/max-replicas\":\"3\"",
            "\"deployment.kubernetes.io/revision\":\"1\"");
    assertThat(set.path("status"))
        .hasToString(
            "{\"replicas\":2,\"fullyLabeledReplicas\":2,\"readyReplicas\":2,"
                + "\"availableReplicas\":2,\"observedGeneration\":1}");
  }

  @Test
  void recreateStopsAllBeforeItStartsAny() {
    create("anew", "{replicas: 2, strategy: {type: Recreate}, %s}");
    complete("anew");
    image("anew", "nginx:2");
    complete("anew");
    assertThat(scalings("anew"))
        .containsExactly("up from 0 to 2", "down from 2 to 0", "up from 0 to 2");
  }

  @Test
  void kubectlRolloutFollowsTellsTurnsBackAndHolds() {
    assumeTrue(LiveWorkloads.hasKubectl(), "skipped: there is no kubectl on the PATH");
    create("shop", "{replicas: 2, %s}");
    assertThat(cluster.kubectl("rollout", "status", "deploy/shop", "--timeout=50s"))
        .contains("deployment \"shop\" successfully rolled out");
    cluster.kubectl("set", "image", "deploy/shop", "app=nginx:2");
    cluster.kubectl("rollout", "status", "deploy/shop", "--timeout=50s");
    cluster.kubectl("annotate", "deploy/shop", "kubernetes.io/change-cause=new image");
    await().until(() -> cluster.kubectl("rollout", "history", "deploy/shop").contains("new"));
    assertThat(cluster.kubectl("rollout", "history", "deploy/shop").lines())
        .contains("1         <none>", "2         new image");
    assertThat(cluster.kubectl("rollout", "history", "deploy/shop", "--revision=1"))
        .contains("nginx:1");
    assertThat(cluster.kubectl("rollout", "undo", "deploy/shop")).contains("rolled back");
    cluster.kubectl("rollout", "status", "deploy/shop", "--timeout=50s");
    assertThat(image(complete("shop"))).isEqualTo("nginx:1");
    cluster.kubectl("rollout", "pause", "deploy/shop");
    cluster.kubectl("set", "image", "deploy/shop", "app=nginx:3");
    cluster.until(
        deployment("shop"), d -> conditions(d).toString().contains("Deployment is paused"));
    assertThat(sets("shop")).hasSize(2);
    cluster.kubectl("rollout", "resume", "deploy/shop");
    cluster.kubectl("rollout", "status", "deploy/shop", "--timeout=50s");
    assertThat(cluster.kubectl("rollout", "restart", "deploy/shop")).contains("restarted");
    cluster.kubectl("rollout", "status", "deploy/shop", "--timeout=50s");
    assertThat(sets("shop")).hasSize(4);
  }

  @Test
  void aPodThatIsRelabelledIsReleasedReplacedAndTakenBack() {
    create("label", "{replicas: 1, %s}");
    complete("label");
    String name = podsOf("label").getFirst().at("/metadata/name").asText();
    String pod = podPath(name);
    cluster.merge(pod, "{\"metadata\":{\"labels\":{\"app\":\"debug\"}}}");
    cluster.until(pod, p -> !p.path("metadata").has("ownerReferences"));
    await().until(() -> podsOf("label").size() == 1);
    cluster.merge(deployment("label"), "{\"spec\":{\"replicas\":0}}");
    await().until(() -> podsOf("label").isEmpty());
    cluster.merge(pod, "{\"metadata\":{\"labels\":{\"app\":\"label\"}}}");
    await().until(() -> podsOf("label").isEmpty());
  }

  private static String deployment(String name) {
    return cluster.path("apps/v1", "deployments/" + name);
  }

  private static String podPath(String name) {
    return cluster.path("apps/v1", "").replace("/apis/apps/v1", "/api/v1") + "pods/" + name;
  }

  private static void create(String name, String spec) {
    String template =
        "selector: {matchLabels: {app: %1$s}}, template: {metadata: {labels: {app: %1$s}}, spec:"
            + " {containers: [{name: app, image: 'nginx:1'}]}}";
    cluster.create(
        cluster.path("apps/v1", "deployments"),
        "{metadata: {name: %s}, spec: %s}"
            .formatted(name, spec.replace("%s", template.replace("%1$s", name))));
  }

  private static void image(String name, String image) {
    String containers = "[{\"name\":\"app\",\"image\":\"" + image + "\"}]";
    cluster.merge(
        deployment(name),
        "{\"spec\":{\"template\":{\"spec\":{\"containers\":" + containers + "}}}}");
  }

  private static String image(JsonNode deployment) {
    return deployment.at("/spec/template/spec/containers/0/image").asText();
  }

  private static ObjectNode complete(String name) {
    return cluster.until(
        deployment(name),
        d ->
            d.at("/status/observedGeneration").equals(d.at("/metadata/generation"))
                && conditions(d).toString().contains("NewReplicaSetAvailable")
                && d.at("/status/updatedReplicas").equals(d.at("/spec/replicas"))
                && d.at("/status/replicas").equals(d.at("/spec/replicas"))
                && d.at("/status/availableReplicas").equals(d.at("/spec/replicas")));
  }

  private static List<JsonNode> sets(String name) {
    return cluster.items(cluster.path("apps/v1", "replicasets?labelSelector=app=" + name));
  }

  private static List<JsonNode> podsOf(String name) {
    return cluster.pods().stream()
        .filter(pod -> pod.at("/metadata/labels/app").asText().equals(name))
        .toList();
  }

  private static List<String> scalings(String name) {
    return cluster.told("Deployment", "ScalingReplicaSet").stream()
        .filter(message -> message.contains(" " + name + "-"))
        .map(message -> message.replaceAll("Scaled (up|down) replica set \\S+", "$1"))
        .toList();
  }

  private static String counts(JsonNode deployment) {
    ObjectNode status = deployment.path("status").deepCopy();
    status.remove("conditions");
    return status
        .propertyStream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static List<String> conditions(JsonNode deployment) {
    return deployment
        .at("/status/conditions")
        .valueStream()
        .map(
            c ->
                "%s %s %s %s"
                    .formatted(
                        c.path("type").asText(),
                        c.path("status").asText(),
                        c.path("reason").asText(),
                        c.path("message").asText().replaceAll("-[a-z0-9]+\"", "-HASH\"")))
        .toList();
  }
}
