package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.windlass.controllers.adapter.wire.ViewType;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer means, and what of it is in the store when the write returns. */
class Fabric8WriterTest {
  private static final String PODS = "/api/v1/namespaces/shop/pods";
  private static final ObjectKey KEY = new ObjectKey("shop", "web-a");
  private static final Target POD = new Target(ResourceKind.POD, KEY);
  private static final Precondition SEEN = new Precondition("u1", 7);

  private final KubernetesMockServer server = new KubernetesMockServer(false);
  private final ObjectStore<PodView> store = new LockedObjectStore<>(PodView::meta);
  private KubernetesClient client;
  private Fabric8Writer writer;

  @BeforeEach
  void start() throws IOException {
    server.init();
    client = server.createClient();
    ViewType<PodView> pods = ViewType.pods();
    writer =
        new Fabric8Writer(
            Fabric8Http.of(client, Duration.ofSeconds(5)), AnswerStores.none().and(pods, store));
    store.merge(pods.decode(bytes(pod("u1", 7, ""))));
  }

  @AfterEach
  void stop() {
    client.close();
    server.destroy();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a patch that meets           | code | retryAfter | reason    | field           | is
          its object                   | 200  |            |           |                 | Applied[uid=u1, version=8]
          another version              | 409  |            | Conflict  |                 | Conflict[message=words]
          another uid                  | 422  |            | Invalid   | metadata.uid    | Conflict[message=words]
          no object                    | 404  |            | NotFound  |                 | Conflict[message=pods shop/web-a is gone]
          validation                   | 422  |            | Invalid   | spec.containers | Refused[code=422, reason=Invalid, message=words]
          a policy or quota            | 403  |            | Forbidden |                 | Refused[code=403, reason=Forbidden, message=words]
          no credentials               | 401  |            | Unauthorized |              | Refused[code=401, reason=Unauthorized, message=words]
          too many requests            | 429  | 3          |           |                 | Throttled[retryAfter=PT3S]
          too many, without a time     | 429  |            |           |                 | Throttled[retryAfter=PT1S]
          a server that has no time    | 503  | 2          |           |                 | Throttled[retryAfter=PT2S]
          a server that breaks         | 503  |            |           |                 | Unknown[why=503 words]
          a server that failed         | 500  |            | InternalError |             | Unknown[why=500 words]
          a server that timed out      | 504  | 1          | Timeout   |                 | Unknown[why=504 words]
          """)
  void everyAnswerHasItsMeaning(
      String meets, int code, String retryAfter, String reason, String field, String is) {
    String body = code == 200 ? pod("u1", 8, "") : status(code, reason, field);
    var reply = server.expect().patch().withPath(PODS + "/web-a").andReturn(code, body);
    Optional.ofNullable(retryAfter).ifPresent(seconds -> reply.withHeader("Retry-After", seconds));
    reply.once();

    WriteResult result = writer.write(patch());

    assertThat(result).as(meets).hasToString(is);
    assertThat(server.getRequestCount()).as("nothing is sent twice").isEqualTo(1);
  }

  @Test
  void theAnswerIsInTheStoreWhenTheWriteReturns() {
    server.expect().patch().withPath(PODS + "/web-a").andReturn(200, pod("u1", 8, "")).once();

    writer.write(patch());

    assertThat(store.get(KEY).orElseThrow().meta().version()).isEqualTo(8);
  }

  @Test
  void aPodThatIsGoneLeavesTheStoreAndDoesNotComeBack() throws IOException {
    server.expect().patch().withPath(PODS + "/web-a").andReturn(404, status(404, "", "")).once();

    writer.write(patch());

    assertThat(store.get(KEY)).isEmpty();
    store.merge(ViewType.pods().decode(bytes(pod("u1", 9, ""))));
    assertThat(store.get(KEY)).as("a late event of the same uid").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a taken name that belongs to   | owner | deleted                | is
          this owner is our own create   | u-c   |                        | Applied[uid=u2, version=9]
          another owner is refused       | u-x   |                        | Refused[code=409, reason=AlreadyExists, message=words]
          nobody is refused              |       |                        | Refused[code=409, reason=AlreadyExists, message=words]
          this owner and is going        | u-c   | 2026-11-23T13:13:37Z   | Conflict[message=pods shop/web-a is being deleted]
          """)
  void aNameThatIsTaken(String belongsTo, String owner, String deleted, String is) {
    server.expect().post().withPath(PODS).andReturn(409, status(409, "AlreadyExists", "")).once();
    String meta = owner == null ? "" : ",\"ownerReferences\":[" + owner(owner) + "]";
    meta += deleted == null ? "" : ",\"deletionTimestamp\":\"" + deleted + "\"";
    server.expect().get().withPath(PODS + "/web-a").andReturn(200, pod("u2", 9, meta)).once();

    assertThat(writer.write(new Action.Create(POD, created()))).as(belongsTo).hasToString(is);
    assertThat(store.get(KEY).orElseThrow().uid()).isEqualTo("u2");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a deletion that is answered by   | code | answer                                                                                        | is                          | stays
          the pod with its time to stop    | 200  | ,"deletionTimestamp":"2026-11-23T13:13:37Z","deletionGracePeriodSeconds":30                   | Applied[uid=u1, version=8]  | true
          the pod with finalizers          | 200  | ,"deletionTimestamp":"2026-11-23T13:13:37Z","deletionGracePeriodSeconds":0,"finalizers":["a"] | Applied[uid=u1, version=8]  | true
          the last state of the pod        | 200  | ,"deletionTimestamp":"2026-11-23T13:13:37Z","deletionGracePeriodSeconds":0                    | Applied[uid=, version=0]    | false
          success and no object            | 200  | Status                                                                                        | Applied[uid=, version=0]    | false
          not found                        | 404  | Status                                                                                        | Applied[uid=, version=0]    | false
          another uid                      | 409  | Status                                                                                        | Conflict[message=words]     | true
          """)
  void aDeletion(String by, int code, String answer, String is, boolean stays) {
    String body = answer.equals("Status") ? status(code, "Conflict", "") : pod("u1", 8, answer);
    server.expect().delete().withPath(PODS + "/web-a").andReturn(code, body).once();

    WriteResult result = writer.write(new Action.Delete(POD, SEEN, Optional.empty()));

    assertThat(result).as(by).hasToString(is);
    assertThat(store.get(KEY).isPresent()).isEqualTo(stays);
  }

  @Test
  void refreshReadsWhatIsThereAndAlsoThatNothingIs() {
    server.expect().get().withPath(PODS + "/web-a").andReturn(200, pod("u1", 12, "")).once();
    server.expect().get().withPath(PODS + "/web-a").andReturn(500, status(500, "", "")).once();
    server.expect().get().withPath(PODS + "/web-a").andReturn(404, status(404, "", "")).once();

    assertThat(writer.refresh(POD)).isTrue();
    assertThat(store.get(KEY).orElseThrow().meta().version()).isEqualTo(12);
    assertThat(writer.refresh(POD)).as("still unknown").isFalse();
    assertThat(writer.refresh(POD)).isTrue();
    assertThat(store.get(KEY)).isEmpty();
  }

  private static Action.Patch patch() {
    return new Action.Patch(POD, "", Action.PatchType.MERGE, Json.Obj.EMPTY, SEEN);
  }

  private static Json.Obj created() {
    return new Body(bytes("{\"metadata\":{\"ownerReferences\":[" + owner("u-c") + "]}}")).object();
  }

  private static String owner(String uid) {
    return """
    {"apiVersion":"apps.kruise.io/v1alpha1","kind":"CloneSet","name":"web","uid":"%s",\
    "controller":true}\
    """
        .formatted(uid);
  }

  private static String pod(String uid, long version, String more) {
    return """
    {"kind":"Pod","metadata":{"name":"web-a","namespace":"shop","uid":"%s",\
    "resourceVersion":"%d"%s}}\
    """
        .formatted(uid, version, more);
  }

  private static String status(int code, String reason, String field) {
    return """
    {"kind":"Status","status":"Failure","message":"words","reason":"%s","code":%d,\
    "details":{"causes":[{"field":"%s"}]}}\
    """
        .formatted(reason, code, field);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
