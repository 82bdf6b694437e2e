package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.document.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in protobuf, as kubectl's own clients send them; answers are JSON. */
@ExtendWith(SharedCluster.class)
final class ProtobufIT {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  private final TestCluster cluster;

  ProtobufIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private static byte[] recorded(String kind) throws IOException {
    try (InputStream in =
        ProtobufIT.class.getResourceAsStream("/io/windlass/devcluster/schema/protobuf.json")) {
      for (JsonNode entry : Documents.parseAny(in.readAllBytes())) {
        if (entry.at("/json/kind").asText().equals(kind)) {
          return Base64.getDecoder().decode(entry.path("protobuf").asText());
        }
      }
    }
    throw new IllegalArgumentException("not recorded: " + kind);
  }

  // The recorded object bears a version and another namespace; its update is refused for these.
  @ParameterizedTest(name = "a {0} in protobuf: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ConfigMap  | configmaps | the namespace of the provided object does not match the namespace sent on the request
          ConfigMap  | secrets    | ConfigMap in version "v1" cannot be handled as a Secret
          """)
  void theObjectIsUnderstood(String kind, String plural, String message) throws IOException {
    Answer answer = cluster.http().send("POST", cluster.core(plural), PROTOBUF, recorded(kind));
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.text("message")).startsWith(message);
  }

  @Test
  void whatIsNoMessageIsABadRequest() {
    Answer answer = cluster.http().send("POST", cluster.core("pods"), PROTOBUF, "k8s");
    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.text("message"))
        .startsWith(
            "the object provided is unrecognized (must be of type Pod): provided data does not"
                + " appear to be a protobuf message");
  }

  @Test
  void aTypeWithoutAMessageIsRefusedClearly() {
    // refcluster ends the connection instead of answering.
    assumeTrue(cluster.isEmbedded(), "skipped: not for another cluster");
    byte[] body = {'k', '8', 's', 0, 10, 11, 10, 4, 'a', '.', 'b', '/', 18, 3, 'C', 'a', 'r'};
    Answer answer = cluster.http().send("POST", cluster.core("pods"), PROTOBUF, body);
    assertThat(answer.code()).isEqualTo(415);
    assertThat(answer.text("message")).contains("Car").contains("application/json");
  }
}
