package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watches over WebSockets: how they are opened, what they tell, how they end. */
@ExtendWith(SharedCluster.class)
final class WebSocketsIT {
  private static final String MAPS = "/api/v1/namespaces/{ns}/configmaps";

  private final TestCluster cluster;

  WebSocketsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private List<String> watch(String query, String... headers) throws Exception {
    String path = cluster.core("configmaps?watch=1&timeoutSeconds=1&" + query);
    return cluster.http().socket(path, headers).get(10, TimeUnit.SECONDS);
  }

  private static ObjectNode event(String message) {
    return Documents.parse(message.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachEventIsOneTextMessageAndTheEndIsACleanClose() throws Exception {
    String version = Contract.send(cluster, "GET " + MAPS, "").text("metadata", "resourceVersion");
    Contract.send(
        cluster, "POST " + MAPS, "{'metadata':{'name':'ws'},'data':{'k':'\u00fc\u20ac'}}");
    Contract.send(cluster, "MERGE " + MAPS + "/ws", "{'data':{'a':'b'}}");
    Contract.send(cluster, "DELETE " + MAPS + "/ws", "");
    List<String> told =
        watch(
            "fieldSelector=metadata.name%3Dws&resourceVersion=" + version,
            "Origin",
            "https://localhost");
    assertThat(told).hasSize(4).last().isEqualTo("1000");
    assertThat(told.subList(0, 3)).allMatch(message -> message.endsWith("}\n"));
    assertThat(told.subList(0, 3).stream().map(m -> event(m).path("type").asText()))
        .containsExactly("ADDED", "MODIFIED", "DELETED");
    assertThat(event(told.getFirst()).at("/object/data/k").asText()).isEqualTo("\u00fc\u20ac");
  }

  @Test
  void aSubprotocolIsTakenWhateverItIs() throws Exception {
    String offered = "base64.binary.k8s.io";
    List<String> told =
        watch(
            "fieldSelector=metadata.name%3Dnobody",
            "Origin", "https://localhost", "Sec-WebSocket-Protocol", offered);
    assertThat(told).containsExactly("1000");
  }

  @ParameterizedTest(name = "{0} is answered {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          no origin                 | X      | resourceVersion=0      | 403
          an unreadable selector    | Origin | labelSelector=!        | 400
          an impossible combination | Origin | sendInitialEvents=true | 422
          """)
  void whatIsRefusedIsRefusedBeforeItIsASocket(String what, String header, String query, int code) {
    assertThatThrownBy(() -> watch(query, header, "https://localhost"))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(code));
  }

  @Test
  void aTableIsToldInRows() throws Exception {
    Contract.send(cluster, "POST " + MAPS, "{'metadata':{'name':'ws-row'}}");
    List<String> told =
        watch(
            "fieldSelector=metadata.name%3Dws-row",
            "Origin",
            "https://localhost",
            "Accept",
            "application/json;as=Table;v=v1;g=meta.k8s.io");
    assertThat(event(told.getFirst()).at("/object/kind").asText()).isEqualTo("Table");
  }
}
