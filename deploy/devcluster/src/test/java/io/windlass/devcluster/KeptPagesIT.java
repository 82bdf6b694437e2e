package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that clients keep until they change: aggregated discovery and OpenAPI. */
@ExtendWith(SharedCluster.class)
final class KeptPagesIT {
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=%s;as=APIGroupDiscoveryList";

  private final TestCluster cluster;

  KeptPagesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private static String header(Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }

  @ParameterizedTest(name = "{0} for {1} is {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api  | v2              | apidiscovery.k8s.io/v2
          /apis | v2              | apidiscovery.k8s.io/v2
          /apis | v2beta1         | apidiscovery.k8s.io/v2beta1
          /apis | v3,v2beta1      | apidiscovery.k8s.io/v2beta1
          """)
  void discoveryIsOneDocumentForWhoAsksForIt(String path, String versions, String apiVersion) {
    StringBuilder accept = new StringBuilder();
    for (String version : versions.split(",", -1)) {
      accept.append(AGGREGATED.formatted(version)).append(',');
    }
    Answer answer = cluster.http().get(path, accept + "application/json");
    assertThat(answer.text("kind")).isEqualTo("APIGroupDiscoveryList");
    assertThat(answer.text("apiVersion")).isEqualTo(apiVersion);
    assertThat(header(answer, "Content-Type"))
        .isEqualTo(AGGREGATED.formatted(apiVersion.substring(apiVersion.indexOf('/') + 1)));
    assertThat(header(answer, "Vary")).isEqualTo("Accept");
  }

  @ParameterizedTest(name = "{0} {1} {2} has {3} = {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api  | ''   | v1 | pods        | {'group':'','version':'','kind':'Pod'}        | Namespaced | po
          /api  | ''   | v1 | namespaces  | {'group':'','version':'','kind':'Namespace'}  | Cluster    | ns
          /apis | apps | v1 | deployments | {'group':'','version':'','kind':'Deployment'} | Namespaced | deploy
          /apis | autoscaling | v2 | horizontalpodautoscalers | {'group':'','version':'','kind':'HorizontalPodAutoscaler'} | Namespaced | hpa
          """)
  void eachResourceIsThere(
      String path,
      String group,
      String version,
      String plural,
      String kind,
      String scope,
      String shortName) {
    Answer answer = cluster.http().get(path, AGGREGATED.formatted("v2"));
    JsonNode found =
        answer
            .body()
            .path("items")
            .valueStream()
            .filter(item -> item.at("/metadata/name").asText().equals(group))
            .flatMap(item -> item.path("versions").valueStream())
            .filter(v -> v.path("version").asText().equals(version))
            .flatMap(v -> v.path("resources").valueStream())
            .filter(resource -> resource.path("resource").asText().equals(plural))
            .findFirst()
            .orElseThrow();
    assertThat(found.path("responseKind").toString().replace('"', '\'')).isEqualTo(kind);
    assertThat(found.path("scope").asText()).isEqualTo(scope);
    assertThat(found.path("shortNames").toString()).contains(shortName);
    assertThat(found.path("verbs").toString()).contains("watch");
    assertThat(found.at("/subresources").toString()).contains("status");
  }

  @Test
  void whoDoesNotAskGetsTheListOfGroups() {
    assertThat(cluster.http().get("/apis", "application/json").text("kind"))
        .isEqualTo("APIGroupList");
    String both = "application/json," + AGGREGATED.formatted("v2");
    assertThat(cluster.http().get("/apis", both).text("kind")).isEqualTo("APIGroupDiscoveryList");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/apis", "/openapi/v2", "/openapi/v3", "/openapi/v3/apis/apps/v1"})
  void whatDidNotChangeIsNotSentAgain(String path) {
    String accept = path.equals("/apis") ? AGGREGATED.formatted("v2") : "application/json";
    Answer first = cluster.http().get(path, accept);
    assertThat(first.code()).isEqualTo(200);
    Answer again =
        cluster.http().get(path, Map.of("Accept", accept, "If-None-Match", header(first, "ETag")));
    assertThat(again.code()).isEqualTo(304);
    assertThat(again.response().body()).isEmpty();
  }

  @Test
  void theAddressOfADocumentNamesItsContent() {
    Answer index = cluster.http().get("/openapi/v3");
    String url = Contract.at(index, "/paths/apis~1apps~1v1/serverRelativeURL");
    Answer document = cluster.http().get(url);
    assertThat(document.code()).isEqualTo(200);
    assertThat(header(document, "Cache-Control")).isEqualTo("public, immutable");
    Answer other = cluster.http().get("/openapi/v3/apis/apps/v1?hash=ABC");
    assertThat(other.code()).isEqualTo(301);
    assertThat(header(other, "Location")).isEqualTo(url);
  }

  @Test
  void documentsNameTheirKindsAndCopyNoSentences() {
    JsonNode schema =
        cluster
            .http()
            .get("/openapi/v3/apis/apps/v1")
            .body()
            .at("/components/schemas/io.k8s.api.apps.v1.Deployment");
    assertThat(schema.at("/properties/spec").findValuesAsText("$ref")).hasSize(1);
    assertThat(schema.findValue("description")).isNull();
    assertThat(schema.at("/x-kubernetes-group-version-kind/0/kind").asText())
        .isEqualTo("Deployment");
  }

  @Test
  void theOlderOpenApiIsServedAsJsonOnly() {
    JsonNode all = cluster.http().get("/openapi/v2", "application/json").body();
    assertThat(all.path("swagger").asText()).isEqualTo("2.0");
    assertThat(all.at("/definitions/io.k8s.api.apps.v1.Deployment/properties/spec/$ref").asText())
        .isEqualTo("#/definitions/io.k8s.api.apps.v1.DeploymentSpec");
    JsonNode create = all.at("/paths/~1apis~1apps~1v1~1namespaces~1{namespace}~1deployments/post");
    assertThat(create.at("/parameters").toString()).contains("\"in\":\"body\"");
    assertThat(create.at("/x-kubernetes-group-version-kind/kind").asText()).isEqualTo("Deployment");
    assumeTrue(cluster.isEmbedded(), "skipped: another cluster has the binary form, too");
    String binary = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
    assertThat(cluster.http().get("/openapi/v2", binary).code()).isEqualTo(406);
  }
}
