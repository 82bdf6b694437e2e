package io.windlass.oam.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.oam.cluster.Discovery.Resource;
import io.windlass.oam.model.Kind;
import io.windlass.oam.yaml.YamlText;
import org.junit.jupiter.api.Test;

/** Both forms in which servers tell what they serve. */
class DiscoveryDocumentTest {

  @Test
  void oneDocumentForAllGroups() {
    String yaml =
        """
        kind: APIGroupDiscoveryList
        items:
        - metadata: {name: ""}
          versions:
          - version: v1
            resources:
            - {resource: services, scope: Namespaced, responseKind: {kind: Service}}
        - metadata: {name: example.com}
          versions:
          - version: v2
            resources:
            - {resource: things, scope: Cluster, responseKind: {kind: Thing}}
          - version: v1
        """;

    assertThat(DiscoveryDocument.resources(YamlText.objects(yaml).getFirst()))
        .containsExactly(
            new Resource(new Kind("v1", "Service"), "services", true),
            new Resource(new Kind("example.com/v2", "Thing"), "things", false));
  }

  @Test
  void oneDocumentForEachVersion() {
    String groups =
        """
        kind: APIGroupList
        groups:
        - name: example.com
          preferredVersion: {groupVersion: example.com/v2}
          versions: [{groupVersion: example.com/v1}, {groupVersion: example.com/v2}]
        """;
    String list =
        """
        kind: APIResourceList
        resources:
        - {name: things, namespaced: false, kind: Thing}
        - {name: things/status, namespaced: false, kind: Thing}
        """;

    assertThat(DiscoveryDocument.versions(YamlText.objects(groups).getFirst()))
        .as("the preferred one first")
        .containsExactly("example.com/v2", "example.com/v1");
    assertThat(DiscoveryDocument.resources("example.com/v2", YamlText.objects(list).getFirst()))
        .containsExactly(new Resource(new Kind("example.com/v2", "Thing"), "things", false));
  }

  @Test
  void pathsAreThoseOfTheApi() {
    Resource services = new Resource(new Kind("v1", "Service"), "services", true);
    Resource things = new Resource(new Kind("example.com/v2", "Thing"), "things", false);

    assertThat(services.path("shop", "web")).isEqualTo("/api/v1/namespaces/shop/services/web");
    assertThat(services.path("")).isEqualTo("/api/v1/services");
    assertThat(things.path("shop", "x")).isEqualTo("/apis/example.com/v2/things/x");
  }
}
