package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage of pods and nodes, on stepped time: the clock begins at noon. */
final class MetricsIT {
  private static final String PODS = "/apis/metrics.k8s.io/v1beta1/namespaces/team/pods";
  private static final String ONE = "containers: [{name: web, image: 'a:1'}], nodeName: %s";

  @TempDir static Path directory;
  private static SteppedCluster cluster;

  @BeforeAll
  static void open() {
    cluster = SteppedCluster.open(directory);
    cluster.pod("plain", "'sim.windlass.io/cpu': 250m", ONE.formatted("node-0"));
    cluster.pod("idle", "a: b", ONE.formatted("node-1"));
    cluster.pod("limited", "'sim.windlass.io/cpu': '3'", limited());
    for (String name : List.of("one", "two")) {
      cluster.post("pods", shared(name, "'sim.windlass.io/shared-cpu': steps 11:00=2"));
    }
    String unready = "'sim.windlass.io/shared-cpu': '5', 'sim.windlass.io/never-ready': 'true'";
    cluster.post("pods", shared("three", unready));
    await().until(() -> running() == 6);
  }

  private static String limited() {
    return "containers: [{name: web, image: 'a:1', resources: {limits: {cpu: 500m}}},"
        + " {name: side, image: 'a:1'}], nodeName: node-1";
  }

  private static String shared(String name, String annotation) {
    String owner = "{apiVersion: x.io/v1, kind: Any, name: any, uid: u-1, controller: true}";
    return """
    {metadata: {name: %s, labels: {app: shared}, annotations: {%s}, ownerReferences: [%s]},
     spec: {%s}}
    """
        .formatted(name, annotation, owner, ONE.formatted("node-2"));
  }

  private static long running() {
    return cluster
        .http()
        .get(cluster.path("pods?fieldSelector=status.phase=Running"))
        .body()
        .path("items")
        .size();
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static String cpu(String pod) {
    cluster.advance(20);
    return cluster.http().get(PODS + "/" + pod).body().at("/containers/0/usage/cpu").asText();
  }

  @Test
  void podsUseWhatTheirCurvesSay() {
    assertThat(cpu("plain")).isEqualTo("250m");
    assertThat(cpu("idle")).isEqualTo("1m");
  }

  @Test
  void aContainerUsesNoMoreThanItsLimit() {
    assertThat(cpu("limited")).isEqualTo("500m");
  }

  @Test
  void aSharedLoadIsDividedAmongTheReadyPodsOfTheOwner() {
    assertThat(cpu("one")).isEqualTo("1001m");
    assertThat(cpu("two")).isEqualTo("1001m");
    assertThat(cpu("three")).isEqualTo("1m");
  }

  @Test
  void aNodeUsesWhatItsPodsUseAndALittleItself() {
    cluster.advance(20);
    Answer node = cluster.http().get("/apis/metrics.k8s.io/v1beta1/nodes/node-0");
    assertThat(node.text("usage", "cpu")).isEqualTo("290m");
    assertThat(node.text("usage", "memory")).isEqualTo("528Mi");
    assertThat(node.text("window")).isEqualTo("15s");
  }

  @Test
  void listsObeySelectors() {
    cluster.advance(20);
    assertThat(names(PODS + "?labelSelector=app%3Dshared")).containsExactly("one", "three", "two");
    assertThat(names(PODS + "?fieldSelector=metadata.name%3Dplain")).containsExactly("plain");
    assertThat(names("/apis/metrics.k8s.io/v1beta1/nodes"))
        .containsExactly("node-0", "node-1", "node-2");
  }

  private static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (JsonNode item : cluster.http().get(path).body().path("items")) {
      names.add(item.at("/metadata/name").asText());
    }
    return names;
  }

  @Test
  void whatIsNotMeasuredIsNotFoundAndNothingCanBeWritten() {
    Answer missing = cluster.http().get(PODS + "/nobody");
    assertThat(missing.code()).isEqualTo(404);
    assertThat(missing.text("message"))
        .isEqualTo("podmetrics.metrics.k8s.io \"team/nobody\" not found");
    assertThat(cluster.http().post(PODS, "{}").code()).isEqualTo(405);
  }

  @Test
  void aTableHasAColumnForEachResource() {
    cluster.advance(20);
    String table = "application/json;as=Table;v=v1;g=meta.k8s.io";
    JsonNode row = cluster.http().get(PODS + "/limited", table).body().at("/rows/0/cells");
    assertThat(row).hasToString("[\"limited\",\"501m\",\"32Mi\",\"15s\"]");
  }

  @Test
  void aCurveThatIsNoneIsTold() {
    cluster.pod("odd", "'sim.windlass.io/cpu': much", ONE.formatted("node-1"));
    await().until(() -> cluster.events("odd").contains("InvalidSimulation"));
    cluster.http().delete(cluster.podPath("odd"), "{\"gracePeriodSeconds\":0}");
  }

  @Test
  void theGroupIsDiscoverable() {
    JsonNode resources = cluster.http().get("/apis/metrics.k8s.io/v1beta1").body();
    assertThat(resources.at("/resources").findValuesAsText("kind"))
        .containsExactly("NodeMetrics", "PodMetrics");
    assertThat(cluster.http().get("/openapi/v3/apis/metrics.k8s.io/v1beta1").code()).isEqualTo(200);
  }
}
