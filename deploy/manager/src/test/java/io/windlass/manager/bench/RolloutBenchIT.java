package io.windlass.manager.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.PlaygroundControllers;
import io.windlass.manager.playground.PlaygroundOptions;
import io.windlass.manager.report.CommandFailure;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** All phases with few pods, on a cluster that changes from useless to served. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolloutBenchIT {
  private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());
  private static final int PODS = 6;

  @TempDir private static Path folder = Path.of("");
  private static Playground playground;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    playground = Playground.start(new PlaygroundOptions(0, 2, folder, Duration.ZERO, Set.of()));
    client = playground.client("bench-test");
  }

  @AfterAll
  static void end() {
    client.close();
    playground.close();
  }

  @Test
  @Order(1)
  void aClusterWithoutCloneSetsIsRefusedInWords() {
    assertThatThrownBy(() -> RolloutBench.open(client, Optional.empty(), NOWHERE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("does not serve CloneSet of apps.kruise.io/v1alpha1");
  }

  @Test
  @Order(2)
  void aClusterWithoutAManagerIsGivenUpInWordsAndLeftClean() {
    new CustomResources(client).install();
    try (RolloutBench bench = RolloutBench.open(client, Optional.empty(), NOWHERE)) {
      assertThatThrownBy(() -> bench.run(settings(Duration.ofMillis(300))))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("no manager acts");
    }
    awaitClean();
  }

  @Test
  @Order(3)
  void everyPhaseIsMeasuredAndTakesTheFewestWrites() throws Exception {
    BenchResult result;
    try (PlaygroundControllers _ = PlaygroundControllers.start(playground);
        RolloutBench bench =
            RolloutBench.open(client, Optional.of(ProcessHandle.current().pid()), NOWHERE)) {
      result = bench.run(settings(Duration.ofSeconds(20)));
    }
    assertThat(result.agents()).singleElement().asString().startsWith("windlass-manager/");
    assertThat(result.notes()).isEmpty();
    assertThat(result.phases()).extracting(PhaseFigures::phase).containsExactly(Phase.values());
    List<Map<String, Long>> requests =
        result.phases().stream().map(phase -> phase.requests().orElseThrow()).toList();
    assertThat(requests)
        .containsExactly(
            Map.of("create pods", 6L, "patch pods/status", 6L),
            Map.of("patch pods", 6L, "patch pods/status", 12L),
            Map.of("patch pods", 6L),
            Map.of("create pods", 6L, "delete pods", 6L, "patch pods/status", 6L),
            Map.of("delete pods", 6L));
    assertThat(result.phases())
        .allSatisfy(
            phase -> {
              assertThat(phase.curve().getLast().done()).isEqualTo(PODS);
              assertThat(phase.cpuMillisPerPod()).get().isNotNull();
              assertThat(phase.residentBytes().orElse(0L)).isGreaterThan(10L << 20);
            });
    awaitClean();
  }

  private static BenchSettings settings(Duration patience) {
    return new BenchSettings(PODS, 0, 1, "50%", patience, Duration.ofMillis(200), Optional.empty());
  }

  private static void awaitClean() {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(client.namespaces().list().getItems())
                    .extracting(namespace -> namespace.getMetadata().getName())
                    .noneMatch(name -> name.startsWith("windlass-bench")));
  }
}
