package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Precondition;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.port.WriteResult;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
