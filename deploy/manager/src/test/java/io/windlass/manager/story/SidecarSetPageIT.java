package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.manager.GivenCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The page about SidecarSets: its lines work, and its samples are obeyed. */
@ResourceLock(providers = GivenCluster.class)
class SidecarSetPageIT {
  @RegisterExtension private static final ClusterExtension CLUSTER = ClusterExtension.any();

  private static final Path ROOT = Path.of(System.getProperty("windlass.root"));
  private static final Pattern PATCH =
      Pattern.compile("kubectl patch sidecarset log-agent --type merge -p '(.*)'");

  @Test
  void theLinesOfThePageUpgradeHalfThenAll() throws IOException {
    SidecarShop shop = SidecarShop.open(CLUSTER, "page", spec("sidecarset-log.yaml"));
    shop.pod("page-a").pod("page-b").pod("page-c").pod("page-d").awaitCounters("4/4/4/4");
    List<String> patches =
        Files.readString(ROOT.resolve("deploy/docs/sidecarset.md"))
            .lines()
            .map(PATCH::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .toList();
    assertThat(patches).hasSize(3);

    patches.subList(0, 2).forEach(shop::merge);
    shop.awaitCounters("4/2/4/2");
    shop.merge(patches.getLast());
    shop.awaitCounters("4/4/4/4");
    assertThat(shop.restarts("main")).containsOnly(0);
  }

  private static String spec(String sample) throws IOException {
    GenericKubernetesResource object =
        Serialization.unmarshal(
            Files.readString(ROOT.resolve("deploy/samples").resolve(sample)),
            GenericKubernetesResource.class);
    return Serialization.asJson(object.<Map<String, Object>>get("spec"));
  }

  @Test
  void everySampleIsObeyed() throws IOException {
    List<String> samples;
    try (Stream<Path> files = Files.list(ROOT.resolve("deploy/samples"))) {
      samples =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("sidecarset-"))
              .sorted()
              .toList();
    }
    assertThat(samples).contains("sidecarset-hot.yaml", "sidecarset-log.yaml");
    for (String sample : samples) {
      SidecarShop shop = SidecarShop.open(CLUSTER, sample.replace(".yaml", ""), spec(sample));
      await(sample)
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(shop.revisions()).containsExactly(1L));
      assertThat(shop.condition("Valid")).as(sample).isEmpty();
    }
  }
}
