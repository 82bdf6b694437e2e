package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Filter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a pod, as a client sees it, from creation to deletion. */
final class PodLifeTest {
  private static final String TWO =
      "{containers: [{name: 'app', image: 'app:1'}, {name: 'side', image: 'side:1'}]}";

  private final Cluster cluster =
      new Cluster(SimulationOptions.of(3).withDelays(Duration.ofSeconds(2), Duration.ofSeconds(3)));

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void startsAfterItsDelayInThreeWrites() {
    cluster.pod(TWO, "{}");
    assertThat(cluster.phase()).isEqualTo("Pending");
    assertThat(cluster.containers())
        .isEqualTo("app:ContainerCreating:-:0 side:ContainerCreating:-:0");
    assertThat(cluster.condition("Ready")).isEqualTo("False/ContainersNotReady");

    cluster.step("2S");

    assertThat(cluster.phase()).isEqualTo("Running");
    assertThat(cluster.containers()).isEqualTo("app:running:ready:0 side:running:ready:0");
    assertThat(cluster.condition("Ready")).isEqualTo("True");
    assertThat(cluster.api.takeWrites())
        .containsExactly(
            "create pods default/web",
            "bind pods default/web node-0",
            "update pods/status default/web",
            "update pods/status default/web");
    JsonNode status = cluster.web().path("status");
    assertThat(status.path("hostIP").asText()).isEqualTo("10.1.0.1");
    assertThat(status.path("podIP").asText()).startsWith("10.64.");
    assertThat(status.path("startTime").asText()).isEqualTo("2026-11-23T12:00:00Z");
  }

  @Test
  void anImageChangeRestartsThatContainerOnly() {
    cluster.pod(TWO, "{}");
    cluster.step("2S");
    JsonNode before = cluster.web().path("status");

    cluster.image(0, "app:2");
    assertThat(cluster.containers()).isEqualTo("app:terminated:-:0 side:running:ready:0");
    assertThat(cluster.condition("Ready")).isEqualTo("False/ContainersNotReady");
    assertThat(container(0).path("imageID")).isEqualTo(before.at("/containerStatuses/0/imageID"));

    cluster.step("3S");
    assertThat(cluster.containers()).isEqualTo("app:running:ready:1 side:running:ready:0");
    assertThat(cluster.condition("Ready")).isEqualTo("True");
    assertThat(container(0).path("imageID").asText()).startsWith("app:2@sha256:");
    assertThat(container(0).path("containerID"))
        .isNotEqualTo(before.at("/containerStatuses/0/containerID"));
    assertThat(container(0).at("/lastState/terminated/containerID"))
        .isEqualTo(before.at("/containerStatuses/0/containerID"));
    assertThat(container(1)).isEqualTo(before.at("/containerStatuses/1"));
    assertThat(cluster.web().at("/status/podIP")).isEqualTo(before.path("podIP"));
  }

  @Test
  void evenARestartWithoutDelayIsSeenAsNotReady() {
    cluster.pod(TWO, "{'sim.windlass.io/restart-delay': '0'}");
    cluster.step("2S");
    cluster.api.takeWrites();
    cluster.image(0, "app:2");
    assertThat(cluster.containers()).isEqualTo("app:running:ready:1 side:running:ready:0");
    assertThat(cluster.api.takeWrites())
        .containsExactly(
            "update pods default/web",
            "update pods/status default/web",
            "update pods/status default/web");
  }

  @Test
  void labelsAndAnnotationsRestartNothingAndCostNoWrite() {
    cluster.pod(TWO, "{}");
    cluster.step("2S");
    cluster.api.takeWrites();
    cluster.change(
        pod -> {
          pod.withObject("/metadata/labels").put("version", "2");
          pod.withObject("/metadata/annotations").put("note", "new");
          return pod;
        });
    cluster.step("1M");
    assertThat(cluster.api.takeWrites()).containsExactly("update pods default/web");
    assertThat(cluster.containers()).isEqualTo("app:running:ready:0 side:running:ready:0");
  }

