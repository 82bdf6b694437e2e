package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Precondition;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.port.WriteResult;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests whose answer never comes: what is not known is said to be unknown, never guessed. */
class Fabric8WriterFaultsTest {
  private static final Target POD = new Target(ResourceKind.POD, new ObjectKey("shop", "web-a"));

  private final ScriptedServer server = new ScriptedServer();
  private final KubernetesClient client = server.client();
  private final Fabric8Writer writer =
      new Fabric8Writer(Fabric8Http.of(client, Duration.ofMillis(500)), AnswerStores.none());

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsUnknown() {
    server.silence();

    assertThat(write()).isInstanceOf(WriteResult.Unknown.class);
    assertThat(server.requests()).as("never a blind retry").hasSize(1);
  }

  @Test
  void aConnectionThatBreaksBeforeTheAnswerIsUnknown() {
    server.play(out -> {});

    assertThat(write()).isInstanceOf(WriteResult.Unknown.class);
    assertThat(server.requests()).as("never a blind retry").hasSize(1);
  }

  @Test
  void aConnectionThatBreaksInTheAnswerIsUnknown() {
    server.cutStream("{\"kind\":\"Pod\",\"metadata\":{\"name\"");

    assertThat(write()).isInstanceOf(WriteResult.Unknown.class);
  }

  @Test
  void anAnswerThatIsNoObjectIsUnknown() {
    server.answer(200, "", "<html>a proxy's page</html>");

    assertThat(write()).isInstanceOf(WriteResult.Unknown.class);
  }

  @ParameterizedTest(name = "{0} with Retry-After {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "429, -,                             Throttled[retryAfter=PT1S]",
        "429, 7,                             Throttled[retryAfter=PT7S]",
        "429, 0,                             Throttled[retryAfter=PT0S]",
        "429, 'Wed, 21 Oct 2026 07:28:00 GMT', Throttled[retryAfter=PT1S]",
        "429, 999999,                        Throttled[retryAfter=PT1H]",
        "503, 2,                             Throttled[retryAfter=PT2S]",
        "503, -,                             Unknown[why=503 <html>busy</html>]",
        "502, -,                             Unknown[why=502 <html>busy</html>]",
        "500, 2,                             Unknown[why=500 <html>busy</html>]",
        "403, -,                             'Refused[code=403, reason=,"
            + " message=<html>busy</html>]'"
      })
  void aPageOfAProxyMeansWhatItsCodeSays(int code, String retryAfter, String is) {
    String header = retryAfter == null ? "" : "Retry-After: " + retryAfter + "\r\n";
    server.answer(code, header, "<html>busy</html>");

    assertThat(write()).hasToString(is);
    assertThat(server.requests()).as("never a blind retry").hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a webhook that is away has let nothing be stored | failed calling webhook "a.example": refused   | Refused
          what else goes wrong inside may come later       | etcdserver: request timed out                 | Unknown
          a webhook is only mentioned                      | no answer after failed calling webhook "a": x | Unknown
          """)
  void anInternalErrorIsARefusalWhereItCameBeforeTheStorage(String what, String why, String is) {
    Json.Obj status =
        Json.Obj.EMPTY
            .with("kind", "Status")
            .with("reason", "InternalError")
            .with("message", "Internal error occurred: " + why);
    server.answer(500, "", JsonText.canonical(status));

    assertThat(write().getClass().getSimpleName()).as(what).isEqualTo(is);
  }

  @Test
  void aServerThatDoesNotListenHasSeenNothing() {
    server.close();

    assertThat(write()).isInstanceOf(WriteResult.Throttled.class);
  }

  private WriteResult write() {
    return writer.write(
        new Action.Patch(
            POD, "", Action.PatchType.MERGE, Json.Obj.EMPTY, new Precondition("u1", 7)));
  }
}
