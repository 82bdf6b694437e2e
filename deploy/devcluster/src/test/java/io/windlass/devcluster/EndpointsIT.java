package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pods answer for a Service, on stepped time. */
final class EndpointsIT {
  @TempDir static Path directory;
  private static SteppedCluster cluster;

  @BeforeAll
  static void open() {
    cluster = SteppedCluster.open(directory);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static void service(String name, String rest) {
    cluster.post(
        "services",
        """
        {metadata: {name: %s}, spec: {selector: {app: %s},
          ports: [{name: http, port: 80, targetPort: web}] %s}}
        """
            .formatted(name, name, rest));
  }

  private static void pod(String app, String name, String annotation) {
    cluster.post(
        "pods",
        """
        {metadata: {name: %s, labels: {app: %s}, annotations: {%s}},
         spec: {containers: [{name: c, image: 'a:1', ports: [{name: web, containerPort: 8080}]}]}}
        """
            .formatted(name, app, annotation));
  }

  private static List<JsonNode> slices(String service) {
    String path =
        "/apis/discovery.k8s.io/v1/namespaces/team/endpointslices"
            + "?labelSelector=kubernetes.io%2Fservice-name%3D"
            + service;
    return cluster.http().get(path).body().path("items").valueStream().toList();
  }

  /** {@code name:ready} of each endpoint, {@code name:-} of those that are not. */
  private static List<String> endpoints(String service) {
    return slices(service).stream()
        .flatMap(slice -> slice.path("endpoints").valueStream())
        .map(
            e ->
                e.at("/targetRef/name").asText()
                    + (e.at("/conditions/ready").asBoolean() ? ":ready" : ":-"))
        .sorted()
        .toList();
  }

  @Test
  void readyPodsAnswerAndOthersAreListed() {
    service("shop", "");
    pod("shop", "shop-1", "a: b");
    pod("shop", "shop-2", "'sim.windlass.io/never-ready': 'true'");
    pod("other", "other-1", "a: b");
    await()
        .untilAsserted(
            () -> assertThat(endpoints("shop")).containsExactly("shop-1:ready", "shop-2:-"));
    JsonNode slice = slices("shop").getFirst();
    assertThat(slice.at("/ports/0/port").asInt()).isEqualTo(8080);
    assertThat(slice.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("shop");
    assertThat(slice.at("/endpoints/0/zone").asText()).startsWith("zone-");
    await().until(() -> subset().path("addresses").size() == 1);
    assertThat(subset().path("notReadyAddresses").size()).isEqualTo(1);
    assertThat(subset().at("/ports/0/name").asText()).isEqualTo("http");
    cluster.http().delete(cluster.podPath("shop-1"), "{\"gracePeriodSeconds\":0}");
    await().untilAsserted(() -> assertThat(endpoints("shop")).containsExactly("shop-2:-"));
    cluster.http().delete(cluster.path("services/shop"), "{}");
    await().until(() -> slices("shop").isEmpty());
    await().until(() -> cluster.http().get(cluster.path("endpoints/shop")).code() == 404);
  }

  private static JsonNode subset() {
    return cluster.http().get(cluster.path("endpoints/shop")).body().at("/subsets/0");
  }

  @Test
  void aServiceMayPublishWhatIsNotReady() {
    service("all", ", clusterIP: None, publishNotReadyAddresses: true");
    pod("all", "all-1", "'sim.windlass.io/never-ready': 'true'");
    await().untilAsserted(() -> assertThat(endpoints("all")).containsExactly("all-1:ready"));
    assertThat(
            slices("all").getFirst().at("/metadata/labels").has("service.kubernetes.io/headless"))
        .isTrue();
  }
}