  @Test
  void readinessGatesHoldReadyBack() {
    cluster.pod(
        "{containers: [{name: 'app', image: 'app:1'}], readinessGates: [{conditionType: 'Gate'}]}",
        "{}");
    cluster.step("2S");
    assertThat(cluster.condition("ContainersReady")).isEqualTo("True");
    assertThat(cluster.condition("Ready")).isEqualTo("False/ReadinessGatesNotReady");

    gate("True");
    assertThat(cluster.condition("Ready")).isEqualTo("True");
    assertThat(cluster.condition("Gate")).isEqualTo("True");

    gate("False");
    assertThat(cluster.condition("Ready")).isEqualTo("False/ReadinessGatesNotReady");
    cluster.image(0, "app:2");
    cluster.step("3S");
    assertThat(cluster.condition("Gate")).isEqualTo("False");
  }

  private void gate(String status) {
    cluster.api.update(
        cluster.ref(),
        "status",
        pod -> {
          ObjectNode conditions = pod.withObject("/status");
          for (JsonNode c : conditions.path("conditions")) {
            if (c.path("type").asText().equals("Gate")) {
              ((ObjectNode) c).put("status", status);
              return pod;
            }
          }
          conditions.withArray("conditions").addObject().put("type", "Gate").put("status", status);
          return pod;
        });
  }

  @Test
  void anImageThatCannotBePulledWaits() {
    cluster.pod("{containers: [{name: 'app', image: 'broken:1'}]}", "{}");
    assertThat(cluster.containers()).isEqualTo("app:ErrImagePull:-:0");
    cluster.step("1S");
    assertThat(cluster.containers()).isEqualTo("app:ImagePullBackOff:-:0");
    assertThat(cluster.phase()).isEqualTo("Pending");
    cluster.image(0, "app:1");
    cluster.step("2S");
    assertThat(cluster.containers()).isEqualTo("app:running:ready:0");
  }

  @Test
  void deletionTakesItsStopDelayAndIsFinal() {
    cluster.pod(TWO, "{'sim.windlass.io/stop-delay': '5s'}");
    cluster.step("2S");
    cluster.api.delete(cluster.ref(), Json.object("{}"));
    cluster.step("4S");
    assertThat(cluster.containers()).isEqualTo("app:running:ready:0 side:running:ready:0");
    cluster.step("1S");
    assertThat(cluster.isGone()).isTrue();
  }

  @Test
  void aFinalizerKeepsTheObjectOfAPodThatHasStopped() {
    cluster.pod(TWO, "{}");
    cluster.step("2S");
    cluster.change(
        pod -> {
          pod.withObject("/metadata").putArray("finalizers").add("x/y");
          return pod;
        });
    cluster.api.delete(cluster.ref(), Json.object("{}"));
    assertThat(cluster.containers()).isEqualTo("app:terminated:-:0 side:terminated:-:0");
    assertThat(cluster.condition("Ready")).startsWith("False");
    cluster.change(
        pod -> {
          pod.withObject("/metadata").remove("finalizers");
          return pod;
        });
    assertThat(cluster.isGone()).isTrue();
  }

  @Test
  void aSettingThatCannotBeReadIsToldOnceAndChangesNothing() {
    cluster.pod(TWO, "{'sim.windlass.io/start-delay': 'soon'}");
    cluster.step("2S");
    assertThat(cluster.phase()).isEqualTo("Running");
    List<String> warnings =
        cluster.api.list(cluster.api.type("v1", "events"), Filter.ALL).stream()
            .filter(e -> e.path("type").asText().equals("Warning"))
            .map(e -> e.path("message").asText())
            .toList();
    assertThat(warnings)
        .containsExactly(
            "annotation sim.windlass.io/start-delay: \"soon\": not a duration such as 2s or 300ms");
  }

  private JsonNode container(int index) {
    return cluster.web().at("/status/containerStatuses/" + index);
  }
}
