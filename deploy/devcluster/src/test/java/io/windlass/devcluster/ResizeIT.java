package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Running pods that are given more or less, and containers to look inside. */
final class ResizeIT {
  private static final String SPEC =
      "containers: [{name: app, image: 'app:1', resources: {requests: {cpu: 100m, memory: 64Mi},"
          + " limits: {cpu: 200m}}}]";

  private static SteppedCluster cluster;

  @BeforeAll
  static void open(@TempDir Path directory) {
    cluster = SteppedCluster.open(directory);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static void running(String name) {
    cluster.pod(name, "a: b", SPEC);
    cluster.until(name, "app:running:ready:0");
  }

  private static Answer change(String pod, String subresource, String spec) {
    return cluster
        .http()
        .patch(
            cluster.podPath(pod) + "/" + subresource,
            "strategic-merge-patch+json",
            "{'spec':%s}".formatted(spec).replace('\'', '"'));
  }

  @Test
  void theKubeletGivesWhatIsAskedForWithoutARestart() {
    running("grown");
    String amounts = "{'containers':[{'name':'app','resources':{'requests':{'cpu':'150m'}}}]}";
    Answer resized = change("grown", "resize", amounts);
    assertThat(resized.code()).as(resized.body().toString()).isEqualTo(200);
    assertThat(resized.text("status", "resize")).isEqualTo("Proposed");
    await().until(() -> cluster.pod("grown").at("/status/resize").isMissingNode());
    ObjectNode status = (ObjectNode) cluster.pod("grown").at("/status/containerStatuses/0");
    assertThat(status.at("/resources/requests/cpu").asText()).isEqualTo("150m");
    assertThat(status.at("/resources/limits/cpu").asText()).isEqualTo("200m");
    assertThat(status.at("/allocatedResources/cpu").asText()).isEqualTo("150m");
    assertThat(status.at("/restartCount").asInt()).isZero();
    assertThat(cluster.http().get(cluster.podPath("grown")).code()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          an amount given while it runs       | cpus   | {'requests':{'cpu':'150m'}}     | 0
          an amount in other words            | words  | {'requests':{'memory':'33554432'}} | 0
          an amount that it starts anew for   | memory | {'requests':{'memory':'48Mi'}}  | 1
          """)
  void theResizePolicySaysWhetherTheContainerStartsAnew(
      String rule, String name, String resources, int restarts) {
    cluster.pod(
        name,
        "a: b",
        "containers: [{name: app, image: app:1, resizePolicy: [{resourceName: memory,"
            + " restartPolicy: RestartContainer}], resources: {requests: {cpu: 100m, memory:"
            + " 32Mi}, limits: {cpu: 200m, memory: 64Mi}}}]");
    cluster.until(name, "app:running:ready:0");

    change(name, "resize", "{'containers':[{'name':'app','resources':%s}]}".formatted(resources));
    cluster.until(name, "app:running:ready:" + restarts);
    String asked = resources.replaceAll(".*'([0-9a-zA-Z]+)'}}", "$1");
    await()
        .untilAsserted(
            () ->
                assertThat(cluster.pod(name).at("/status/containerStatuses/0/resources/requests"))
                    .as(rule)
                    .anyMatch(amount -> amount.asText().equals(asked)));
    assertThat(cluster.pod(name).at("/status/containerStatuses/0/restartCount").asInt())
        .isEqualTo(restarts);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          the class of service stays | {'requests':{'cpu':'200m','memory':'64Mi'},'limits':{'cpu':'200m','memory':'64Mi'}} | Pod QOS Class may not change as a result of resizing
          nothing is taken away      | {'requests':{'memory':null}} | resource requests cannot be removed
          only cpu and memory change | {'limits':{'ephemeral-storage':'1Gi'}} | only cpu and memory resources are mutable
          """)
  void refusals(String rule, String resources, String why) {
    String name = "kept-" + Math.abs(rule.hashCode() % 1000);
    running(name);
    Answer refused =
        change(
            name, "resize", "{'containers':[{'name':'app','resources':%s}]}".formatted(resources));
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.text("message")).contains(why);
  }

  @Test
  void anEphemeralContainerRunsBesideTheOthers() {
    running("debugged");
    change(
        "debugged", "ephemeralcontainers", "{'ephemeralContainers':[{'name':'dbg','image':'sh'}]}");
    String state = "/status/ephemeralContainerStatuses/0/state/running/startedAt";
    await().until(() -> !cluster.pod("debugged").at(state).isMissingNode());
    assertThat(cluster.pod("debugged").at("/status/phase").asText()).isEqualTo("Running");
    Answer log = cluster.http().get(cluster.podPath("debugged") + "/log?container=dbg");
    assertThat(log.text("text")).isEqualTo("dbg started, run 1\n");
  }
}
