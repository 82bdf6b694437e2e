package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a namespace ends, and what it says until then. */
@ExtendWith(SharedCluster.class)
final class NamespaceEndIT {
  private final TestCluster cluster;

  NamespaceEndIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  private Optional<JsonNode> condition(String path, String type) {
    for (JsonNode condition : send("GET " + path, "").body().at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  @Test
  void whatIsLeftIsToldUntilItIsGone() {
    String name = cluster.namespace() + "-end";
    String path = "/api/v1/namespaces/" + name;
    send("POST /api/v1/namespaces", "{'metadata':{'name':'%s'}}".formatted(name));
    String held = "{'metadata':{'name':'held','finalizers':['a.b/c']}}";
    send("POST " + path + "/configmaps", held);
    Answer marked = send("DELETE " + path, "");
    assertThat(marked.text("status", "phase")).isEqualTo("Terminating");
    Answer late = send("POST " + path + "/configmaps", "{'metadata':{'name':'late'}}");
    assertThat(Contract.at(late, "/details/causes/0/reason")).isEqualTo("NamespaceTerminating");
    cluster.eventually(() -> condition(path, "NamespaceContentRemaining").isPresent());
    JsonNode content = condition(path, "NamespaceContentRemaining").orElseThrow();
    assertThat(content.path("status").asText()).isEqualTo("True");
    assertThat(content.path("message").asText())
        .contains("Some resources are remaining: ", "configmaps. has ");
    JsonNode finalizers = condition(path, "NamespaceFinalizersRemaining").orElseThrow();
    assertThat(finalizers.path("message").asText())
        .isEqualTo(
            "Some content in the namespace has finalizers remaining: a.b/c in 1 resource"
                + " instances");
    assertThat(send("GET " + path + "/finalize", "").code()).isEqualTo(405);
    send("MERGE " + path + "/configmaps/held", "{'metadata':{'finalizers':null}}");
    cluster.eventually(() -> send("GET " + path, "").code() == 404);
  }
}
