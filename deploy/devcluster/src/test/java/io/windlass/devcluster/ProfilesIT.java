package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What unlike clusters serve: volumes, addresses, metrics. */
final class ProfilesIT {
  private static final String SERVICE =
      "{metadata: {name: %s}, spec: {type: LoadBalancer, ports: [{port: 80}]}}";
  @TempDir static Path directory;
  private static SteppedCluster cloud;

  @BeforeAll
  static void open() {
    cloud = open("public-cloud");
  }

  private static SteppedCluster open(String profile) {
    ClusterProfile chosen = ClusterProfile.named(profile).orElseThrow();
    return SteppedCluster.open(
        directory.resolve(profile),
        options -> options.withSimulation(options.simulation().withProfile(chosen)));
  }

  @AfterAll
  static void close() {
    cloud.close();
  }

  private static void claim(SteppedCluster cluster, String name, String spec) {
    cluster.post(
        "persistentvolumeclaims",
        """
        {metadata: {name: %s}, spec: {accessModes: [ReadWriteOnce],
           resources: {requests: {storage: 1Gi}} %s}}
        """
            .formatted(name, spec));
  }

  private static ObjectNode claim(SteppedCluster cluster, String name) {
    return cluster.http().get(cluster.path("persistentvolumeclaims/" + name)).body();
  }

  private static String phase(SteppedCluster cluster, String name) {
    return claim(cluster, name).at("/status/phase").asText();
  }

  private static void mount(SteppedCluster cluster, String pod, String claim) {
    cluster.pod(
        pod,
        "a: b",
        "containers: [{name: web, image: 'a:1'}], volumes: [{name: v, persistentVolumeClaim:"
            + " {claimName: %s}}]".formatted(claim));
  }

  @Test
  void aClaimOfTheDefaultClassWaitsForItsFirstPodAndThenHasAVolumeOfItsOwn() {
    claim(cloud, "late", "");
    await()
        .until(() -> claim(cloud, "late").at("/spec/storageClassName").asText().equals("standard"));
    await().until(() -> cloud.events("late").contains("WaitForFirstConsumer"));
    assertThat(phase(cloud, "late")).isEqualTo("Pending");
    mount(cloud, "first", "late");
    await().until(() -> phase(cloud, "late").equals("Bound"));
    ObjectNode claim = claim(cloud, "late");
    assertThat(claim.at("/status/capacity/storage").asText()).isEqualTo("1Gi");
    String volume = claim.at("/spec/volumeName").asText();
    JsonNode made = cloud.http().get("/api/v1/persistentvolumes/" + volume).body();
    assertThat(made.at("/spec/claimRef/name").asText()).isEqualTo("late");
    assertThat(made.at("/spec/persistentVolumeReclaimPolicy").asText()).isEqualTo("Delete");
  }

  @Test
  void aClaimStaysWhileAPodUsesItAndItsVolumeGoesWithIt() {
    claim(cloud, "used", ", storageClassName: premium");
    await().until(() -> phase(cloud, "used").equals("Bound"));
    mount(cloud, "user", "used");
    cloud.until("user", "web:running:ready:0");
    String volume =
        "/api/v1/persistentvolumes/" + claim(cloud, "used").at("/spec/volumeName").asText();
    cloud.http().delete(cloud.path("persistentvolumeclaims/used"), "{}");
    assertThat(claim(cloud, "used").at("/metadata/deletionTimestamp").isTextual()).isTrue();
    cloud.http().delete(cloud.podPath("user"), "{\"gracePeriodSeconds\":0}");
    await().until(() -> cloud.http().get(cloud.path("persistentvolumeclaims/used")).code() == 404);
    await().until(() -> cloud.http().get(volume).code() == 404);
  }

  @Test
  void aClaimGrowsIfItsClassLetsIt() {
    claim(cloud, "growing", ", storageClassName: premium");
    await().until(() -> phase(cloud, "growing").equals("Bound"));
    String patch = "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"3Gi\"}}}}";
    String path = cloud.path("persistentvolumeclaims/growing");
    assertThat(cloud.http().patch(path, "merge-patch+json", patch).code()).isEqualTo(200);
    await()
        .until(() -> claim(cloud, "growing").at("/status/capacity/storage").asText().equals("3Gi"));
  }

