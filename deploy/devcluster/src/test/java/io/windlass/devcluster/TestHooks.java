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
import org.awaitility.core.ConditionFactory;

/** Configurations of webhooks for the namespace of a test, and what such webhooks answer. */
record TestHooks(TestCluster cluster, WebhookServer server, String run, List<String> configured) {
  private static final String GROUP = "/apis/admissionregistration.k8s.io/v1/";

  static TestHooks of(TestCluster cluster) {
    String run = UUID.randomUUID().toString().substring(0, 8);
    return new TestHooks(cluster, WebhookServer.start(), run, new ArrayList<>());
  }

  /** Defines a webhook for the ConfigMaps of the namespace; {@code rest} adds to it or replaces. */
  void define(String kind, String name, String client, String rest) {
    ObjectNode hook =
        json(
            "{'name':'%s.hook.test','admissionReviewVersions':['v1'],'sideEffects':'None','clientConfig':%s,'rules':[%s],'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'%s'}}}"
                .formatted(name, client, rule("*", "", "configmaps"), cluster.namespace()));
    hook.setAll(json("{" + rest + "}"));
    ObjectNode configuration = json("{'metadata':{'name':'%s-%s'}}".formatted(run, name));
    configuration.putArray("webhooks").add(hook);
    String path = GROUP + kind + "webhookconfigurations";
    Answer created = cluster.http().post(path, configuration.toString());
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    configured.add(path + "/" + run + "-" + name);
  }

  /** A rule about v1 of a group. */
  static String rule(String operation, String group, String resource) {
    return "{'operations':['%s'],'apiGroups':['%s'],'apiVersions':['v1'],'resources':['%s']}"
        .formatted(operation, group, resource);
  }

  /** Waits for what a cluster need not know at once. */
  static ConditionFactory soon() {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(5));
  }

  void removeAll() {
    configured.forEach(path -> cluster.http().delete(path, "{}"));
    configured.clear();
  }

  static ObjectNode json(String text) {
    return Documents.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** An answer to a review that lets the request pass with a change. */
  static String patch(String operation, String path, String value) {
    String json = "[{'op':'%s','path':'%s','value':%s}]".formatted(operation, path, value);
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return "'allowed':true,'patchType':'JSONPatch','patch':'%s'"
        .formatted(Base64.getEncoder().encodeToString(bytes));
  }

  static Reply reply(ObjectNode review, String response) {
    String uid = review.at("/request/uid").asText();
    return new Reply(200, review("'uid':'" + uid + "'," + response));
  }

  static String review(String response) {
    String review =
        "{'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1','response':{"
            + response
            + "}}";
    return review.replace('\'', '"');
  }
}
