package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.devcluster.file.UnusableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with a folder for its data goes on where it was closed. */
final class RestartIT {
  private static final String SPACE = "/api/v1/namespaces/default/";
  private static final String WEB =
      """
      {"metadata": {"name": "web"}, "spec": {"replicas": 3, "selector": {"matchLabels": {"app": "web"}},
       "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "c", "image": "nginx"}]}}}}
      """;
  private static final String SERVICE =
      """
      {"metadata": {"name": "%s"}, "spec": {"selector": {"app": "web"}, "ports": [{"port": 80}]}}
      """;
  private static final String SHOP =
      """
      {"apiVersion": "example.com/v1", "kind": "Shop", "metadata": {"name": "s"}, "spec": {}}
      """;
  private static final String SHOPS =
      """
      {"metadata": {"name": "shops.example.com"}, "spec": {"group": "example.com", "scope": "Namespaced",
       "names": {"plural": "shops", "singular": "shop", "kind": "Shop"}, "versions": [{"name": "v1", "served": true,
       "storage": true, "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {"type": "object",
       "properties": {"size": {"type": "integer", "default": 3}}}}}}}]}}
      """;

  private final RealClock clock = new RealClock();
  private final Path folder;
  private DevCluster cluster;
  private Http http;

  RestartIT(@TempDir Path folder) {
    this.folder = folder;
    this.cluster = start(0);
    this.http = Http.of(cluster.kubeconfig());
  }

  @BeforeEach
  void somethingLives() {
    http.post("/apis/apps/v1/namespaces/default/deployments", WEB);
    http.post(SPACE + "services", SERVICE.formatted("first"));
    http.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", SHOPS);
    eventually(() -> http.post(shops(), SHOP).code() == 201);
    eventually(() -> running() == 3);
  }

  private DevCluster start(int port) {
    DevClusterOptions options = DevClusterOptions.in(folder.resolve("files"), clock);
    return DevCluster.start(options.withPort(port).keptIn(folder.resolve("data")));
  }

  private void restart() {
    int port = cluster.endpoint().getPort();
    http.close();
    cluster.close();
    Path before = cluster.kubeconfig();
    cluster = start(port);
    http = Http.of(before);
  }

  @AfterEach
  void end() {
    http.close();
    cluster.close();
    clock.close();
  }

  @Test
  void objectsAreTheSameAndPodsRunOn() {
    JsonNode service = http.get(SPACE + "services/first").body();
    JsonNode shop = http.get(shops() + "/s").body();
    Set<String> pods = pods("/metadata/uid");
    Set<String> addresses = pods("/status/podIP");
    restart();
    assertThat(http.get(SPACE + "services/first").body()).isEqualTo(service);
    assertThat(http.get(shops() + "/s").body()).isEqualTo(shop);
    assertThat(shop.at("/spec/size").asInt()).isEqualTo(3);
    scale(5);
    eventually(() -> running() == 5);
    assertThat(pods("/metadata/uid")).containsAll(pods).hasSize(5);
    assertThat(pods("/status/podIP")).containsAll(addresses).hasSize(5);
    assertThat(pods("/status/containerStatuses/0/restartCount")).containsOnly("0");
    http.post(SPACE + "services", SERVICE.formatted("second"));
    assertThat(http.get(SPACE + "services/second").text("spec", "clusterIP"))
        .isNotEqualTo(service.at("/spec/clusterIP").asText());
  }

  @Test
  void credentialsAndRightsHold() {
    Answer issued = http.post(SPACE + "serviceaccounts/default/token", "{}");
    http.post(
        "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
        """
        {"metadata": {"name": "readers"}, "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole",
         "name": "view"}, "subjects": [{"kind": "ServiceAccount", "name": "default", "namespace": "default"}]}
        """);
    restart();
    try (Http account =
        Http.withoutCertificate(
            cluster.kubeconfig(), "Authorization", "Bearer " + issued.text("status", "token"))) {
      assertThat(account.get(SPACE + "pods").code()).isEqualTo(200);
      assertThat(account.get("/api/v1/nodes").code()).isEqualTo(403);
    }
  }

  @Test
  void versionsGoOnAndOldWatchesListAnew() {
    String before = http.get(SPACE + "pods").text("metadata", "resourceVersion");
    restart();
    Answer watch = http.get(SPACE + "pods?watch=1&timeoutSeconds=1&resourceVersion=" + before);
    assertThat(watch.body().at("/object/code").asInt()).isEqualTo(410);
    Answer made = http.post(SPACE + "configmaps", "{\"metadata\": {\"name\": \"new\"}}");
    assertThat(Long.parseLong(made.text("metadata", "resourceVersion")))
        .isGreaterThan(Long.parseLong(before));
  }

  @Test
  void aFolderIsForOneClusterAtATime() throws Exception {
    assertThatThrownBy(() -> start(0))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("locked");
    Path file = Files.writeString(folder.resolve("file"), "");
    DevClusterOptions options = DevClusterOptions.in(folder.resolve("files"), clock);
    assertThatThrownBy(() -> DevCluster.start(options.keptIn(file)))
        .isInstanceOf(UnusableFile.class);
  }

  private void scale(int replicas) {
    String path = "/apis/apps/v1/namespaces/default/deployments/web/scale";
    http.patch(path, "merge-patch+json", "{\"spec\": {\"replicas\": %d}}".formatted(replicas));
  }

  private long running() {
    return http.get(SPACE + "pods")
        .body()
        .path("items")
        .valueStream()
        .filter(pod -> pod.at("/status/phase").asText().equals("Running"))
        .count();
  }

  private Set<String> pods(String pointer) {
    Set<String> found = new HashSet<>();
    http.get(SPACE + "pods")
        .body()
        .path("items")
        .forEach(pod -> found.add(pod.at(pointer).asText()));
    return found;
  }

  private static String shops() {
    return "/apis/example.com/v1/namespaces/default/shops";
  }

  private static void eventually(Callable<Boolean> fact) {
    await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(fact);
  }
}
