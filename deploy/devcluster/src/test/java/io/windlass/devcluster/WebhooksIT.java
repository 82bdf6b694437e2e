package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.WebhookServer.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private static final String MAPS = "/api/v1/namespaces/{ns}/configmaps";

  private final TestCluster cluster;
  private final TestHooks hooks;
  private final WebhookServer server;
  private final String run;

  WebhooksIT(TestCluster cluster) {
    this.cluster = cluster;
    this.hooks = TestHooks.of(cluster);
    this.server = hooks.server();
    this.run = hooks.run();
  }

  @BeforeAll
  void behave() {
    server.on("/allow", review -> TestHooks.reply(review, "'allowed':true"));
    server.on(
        "/warn", review -> TestHooks.reply(review, "'allowed':true,'warnings':['mind the gap']"));
    server.on("/deny", review -> TestHooks.reply(review, "'allowed':false"));
    server.on(
        "/reason",
        review -> TestHooks.reply(review, "'allowed':false,'status':{'reason':'Expired'}"));
    server.on(
        "/say",
        review -> TestHooks.reply(review, "'allowed':false,'status':{'message':'no','code':403}"));
    server.on(
        "/invalid",
        review ->
            TestHooks.reply(
                review,
                "'allowed':false,'status':{'message':'bad','reason':'Invalid','code':422,'details':{'name':'n','kind':'k','causes':[{'reason':'FieldValueInvalid','message':'m','field':'data.x'}]}}"));
    server.on("/other", review -> new Reply(200, TestHooks.review("'uid':'other','allowed':true")));
    server.on("/absent", review -> new Reply(200, "{}"));
    server.on("/broken", review -> new Reply(500, "broken"));
    server.on("/untyped", review -> TestHooks.reply(review, "'allowed':true,'patch':'W10='"));
    server.on(
        "/mark", review -> TestHooks.reply(review, TestHooks.patch("add", "/data/mark", "'1'")));
    server.on(
        "/astray", review -> TestHooks.reply(review, TestHooks.patch("replace", "/spec/x", "'1'")));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @AfterEach
  void remove() {
    hooks.removeAll();
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
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
    hooks.define(kind, "x", server.url(path), rest == null ? "" : rest);
    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer answer = create("");
              assertThat(server.received(path, cluster.namespace())).isNotEmpty();
              assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
              assertThat(answer.text("message")).startsWith(message == null ? "" : message);
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nobody listens       | 'url':'https://127.0.0.1:1/x'                        | Post "https://127.0.0.1:1/x?timeout=10s": dial tcp 127.0.0.1:1: connect: connection refused
          no Service listens   | 'service':{'namespace':'a','name':'b','port':1}      | Post "https://b.a.svc:1/?timeout=10s": dial tcp 127.0.0.1:1: connect: connection refused
          a stranger answers   | 'url':'https://127.0.0.1:{port}/allow','caBundle':'{stranger}' | Post "https://127.0.0.1:{port}/allow?timeout=10s": tls: failed to verify certificate: x509: certificate signed by unknown authority
          another name answers | 'service':{'namespace':'a','name':'b','port':{port}},'caBundle':'{own}' | Post "https://b.a.svc:{port}/?timeout=10s": tls: failed to verify certificate: x509: certificate is
          """)
  void aWebhookThatCannotBeAskedIsNamed(String fact, String client, String why) {
    String stranger =
        Base64.getEncoder()
            .encodeToString(TestCertificate.generate().pem().getBytes(StandardCharsets.US_ASCII));
    String port = Integer.toString(server.port());
    String config =
        client
            .replace("{port}", port)
            .replace("{stranger}", stranger)
            .replace("{own}", server.bundle());
    hooks.define("validating", "x", "{" + config + "}", "");
    TestHooks.soon().until(() -> create("").code() == 500);
    assertThat(create("").text("message"))
        .startsWith(
            "Internal error occurred: failed calling webhook \"x.hook.test\": failed to call"
                + " webhook: "
                + why.replace("{port}", port));
  }

  @Test
  void aWebhookThatIsSlowIsNotWaitedFor() {
    CountDownLatch over = new CountDownLatch(1);
    server.on(
        "/slow",
        review -> {
          await(over);
          return TestHooks.reply(review, "'allowed':true");
        });
    hooks.define("validating", "x", server.url("/slow"), "'timeoutSeconds':1");
    TestHooks.soon().until(() -> create("").code() == 500);
    over.countDown();
    assertThat(server.received("/slow", cluster.namespace())).isNotEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aDenialIsPassedOnWhole() {
    hooks.define("validating", "x", server.url("/invalid"), "");
    TestHooks.soon().until(() -> create("").code() == 422);
    Answer refused = create("");
    assertThat(refused.text("reason")).isEqualTo("Invalid");
    assertThat(Contract.at(refused, "/details"))
        .isEqualTo(
            "{'name':'n','kind':'k','causes':[{'reason':'FieldValueInvalid','message':'m','field':'data.x'}]}");
  }

  @Test
  void aWebhookIsShownTheWholeRequest() {
    hooks.define("mutating", "shown", server.service("/allow"), "");
    String name = "shown-" + run;
    TestHooks.soon()
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
            TestHooks.json(
                "{'kind':{'group':'','version':'v1','kind':'ConfigMap'},'resource':{'group':'','version':'v1','resource':'configmaps'},'requestKind':{'group':'','version':'v1','kind':'ConfigMap'},'requestResource':{'group':'','version':'v1','resource':'configmaps'},'name':'%1$s','namespace':'%2$s','operation':'CREATE','object':{'kind':'ConfigMap','apiVersion':'v1','metadata':{'name':'%1$s','namespace':'%2$s','creationTimestamp':null},'data':{'a':'b'}},'oldObject':null,'dryRun':false,'options':{'kind':'CreateOptions','apiVersion':'meta.k8s.io/v1','fieldManager':'me'}}"
                    .formatted(name, cluster.namespace())));
  }

  @Test
  void whoeverAsksIsNamed() {
    hooks.define("mutating", "who", server.url("/allow"), "");
    String name = "who-" + run;
    TestHooks.soon()
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
