package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster says about itself. */
@ExtendWith(SharedCluster.class)
final class DiscoveryIT {
  private final TestCluster cluster;

  DiscoveryIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @ParameterizedTest(name = "{0} has {1} = {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
    /version          | /major                | 1
    /version          | /minor                | 32
    /healthz          | /text                 | ok
    /livez            | /text                 | ok
    /readyz           | /text                 | ok
    /api              | /kind                 | APIVersions
    /api              | /versions             | ['v1']
    /apis             | /kind                 | APIGroupList
    /apis/apps        | /kind                 | APIGroup
    /apis/apps        | /preferredVersion     | {'groupVersion':'apps/v1','version':'v1'}
    /apis/apps/v1     | /kind                 | APIResourceList
    /apis/apps/v1     | /groupVersion         | apps/v1
    /nothing          | /text                 | 404 page not found
    /apis/nothing     | /text                 | 404 page not found
    /apis/nothing/v1  | /text                 | 404 page not found
    """)
  void pagesSay(String path, String pointer, String value) {
    Answer page = cluster.http().get(path);
    assertThat(Contract.at(page, pointer).strip()).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
    /api/v1  | pods            | Pod        | true  | po
    /api/v1  | nodes           | Node       | false | no
    /api/v1  | namespaces      | Namespace  | false | ns
    /api/v1  | services        | Service    | true  | svc
    /api/v1  | configmaps      | ConfigMap  | true  | cm
    /api/v1  | events          | Event      | true  | ev
    /apis/events.k8s.io/v1          | events | Event | true | ev
    /apis/apiextensions.k8s.io/v1   | customresourcedefinitions | CustomResourceDefinition | false | crd
    """)
  void typesAreListed(String path, String name, String kind, boolean namespaced, String shortName) {
    Answer list = cluster.http().get(path);
    assertThat(list.body().path("resources"))
        .anySatisfy(
            entry -> {
              assertThat(entry.path("name").asText()).isEqualTo(name);
              assertThat(entry.path("kind").asText()).isEqualTo(kind);
              assertThat(entry.path("namespaced").asBoolean()).isEqualTo(namespaced);
              assertThat(entry.path("shortNames").get(0).asText()).isEqualTo(shortName);
              assertThat(entry.path("verbs").toString()).contains("watch");
            });
  }

  @Test
  void openApiNamesADocumentForEachGroupAndVersion() {
    Answer index = cluster.http().get("/openapi/v3");
    String url = Contract.at(index, "/paths/api~1v1/serverRelativeURL");
    Answer document = cluster.http().get(url);
    assertThat(document.body().path("components").path("schemas").has("io.k8s.api.core.v1.Pod"))
        .isTrue();
    assertThat(
            document.body().at("/paths/~1api~1v1~1namespaces~1{namespace}~1pods/post").toString())
        .contains("fieldValidation");
  }

  @ParameterizedTest(name = "{0} is allowed")
  @CsvSource({"selfsubjectaccessreviews", "selfsubjectrulesreviews"})
  void everybodyMayEverything(String review) {
    String body = "{'spec':{'namespace':'default','resourceAttributes':{'verb':'get'}}}";
    if (review.equals("selfsubjectrulesreviews")) {
      body = "{'spec':{'namespace':'default'}}";
    }
    Answer answer = Contract.send(cluster, "POST /apis/authorization.k8s.io/v1/" + review, body);
    assertThat(answer.code()).isEqualTo(201);
    assertThat(answer.body().path("status").toString())
        .containsAnyOf("\"allowed\":true", "\"verbs\":[\"*\"]");
  }
}
