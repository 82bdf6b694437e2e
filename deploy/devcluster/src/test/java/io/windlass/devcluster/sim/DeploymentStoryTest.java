package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deployments from the first pod to the last, seen from outside. */
final class DeploymentStoryTest {
  private static final String ROLLING =
      "{replicas: 3, progressDeadlineSeconds: 600, revisionHistoryLimit: 10, strategy: {type: "
          + "'RollingUpdate', rollingUpdate: {maxSurge: '25%', maxUnavailable: '25%'}}}";
  private static final String RECREATE =
      "{replicas: 2, progressDeadlineSeconds: 600, revisionHistoryLimit: 10, strategy: {type: "
          + "'Recreate'}}";
  private static final String SLOWLY = "'sim.windlass.io/start-delay': '5s'";

  private final Apps apps = new Apps();
  private final ResourceType deployments = apps.type("deployments");
  private final ResourceType sets = apps.type("replicasets");

  @AfterEach
  void close() {
    apps.close();
  }

  @Test
  void aNewDeploymentGetsItsPodsAndSaysSo() {
    apps.web(deployments, ROLLING, SLOWLY);
    assertThat(Apps.conditions(web()))
        .isEqualTo("Available=False/MinimumReplicasUnavailable Progressing=True/ReplicaSetUpdated");
    apps.step(5);
    assertThat(apps.pods()).hasSize(3);
    assertThat(Apps.conditions(web()))
        .isEqualTo(
            "Available=True/MinimumReplicasAvailable Progressing=True/NewReplicaSetAvailable");
    assertThat(web().at("/status/availableReplicas").asInt()).isEqualTo(3);
    assertThat(web().at("/status/observedGeneration").asInt()).isEqualTo(1);
    assertThat(revision(web())).isEqualTo("1");
  }

  @Test
  void aRollingUpdateGoesOneByOneAndNeverHasTooFew() {
    apps.web(deployments, ROLLING, SLOWLY);
    apps.step(5);
    apps.image(deployments, "app:2");
    for (int i = 0; i < 4; i++) {
      assertThat(web().at("/status/availableReplicas").asInt()).isGreaterThanOrEqualTo(3);
      apps.step(5);
    }
    assertThat(scalings())
        .containsExactly(
            "up from 0 to 3",
            "up from 0 to 1",
            "down from 3 to 2",
            "up from 1 to 2",
            "down from 2 to 1",
            "up from 2 to 3",
            "down from 1 to 0");
    assertThat(Apps.conditions(web())).contains("Progressing=True/NewReplicaSetAvailable");
    assertThat(revision(web())).isEqualTo("2");
  }

  @Test
  void recreateWaitsUntilTheLastOldPodIsGone() {
    String stop = "'sim.windlass.io/stop-delay': '8s'";
    apps.web(deployments, RECREATE, stop);
    apps.image(deployments, "app:2");
    apps.step(7);
    assertThat(images()).containsExactly("app:1", "app:1");
    apps.step(1);
    assertThat(images()).containsExactly("app:2", "app:2");
    assertThat(scalings()).containsExactly("up from 0 to 2", "down from 2 to 0", "up from 0 to 2");
  }

  @Test
  void whatWasRolledBackToIsTheNewestRevisionAndRemembersItsOldOne() {
    apps.web(deployments, ROLLING, "");
    apps.image(deployments, "app:2");
    apps.image(deployments, "app:1");
    assertThat(apps.all(sets)).hasSize(2);
    assertThat(revision(web())).isEqualTo("3");
    ObjectNode back =
        apps.all(sets).stream().filter(s -> revision(s).equals("3")).findFirst().orElseThrow();
    assertThat(back.at("/metadata/annotations").path("deployment.kubernetes.io/revision-history"))
        .hasToString("\"1\"");
    assertThat(images()).containsOnly("app:1");
  }

  @Test
  void ofTheHistoryTheLimitIsKept() {
    apps.web(deployments, ROLLING.replace("Limit: 10", "Limit: 1"), "");
    for (int i = 2; i < 6; i++) {
      apps.image(deployments, "app:" + i);
    }
    assertThat(apps.all(sets)).extracting(DeploymentStoryTest::revision).containsOnly("4", "5");
  }

