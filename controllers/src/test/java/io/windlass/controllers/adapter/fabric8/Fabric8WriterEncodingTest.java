package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.wire.Encoding;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.controllers.adapter.wire.WireBytes;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Precondition;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.store.LockedObjectStore;
import io.windlass.runtime.store.ObjectStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to writes of pods are asked for in protobuf, and mean the same as in JSON. */
class Fabric8WriterEncodingTest {
  private static final String BOTH = Encoding.PROTOBUF_TYPE + ", application/json;q=0.9";
  private static final ObjectKey KEY = new ObjectKey("shop", "web-a");

  private final ScriptedServer server = new ScriptedServer();
  private final KubernetesClient client = server.client();
  private final ObjectStore<PodView> store = new LockedObjectStore<>(PodView::meta);
  private final Fabric8Writer writer =
      new Fabric8Writer(
          Fabric8Http.of(client, Duration.ofSeconds(5)),
          AnswerStores.none().and(ViewType.pods(), store));

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void anAnswerInProtobufIsInTheStoreWhenTheWriteReturns() {
    server.answer(Encoding.PROTOBUF_TYPE, WireBytes.object(pod(8)));

    assertThat(patch(ResourceKind.POD)).hasToString("Applied[uid=u1, version=8]");

    assertThat(store.get(KEY).orElseThrow().meta().version()).isEqualTo(8);
    assertThat(server.accepted()).containsExactly(BOTH);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a refusal in protobuf | code | reason    | field           | is
          another version       | 409  | Conflict  |                 | Conflict[message=words]
          another uid           | 422  | Invalid   | metadata.uid    | Conflict[message=words]
          validation            | 422  | Invalid   | spec.containers | Refused[code=422, reason=Invalid, message=words]
          a policy or quota     | 403  | Forbidden |                 | Refused[code=403, reason=Forbidden, message=words]
          a server that failed  | 500  | Internal  |                 | Unknown[why=500 words]
          """)
  void refusalsMeanTheSame(String refusal, int code, String reason, String field, String is) {
    String named = field == null ? "" : field;
    server.answer(code, Encoding.PROTOBUF_TYPE, WireBytes.refusal(code, reason, "words", named));

    assertThat(patch(ResourceKind.POD)).as(refusal).hasToString(is);
  }

  @Test
  void aBrokenAnswerIsUnknown() {
    server.answer(Encoding.PROTOBUF_TYPE, new byte[] {'k', '8', 's', 0, 18, 99});

    assertThat(patch(ResourceKind.POD)).isInstanceOf(WriteResult.Unknown.class);
  }

  @Test
  void aServerThatRefusesTheEncodingIsAskedAgainInJson() {
    server.answer(406, "", PodTexts.status(406, "only JSON"));
    server.answer(200, "", PodTexts.pod("web-a", 9));

    assertThat(patch(ResourceKind.POD)).hasToString("Applied[uid=uid-web-a, version=9]");

    assertThat(server.accepted()).containsExactly(BOTH, "application/json");
  }

  @Test
  void whatHasNoStoreIsAnsweredInJson() {
    server.answer(200, "", PodTexts.pod("web", 9));

    assertThat(patch(ResourceKind.CONTROLLER_REVISION))
        .hasToString("Applied[uid=uid-web, version=9]");
    assertThat(server.accepted()).containsExactly("application/json");
  }

  private WriteResult patch(ResourceKind kind) {
    Precondition seen = new Precondition("u1", 7);
    return writer.write(
        new Action.Patch(new Target(kind, KEY), "", Action.PatchType.MERGE, Json.Obj.EMPTY, seen));
  }

  private static Pod pod(long version) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("web-a")
        .withUid("u1")
        .withNamespace("shop")
        .withGeneration(1L)
        .withCreationTimestamp("2026-11-23T08:00:00Z")
        .withResourceVersion(Long.toString(version))
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-0")
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .withPodIP("10.0.0.1")
        .endStatus()
        .build();
  }
}
