package io.windlass.manager.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.windlass.devcluster.chaos.ChaosFile;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of a playground's world come to. */
class WorldIT {
  @TempDir private Path folder = Path.of("");

  @Test
  void timeProfileImagesAndChaosAreThoseThatWereAskedFor() {
    PlaygroundOptions options =
        new PlaygroundOptions(0, 2, folder, Duration.ZERO, Set.of(), world(), Optional.empty());
    try (Playground playground = Playground.start(options);
        KubernetesClient client = playground.client("world-test")) {
      Instant begin = playground.clock().now();
      client.pods().inNamespace("default").resource(pod()).create();
      await().until(() -> isReady(client));
      assertThat(Duration.between(begin, playground.clock().now()))
          .isGreaterThan(Duration.ofMinutes(10));
      assertThat(client.storage().v1().storageClasses().withName("local").get()).isNotNull();
      assertThatThrownBy(
              () ->
                  client
                      .configMaps()
                      .inNamespace("default")
                      .resource(
                          new ConfigMapBuilder()
                              .withNewMetadata()
                              .withName("c")
                              .endMetadata()
                              .build())
                      .create())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("not today");
      await()
          .until(() -> !Readiness.getInstance().isReady(client.nodes().withName("node-1").get()));
    }
  }

  private static World world() {
    return new World(
        300,
        ClusterProfile.named("edge").orElseThrow(),
        PodProfiles.read(bytes("{images: [{image: 'slow:*', start-delay: 10m}]}")),
        ChaosFile.read(
            bytes(
                """
                {rules: [{match: {verbs: [create], resources: [configmaps]},
                          effect: {status: {code: 403, message: not today}}}],
                 outages: [{node: {name: node-1, fault: not-ready}, for: 9000h}]}
                """)));
  }

  private static boolean isReady(KubernetesClient client) {
    return Readiness.getInstance()
        .isReady(client.pods().inNamespace("default").withName("p").get());
  }

  private static Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withName("p")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("web")
        .withImage("slow:1")
        .endContainer()
        .endSpec()
        .build();
  }

  private static byte[] bytes(String yaml) {
    return yaml.getBytes(StandardCharsets.UTF_8);
  }
}
