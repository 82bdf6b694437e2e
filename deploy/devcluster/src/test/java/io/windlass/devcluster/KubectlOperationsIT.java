package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.windlass.devcluster.sim.profile.ClusterProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do with the real kubectl: top, cordon, drain; skipped where there is none. */
final class KubectlOperationsIT {
  private static final String SPEC = "containers: [{name: web, image: 'a:1'}], nodeName: %s";

  @TempDir static Path directory;
  private static SteppedCluster cluster;

  private record Said(int code, String text) {}

  @BeforeAll
  static void open() {
    cluster =
        SteppedCluster.open(
            directory,
            options ->
                options.withSimulation(
                    options
                        .simulation()
                        .withProfile(ClusterProfile.named("private").orElseThrow())));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @BeforeEach
  void kubectlOrSkip() {
    String path = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        List.of(path.split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
        "skipped: there is no kubectl on the PATH, so its rows have not been run");
  }

  private static Said kubectl(String arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", "team"));
    command.addAll(List.of(arguments.split(" ", -1)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    builder.environment().put("HOME", directory.toString());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String succeeds(String arguments) {
    Said said = kubectl(arguments);
    assertThat(said.code()).as(arguments + "\n" + said.text()).isZero();
    return said.text();
  }

  @Test
  void topShowsWhatPodsAndNodesUse() {
    cluster.pod("busy", "'sim.windlass.io/cpu': 250m", SPEC.formatted("node-0"));
    cluster.until("busy", "web:running:ready:0");
    cluster.advance(60);
    assertThat(succeeds("top pods busy")).containsPattern("busy +250m +16Mi");
    assertThat(succeeds("top pods --containers busy")).containsPattern("busy +web +250m +16Mi");
    assertThat(succeeds("top nodes node-0")).containsPattern("node-0 +\\d+m +0% +\\d+Mi +0%");
    assertThat(succeeds("get pods.metrics.k8s.io busy")).contains("CPU", "MEMORY", "250m");
  }

  @Test
  void cordonAndDrainEmptyANodeAndUncordonOpensIt() {
    cluster.pod("lone", "a: b", SPEC.formatted("node-1"));
    cluster.until("lone", "web:running:ready:0");
    assertThat(succeeds("cordon node-1")).contains("node-1 cordoned");
    assertThat(succeeds("get node node-1")).contains("Ready,SchedulingDisabled");
    Said refused = kubectl("drain node-1 --timeout=20s");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.text()).contains("use --force to override");
    assertThat(succeeds("drain node-1 --force --ignore-daemonsets --timeout=20s"))
        .contains("pod/lone evicted", "node/node-1 drained");
    assertThat(cluster.http().get(cluster.podPath("lone")).code()).isEqualTo(404);
    assertThat(succeeds("uncordon node-1")).contains("node-1 uncordoned");
  }

  @Test
  void aBudgetHoldsADrainUp() {
    succeeds("create deployment kept --image=a:1 --replicas=2");
    succeeds("create pdb kept --selector=app=kept --min-available=2");
    await().until(() -> kubectl("get pdb kept").text().contains("kept"));
    await().until(() -> kubectl("get pods -l app=kept").text().split("Running", -1).length == 3);
    String node = succeeds("get pods -l app=kept -o jsonpath={.items[0].spec.nodeName}");
    await()
        .until(() -> kubectl("get pdb kept -o jsonpath={.status.expectedPods}").text().equals("2"));
    Said held = kubectl("drain " + node + " --ignore-daemonsets --force --timeout=3s");
    assertThat(held.code()).isNotZero();
    assertThat(held.text()).contains("violate the pod's disruption budget");
    succeeds("uncordon " + node);
    succeeds("delete deployment,pdb kept");
    await().until(() -> kubectl("get pods -l app=kept -o name").text().isBlank());
  }
}