  @Test
  void aPausedDeploymentScalesButDoesNotRollOut() {
    apps.web(deployments, ROLLING, "");
    spec(s -> s.put("paused", true));
    apps.image(deployments, "app:2");
    spec(s -> s.put("replicas", 5));
    assertThat(images()).hasSize(5).containsOnly("app:1");
    assertThat(Apps.conditions(web())).contains("Progressing=Unknown/DeploymentPaused");
    spec(s -> s.remove("paused"));
    assertThat(images()).hasSize(5).containsOnly("app:2");
    assertThat(Apps.conditions(web())).contains("Progressing=True/NewReplicaSetAvailable");
  }

  @Test
  void aRolloutThatDoesNotGetOnIsOverdueAndRecovers() {
    apps.web(deployments, ROLLING, "");
    apps.image(deployments, "broken:1");
    apps.step(599);
    assertThat(Apps.conditions(web())).contains("Progressing=True/ReplicaSetUpdated");
    apps.step(3);
    assertThat(Apps.conditions(web())).contains("Progressing=False/ProgressDeadlineExceeded");
    assertThat(Apps.conditions(web())).contains("Available=True");
    apps.image(deployments, "app:3");
    assertThat(Apps.conditions(web())).contains("Progressing=True/NewReplicaSetAvailable");
  }

  @Test
  void scalingInTheMiddleOfARolloutIsShared() {
    apps.web(deployments, ROLLING.replace("replicas: 3", "replicas: 10"), "");
    apps.image(deployments, "broken:1");
    assertThat(sizes().toList()).containsExactlyInAnyOrder("app:1 8", "broken:1 5");
    spec(s -> s.put("replicas", 20));
    assertThat(sizes().toList()).containsExactlyInAnyOrder("app:1 15", "broken:1 10");
  }

  @Test
  void podsCountAsAvailableWhenTheyHaveBeenReadyLongEnough() {
    apps.web(deployments, ROLLING.replace("{replicas", "{minReadySeconds: 30, replicas"), "");
    assertThat(web().at("/status/readyReplicas").asInt()).isEqualTo(3);
    assertThat(web().at("/status").has("availableReplicas")).isFalse();
    apps.step(30);
    assertThat(web().at("/status/availableReplicas").asInt()).isEqualTo(3);
  }

  @Test
  void anotherSetOfTheNameIsACollision() {
    apps.web(deployments, ROLLING, "");
    String name = apps.all(sets).getFirst().at("/metadata/name").asText();
    apps.cluster.api.delete(new Ref(deployments, "default", "web"), Json.object("{}"));
    ObjectNode foreign = Json.object("{metadata: {namespace: 'default'}, spec: {replicas: 0}}");
    foreign.withObject("/metadata").put("name", name);
    apps.cluster.api.create(sets, foreign);
    apps.web(deployments, ROLLING, "");
    apps.step(1);
    assertThat(web().at("/status/collisionCount").asInt()).isEqualTo(1);
    assertThat(apps.pods()).hasSize(3);
  }

  private ObjectNode web() {
    return apps.get(deployments, "web");
  }

  private void spec(java.util.function.Consumer<ObjectNode> change) {
    apps.change(deployments, "web", web -> change.accept((ObjectNode) web.path("spec")));
  }

  private List<String> scalings() {
    return apps.told("ScalingReplicaSet").stream()
        .map(message -> message.replaceAll("Scaled (up|down) replica set \\S+", "$1"))
        .toList();
  }

  private Stream<String> sizes() {
    return apps.all(sets).stream()
        .map(s -> image(s.at("/spec/template")) + " " + s.at("/spec/replicas"));
  }

  private List<String> images() {
    return apps.pods().stream().map(DeploymentStoryTest::image).toList();
  }

  private static String image(com.fasterxml.jackson.databind.JsonNode pod) {
    return pod.at("/spec/containers/0/image").asText();
  }

  private static String revision(ObjectNode object) {
    return object.at("/metadata/annotations").path("deployment.kubernetes.io/revision").asText();
  }
}
