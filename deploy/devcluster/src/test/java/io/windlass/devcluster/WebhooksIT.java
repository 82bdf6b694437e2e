package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.WebhookServer.Reply;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Admission webhooks: who is asked, what they are shown, and what their answers do. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebhooksIT {
  private static final String GROUP = "/apis/admissionregistration.k8s.io/v1/";
  private static final String MAPS = "/api/v1/namespaces/{ns}/configmaps";

  private final TestCluster cluster;
  private final WebhookServer server = WebhookServer.start();
  private final List<String> configurations = new ArrayList<>();
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  WebhooksIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void behave() {
    server.on("/allow", review -> reply(review, "'allowed':true"));
    server.on("/warn", review -> reply(review, "'allowed':true,'warnings':['mind the gap']"));
    server.on("/deny", review -> reply(review, "'allowed':false"));
    server.on("/reason", review -> reply(review, "'allowed':false,'status':{'reason':'Expired'}"));
    server.on(
        "/say", review -> reply(review, "'allowed':false,'status':{'message':'no','code':403}"));
    server.on(
        "/invalid",
        review ->
            reply(
                review,
                "'allowed':false,'status':{'message':'bad','reason':'Invalid','code':422,'details':{'name':'n','kind':'k','causes':[{'reason':'FieldValueInvalid','message':'m','field':'data.x'}]}}"));
    server.on("/other", review -> new Reply(200, review("'uid':'other','allowed':true")));
    server.on("/absent", review -> new Reply(200, "{}"));
    server.on("/broken", review -> new Reply(500, "broken"));
    server.on("/untyped", review -> reply(review, "'allowed':true,'patch':'W10='"));
    server.on("/mark", review -> reply(review, patch("add", "/data/mark", "'1'")));
    server.on("/count", review -> reply(review, patch("add", "/data/count", counted(review))));
    server.on("/astray", review -> reply(review, patch("replace", "/spec/x", "'1'")));
  }

  private static String counted(ObjectNode review) {
    int count = review.at("/request/object/data/count").asInt(0) + 1;
    return "'" + count + "'";
  }

  private static String patch(String operation, String path, String value) {
    String json = "[{'op':'%s','path':'%s','value':%s}]".formatted(operation, path, value);
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return "'allowed':true,'patchType':'JSONPatch','patch':'%s'"
        .formatted(Base64.getEncoder().encodeToString(bytes));
  }

  private static Reply reply(ObjectNode review, String response) {
    String uid = review.at("/request/uid").asText();
    return new Reply(200, review("'uid':'" + uid + "'," + response));
  }

  private static String review(String response) {
    String review =
        "{'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1','response':{"
            + response
            + "}}";
    return review.replace('\'', '"');
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @AfterEach
  void remove() {
    configurations.forEach(path -> send("DELETE " + path, ""));
    configurations.clear();
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  /**
   * Defines a webhook for the ConfigMaps of this namespace; {@code rest} adds to it or replaces.
   */
  private void hook(String kind, String name, String client, String rest) {
    ObjectNode hook =
        json(
            "{'name':'%s.hook.test','admissionReviewVersions':['v1'],'sideEffects':'None','clientConfig':%s,'rules':[{'operations':['*'],'apiGroups':[''],'apiVersions':['v1'],'resources':['configmaps']}],'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'%s'}}}"
                .formatted(name, client, cluster.namespace()));
    hook.setAll(json("{" + rest + "}"));
    ObjectNode configuration = json("{'metadata':{'name':'%s-%s'}}".formatted(run, name));
    configuration.putArray("webhooks").add(hook);
    String path = GROUP + kind + "webhookconfigurations";
    Answer created = send("POST " + path, configuration.toString());
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    configurations.add(path + "/" + run + "-" + name);
  }

  private static ObjectNode json(String text) {
    return Documents.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private Answer create(String query) {
    return send("POST " + MAPS + query, "{'metadata':{'generateName':'m-'},'data':{'a':'b'}}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          allowed                    | validating | /allow   |                                | 201 |
          denied without a word      | validating | /deny    |                                | 400 | admission webhook "x.hook.test" denied the request without explanation
          denied with a message      | validating | /say     |                                | 403 | admission webhook "x.hook.test" denied the request: no
          denied with a reason       | validating | /reason  |                                | 400 | admission webhook "x.hook.test" denied the request: Expired
          denied with a whole status | validating | /invalid |                                | 422 | admission webhook "x.hook.test" denied the request: bad
          denied by one who may change | mutating | /say     |                                | 403 | admission webhook "x.hook.test" denied the request: no
          an answer to another       | validating | /other   |                                | 500 | Internal error occurred: failed calling webhook "x.hook.test": received invalid webhook response: expected response.uid=
          no answer                  | validating | /absent  |                                | 500 | Internal error occurred: failed calling webhook "x.hook.test": received invalid webhook response: webhook response was absent
          a server's fault           | mutating   | /broken  |                                | 500 | Internal error occurred: failed calling webhook "x.hook.test": failed to call webhook: an error on the server ("unknown") has prevented the request from succeeding
          no such path               | mutating   | /gone    |                                | 500 | Internal error occurred: failed calling webhook "x.hook.test": failed to call webhook: the server could not find the requested resource
          faults may be ignored      | mutating   | /broken  | 'failurePolicy':'Ignore'       | 201 |
          a patch from a judge       | validating | /mark    |                                | 500 | Internal error occurred: failed calling webhook "x.hook.test": received invalid webhook response: validating webhook may not return response.patch
          a patch without a type     | mutating   | /untyped |                                | 500 | Internal error occurred: failed calling webhook "x.hook.test": received invalid webhook response: webhook returned response.patch but not response.patchType
          a patch that does not fit  | mutating   | /astray  |                                | 500 | Internal error occurred:
          """)
  void anAnswerDecides(
      String fact, String kind, String path, String rest, int code, String message) {
    hook(kind, "x", server.url(path), rest == null ? "" : rest);
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              Answer answer = create("");
              assertThat(server.received(path, cluster.namespace())).isNotEmpty();
              assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
              assertThat(answer.text("message")).startsWith(message == null ? "" : message);
            });
  }

  @Test
  void aDenialIsPassedOnWhole() {
    hook("validating", "x", server.url("/invalid"), "");
    Awaitility.await().until(() -> create("").code() == 422);
    Answer refused = create("");
    assertThat(refused.text("reason")).isEqualTo("Invalid");
    assertThat(Contract.at(refused, "/details"))
        .isEqualTo(
            "{'name':'n','kind':'k','causes':[{'reason':'FieldValueInvalid','message':'m','field':'data.x'}]}");
  }

  @Test
  void aWebhookIsShownTheWholeRequest() {
    hook("mutating", "shown", server.service("/allow"), "");
    String name = "shown-" + run;
    Awaitility.await()
        .until(
            () -> {
              send("DELETE " + MAPS + "/" + name, "");
              send(
                  "POST " + MAPS + "?fieldManager=me",
                  "{'metadata':{'name':'%s'},'data':{'a':'b'}}".formatted(name));
              return !server.received("/allow", name).isEmpty();
            });
    ObjectNode asked = (ObjectNode) server.received("/allow", name).getLast().path("request");
    assertThat(asked.path("uid").asText()).hasSize(36);
    asked.remove(List.of("uid", "userInfo"));
    ObjectNode metadata = (ObjectNode) asked.at("/object/metadata");
    metadata.remove("managedFields");
    assertThat(asked)
        .isEqualTo(
            json(
                "{'kind':{'group':'','version':'v1','kind':'ConfigMap'},'resource':{'group':'','version':'v1','resource':'configmaps'},'requestKind':{'group':'','version':'v1','kind':'ConfigMap'},'requestResource':{'group':'','version':'v1','resource':'configmaps'},'name':'%1$s','namespace':'%2$s','operation':'CREATE','object':{'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'%1$s','namespace':'%2$s','creationTimestamp':null},'data':{'a':'b'}},'oldObject':null,'dryRun':false,'options':{'kind':'CreateOptions','apiVersion':'meta.k8s.io/v1','fieldManager':'me'}}"
                    .formatted(name, cluster.namespace())));
  }

  @Test
  void whoeverAsksIsNamed() {
    hook("mutating", "who", server.url("/allow"), "");
    String name = "who-" + run;
    Awaitility.await()
        .until(
            () -> {
              send("POST " + MAPS, "{'metadata':{'name':'%s'}}".formatted(name));
              send("DELETE " + MAPS + "/" + name, "");
              return !server.received("/allow", name).isEmpty();
            });
    assertThat(server.received("/allow", name).getLast().at("/request/userInfo/groups").toString())
        .contains("system:masters", "system:authenticated");
  }
}
