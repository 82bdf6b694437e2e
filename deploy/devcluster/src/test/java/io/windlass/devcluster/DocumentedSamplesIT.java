package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.chaos.ChaosFile;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.sim.load.PodProfiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the documentation do what it says. */
final class DocumentedSamplesIT {
  private static final Pattern SAMPLE =
      Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path directory = Path.of("");

  private static String sample(String name) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "devcluster.md"));
    Map<String, String> samples = new HashMap<>();
    for (Matcher m = SAMPLE.matcher(page); m.find(); ) {
      samples.put(m.group(1), m.group(2));
    }
    assertThat(samples).containsKey(name);
    return samples.getOrDefault(name, "");
  }

  @Test
  void chaosIsUnderstood() throws IOException {
    ChaosPlan plan = ChaosFile.read(sample("chaos.yaml").getBytes(StandardCharsets.UTF_8));
    assertThat(plan.rules()).hasSize(7);
    assertThat(plan.outages()).hasSize(2);
  }

  @Test
  void imagesAreUnderstoodAndAnnotationsWin() throws IOException {
    PodProfiles images = PodProfiles.read(sample("images.yaml").getBytes(StandardCharsets.UTF_8));
    ObjectNode pod =
        YamlDocuments.parse(
            """
            {metadata: {annotations: {sim.windlass.io/start-delay: 2s}}, spec: {containers: [
              {name: web, image: 'shop:2-broken'}, {name: side, image: 'registry.example/x:1'}]}}
            """
                .getBytes(StandardCharsets.UTF_8));
    assertThat(images.annotations(pod))
        .containsEntry("sim.windlass.io/start-delay", "2s")
        .containsEntry("sim.windlass.io/never-ready.web", "true")
        .containsEntry("sim.windlass.io/ready-delay.web", "3s")
        .containsEntry("sim.windlass.io/pull-delay.side", "8s")
        .doesNotContainKeys("sim.windlass.io/start-delay.web", "sim.windlass.io/cpu.side");
  }

  /** At noon two cores are shared by pods that want to use a quarter of a core each. */
  @Test
  void loadAndReplicasAreALoop() throws IOException {
    try (SteppedCluster cluster = SteppedCluster.open(directory)) {
      for (String document : sample("shop.yaml").split("---\n", -1)) {
        apply(cluster, YamlDocuments.parse(document.getBytes(StandardCharsets.UTF_8)));
      }
      await()
          .untilAsserted(
              () -> {
                cluster.advance(15);
                assertThat(replicas(cluster)).isEqualTo(8);
              });
      cluster.advance(2 * 3600);
      await()
          .untilAsserted(
              () -> {
                cluster.advance(60);
                assertThat(replicas(cluster)).isEqualTo(7);
              });
    }
  }

  private static void apply(SteppedCluster cluster, ObjectNode object) {
    String kind = object.path("kind").asText().toLowerCase(Locale.ROOT) + "s";
    String path = "/apis/%s/namespaces/team/%s".formatted(object.path("apiVersion").asText(), kind);
    assertThat(cluster.http().post(path, object.toString()).code()).isEqualTo(201);
  }

  private static int replicas(SteppedCluster cluster) {
    JsonNode deployment =
        cluster.http().get("/apis/apps/v1/namespaces/team/deployments/shop").body();
    return Documents.at(deployment, "spec", "replicas").asInt();
  }
}
