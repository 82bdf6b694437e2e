package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Init containers, sidecars, ends and restarts. */
final class ContainerOrderTest {
  private static final String INIT =
      "{restartPolicy: '%s', initContainers: [{name: 'i', image: 'i'}, {name: 's', image: 's',"
          + " restartPolicy: 'Always'}], containers: [{name: 'a', image: 'a'}]}";
  private static final String ONE = "{restartPolicy: '%s', containers: [{name: 'a', image: 'a'}]}";

  private final Cluster cluster = new Cluster(SimulationOptions.of(1));

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void initContainersRunOneAfterTheOther() {
    cluster.pod(
        INIT.formatted("Always"),
        "{'sim.windlass.io/exit-after.i': '2s', 'sim.windlass.io/start-delay.s': '1s'}");
    assertThat(cluster.containers())
        .isEqualTo("i:running:-:0 s:PodInitializing:-:0 a:PodInitializing:-:0");
    assertThat(cluster.condition("Initialized")).isEqualTo("False/ContainersNotInitialized");
    cluster.step("2S");
    assertThat(cluster.containers())
        .isEqualTo("i:terminated:ready:0 s:PodInitializing:-:0 a:PodInitializing:-:0");
    assertThat(cluster.phase()).isEqualTo("Pending");
    cluster.step("1S");
    assertThat(cluster.containers())
        .isEqualTo("i:terminated:ready:0 s:running:ready:0 a:running:ready:0");
    assertThat(cluster.condition("Initialized")).isEqualTo("True");
    assertThat(cluster.phase()).isEqualTo("Running");
  }

  @Test
  void aSidecarThatIsNotReadyHoldsThePodBack() {
    cluster.pod(INIT.formatted("Always"), "{'sim.windlass.io/never-ready': 's'}");
    assertThat(cluster.phase()).isEqualTo("Running");
    assertThat(cluster.condition("Ready")).isEqualTo("False/ContainersNotReady");
  }

  @Test
  void sidecarsEndWhenTheWorkIsDone() {
    cluster.pod(INIT.formatted("Never"), "{'sim.windlass.io/exit-after': '5s'}");
    cluster.step("5S");
    assertThat(cluster.phase()).isEqualTo("Succeeded");
    assertThat(cluster.containers())
        .isEqualTo("i:terminated:ready:0 s:terminated:-:0 a:terminated:-:0");
    assertThat(cluster.condition("Ready")).isEqualTo("False/PodCompleted");
  }

  @Test
  void anInitContainerThatFailsForGoodFailsThePod() {
    cluster.pod(INIT.formatted("Never"), "{'sim.windlass.io/exit-code.i': '3'}");
    assertThat(cluster.phase()).isEqualTo("Failed");
    assertThat(cluster.web().at("/status/initContainerStatuses/0/state/terminated/exitCode"))
        .hasToString("3");
    assertThat(cluster.containers()).endsWith("a:PodInitializing:-:0");
  }

  @ParameterizedTest(name = "{0} and exit code {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Always    | 0 | Running   | a:running:ready:1
          Always    | 1 | Running   | a:running:ready:1
          OnFailure | 1 | Running   | a:running:ready:1
          OnFailure | 0 | Succeeded | a:terminated:-:0
          Never     | 0 | Succeeded | a:terminated:-:0
          Never     | 1 | Failed    | a:terminated:-:0
          """)
  void theRestartPolicyDecides(String policy, String code, String phase, String container) {
    cluster.pod(
        ONE.formatted(policy),
        "{'sim.windlass.io/exit-after': '4s', 'sim.windlass.io/exit-code': '%s'}".formatted(code));
    cluster.step("4S");
    assertThat(cluster.phase()).isEqualTo(phase);
    assertThat(cluster.containers()).isEqualTo(container);
  }

  @ParameterizedTest(name = "{1} after {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1S     | a:running:ready:1
          2S     | a:CrashLoopBackOff:-:1
          11S    | a:CrashLoopBackOff:-:1
          12S    | a:running:ready:2
          13S    | a:CrashLoopBackOff:-:2
          32S    | a:CrashLoopBackOff:-:2
          33S    | a:running:ready:3
          """)
  void crashesAreHeldBackLongerEachTime(String after, String container) {
    cluster.pod(
        ONE.formatted("Always"),
        "{'sim.windlass.io/exit-after': '1s', 'sim.windlass.io/exit-code': '1'}");
    cluster.step(after);
    assertThat(cluster.containers()).isEqualTo(container);
  }

  @Test
  void theMessageSaysHowLongACrashIsHeldBack() {
    cluster.pod(
        ONE.formatted("Always"),
        "{'sim.windlass.io/exit-after': '1s', 'sim.windlass.io/exit-code': '1'}");
    cluster.step("13S");
    assertThat(cluster.web().at("/status/containerStatuses/0/state/waiting/message").asText())
        .isEqualTo("back-off 20s restarting failed container=a pod=web_default(u1)");
    assertThat(cluster.web().at("/status/containerStatuses/0/lastState/terminated/exitCode"))
        .hasToString("1");
  }

  @Test
  void aNewImageForgetsTheBackOff() {
    cluster.pod(
        ONE.formatted("Always"),
        "{'sim.windlass.io/exit-after': '1s', 'sim.windlass.io/exit-code': '1'}");
    cluster.step("3S");
    cluster.image(0, "a:2");
    assertThat(cluster.containers()).isEqualTo("a:running:ready:2");
  }
}
