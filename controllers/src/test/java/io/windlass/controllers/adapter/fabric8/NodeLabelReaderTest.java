package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The labels of nodes, listed when somebody asks. */
class NodeLabelReaderTest {
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String FORBIDDEN =
      """
      {"kind":"Status","status":"Failure","reason":"Forbidden","code":403,"message":"no nodes"}\
      """;

  private final ScriptedServer server = new ScriptedServer();
  private final KubernetesClient client = server.client();
  private final SteppedTicker ticker = new SteppedTicker();
  private final NodeLabelReader reader =
      new NodeLabelReader(Fabric8Http.of(client, Duration.ofSeconds(5)), ticker);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static String nodes(String zone) {
    return """
    {"kind":"NodeList","apiVersion":"v1","metadata":{"resourceVersion":"7"},"items":[
     {"metadata":{"name":"n1","uid":"1","resourceVersion":"5","labels":{"%s":"%s"}},
      "spec":{},"status":{"images":[{"names":["a"],"sizeBytes":1}]}},
     {"metadata":{"name":"n2","uid":"2","resourceVersion":"6"}}]}\
    """
        .formatted(ZONE, zone);
  }

  @Test
  void nobodyAsksTheServerBeforeSomebodyAsksForLabels() {
    assertThat(server.requests()).isEmpty();

    server.answer(200, "", nodes("west"));
    assertThat(reader.get().value("n1", ZONE)).contains("west");
    assertThat(reader.get().value("n2", ZONE)).as("a node without labels").isEmpty();
    assertThat(reader.get().value("n3", ZONE)).as("a node that is not there").isEmpty();
    assertThat(server.requests()).singleElement().asString().startsWith("GET /api/v1/nodes?");
  }

  @Test
  void theyAreRememberedForAMinute() {
    server.answer(200, "", nodes("west")).answer(200, "", nodes("east"));
    assertThat(reader.get().value("n1", ZONE)).contains("west");

    ticker.pass(Duration.ofSeconds(59));
    assertThat(reader.get().value("n1", ZONE)).contains("west");
    ticker.pass(Duration.ofSeconds(1));
    assertThat(reader.get().value("n1", ZONE)).contains("east");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void whoMayNotListThemGoesOnWithWhatIsKnownAndDoesNotAskAllTheTime() {
    server.answer(403, "", FORBIDDEN);
    assertThat(reader.get().byNode()).isEmpty();
    assertThat(reader.get().byNode()).isEmpty();
    assertThat(server.requests()).hasSize(1);

    ticker.pass(Duration.ofMinutes(1));
    server.answer(200, "", nodes("west"));
    assertThat(reader.get().value("n1", ZONE)).contains("west");
    ticker.pass(Duration.ofMinutes(1));
    server.answer(403, "", FORBIDDEN);
    assertThat(reader.get().value("n1", ZONE)).as("what was known").contains("west");
    assertThat(server.requests()).hasSize(3);
  }
}