  @Test
  void aCloudGivesHostNames() {
    cloud.post("services", SERVICE.formatted("front"));
    await()
        .untilAsserted(
            () ->
                assertThat(balancer(cloud, "front").path("hostname").asText())
                    .startsWith("front-")
                    .endsWith(".lb.cloud.example"));
    ingress(cloud, "cloud");
    await().until(() -> !ingressAddress(cloud).path("hostname").asText().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an Ingress without a class gets the default one | {}                                         | cloud
          one of another class stays as it is             | {spec: {ingressClassName: other}}          | other
          an annotation names a class, too | {metadata: {annotations: {kubernetes.io/ingress.class: x}}} | ''
          """)
  void ingressesHaveAClass(String rule, String stated, String expected) {
    ObjectNode ingress = YamlDocuments.parse(stated.getBytes(StandardCharsets.UTF_8));
    ingress.withObjectProperty("metadata").put("generateName", "classed-");
    ingress
        .withObjectProperty("spec")
        .putObject("defaultBackend")
        .putObject("resource")
        .put("kind", "K")
        .put("name", "n");
    String path = "/apis/networking.k8s.io/v1/namespaces/team/ingresses?dryRun=All";
    assertThat(
            cloud
                .http()
                .post(path, ingress.toString())
                .body()
                .at("/spec/ingressClassName")
                .asText())
        .as(rule)
        .isEqualTo(expected);
  }

  @Test
  void aPrivateClusterBindsAtOnceAndGivesAddresses() {
    try (SteppedCluster cluster = open("private")) {
      claim(cluster, "now", "");
      await().until(() -> phase(cluster, "now").equals("Bound"));
      cluster.post("services", SERVICE.formatted("front"));
      await().until(() -> balancer(cluster, "front").path("ip").asText().startsWith("192.0.2."));
    }
  }

  @Test
  void anEdgeClusterHasNoMetricsNoAddressesAndVolumesByHandOnly() {
    try (SteppedCluster cluster = open("edge")) {
      assertThat(cluster.http().get("/apis/metrics.k8s.io/v1beta1/nodes").code()).isEqualTo(404);
      claim(cluster, "none", "");
      claim(cluster, "hand", ", storageClassName: local");
      await().until(() -> cluster.events("none").contains("FailedBinding"));
      mount(cluster, "pod", "hand");
      await().until(() -> cluster.events("hand").contains("FailedBinding"));
      volume(cluster);
      await().until(() -> phase(cluster, "hand").equals("Bound"));
      cluster.http().delete(cluster.podPath("pod"), "{\"gracePeriodSeconds\":0}");
      cluster.http().delete(cluster.path("persistentvolumeclaims/hand"), "{}");
      await().until(() -> volumePhase(cluster).equals("Released"));
      cluster.post("services", SERVICE.formatted("front"));
      assertThat(balancer(cluster, "front").isMissingNode()).isTrue();
    }
  }

  private static void volume(SteppedCluster cluster) {
    String yaml =
        """
        {metadata: {name: disk}, spec: {capacity: {storage: 2Gi}, accessModes: [ReadWriteOnce],
          storageClassName: local, persistentVolumeReclaimPolicy: Retain, hostPath: {path: /d}}}
        """;
    String json = YamlDocuments.parse(yaml.getBytes(StandardCharsets.UTF_8)).toString();
    assertThat(cluster.http().post("/api/v1/persistentvolumes", json).code()).isEqualTo(201);
  }

  private static String volumePhase(SteppedCluster cluster) {
    return cluster.http().get("/api/v1/persistentvolumes/disk").body().at("/status/phase").asText();
  }

  private static JsonNode balancer(SteppedCluster cluster, String service) {
    return cluster
        .http()
        .get(cluster.path("services/" + service))
        .body()
        .at("/status/loadBalancer/ingress/0");
  }

  private static void ingress(SteppedCluster cluster, String ingressClass) {
    String yaml =
        """
        {metadata: {name: web}, spec: {ingressClassName: %s, rules: [{http: {paths: [{path: /,
          pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}}
        """
            .formatted(ingressClass);
    String json = YamlDocuments.parse(yaml.getBytes(StandardCharsets.UTF_8)).toString();
    String path = "/apis/networking.k8s.io/v1/namespaces/team/ingresses";
    assertThat(cluster.http().post(path, json).code()).isEqualTo(201);
  }

  private static JsonNode ingressAddress(SteppedCluster cluster) {
    return cluster
        .http()
        .get("/apis/networking.k8s.io/v1/namespaces/team/ingresses/web")
        .body()
        .at("/status/loadBalancer/ingress/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloud", "", "PRIVATE"})
  void anotherNameIsNoProfile(String name) {
    assertThat(ClusterProfile.named(name)).isEmpty();
    assertThat(ClusterProfile.names()).isEqualTo(List.of("public-cloud", "private", "edge"));
  }
}
