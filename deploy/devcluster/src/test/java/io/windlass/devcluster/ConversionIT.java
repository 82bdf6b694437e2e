package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.WebhookServer.Reply;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversion of custom resources by webhook. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConversionIT {
  private final TestCluster cluster;
  private final WebhookServer server = WebhookServer.start();
  private TwoVersions things;

  ConversionIT(TestCluster cluster) {
    this.cluster = cluster;
    this.things = TwoVersions.in(cluster);
  }

  @BeforeAll
  void behave() {
    server.on("/convert", review -> reply(review, ConversionIT::convert));
    server.on("/rename", review -> reply(review, o -> rename(convert(o))));
    server.on("/stay", review -> reply(review, o -> o));
    server.on("/refuse", review -> answer(review, "'result':{'status':'Failure','message':'no'}"));
    server.on("/none", review -> answer(review, "'result':{'status':'Success'}"));
  }

  private static Reply reply(ObjectNode review, UnaryOperator<ObjectNode> change) {
    List<ObjectNode> converted =
        Documents.objects(review.at("/request/objects")).stream().map(change).toList();
    return answer(review, "'result':{'status':'Success'},'convertedObjects':" + converted);
  }

  private static Reply answer(ObjectNode review, String response) {
    String body =
        "{'kind':'ConversionReview','apiVersion':'apiextensions.k8s.io/v1','response':{'uid':'%s',%s}}"
            .formatted(review.at("/request/uid").asText(), response);
    return new Reply(200, body.replace('\'', '"'));
  }

  private static ObjectNode convert(ObjectNode object) {
    boolean first = object.path("apiVersion").asText().endsWith("v1");
    String apiVersion =
        object.path("apiVersion").asText().replaceAll("v[12]$", first ? "v2" : "v1");
    ObjectNode spec = (ObjectNode) object.path("spec");
    spec.set(first ? "length" : "size", spec.remove(first ? "size" : "length"));
    Documents.child(Documents.metadata(object), "labels").put("converted", "yes");
    Documents.metadata(object).put("generation", 99);
    return object.put("apiVersion", apiVersion);
  }

  private static ObjectNode rename(ObjectNode object) {
    Documents.metadata(object).put("name", "other");
    return object;
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void name() {
    things = TwoVersions.in(cluster);
  }

  @AfterEach
  void undefine() {
    things.undefine();
  }

  private String webhook(String path) {
    return "{'strategy':'Webhook','webhook':{'clientConfig':%s,'conversionReviewVersions':['v1']}}"
        .formatted(server.url(path));
  }

  @Test
  void aWebhookConvertsBothWays() {
    things.define(webhook("/convert"));
    Answer created = things.create("v2", "a", "'length':3");
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    assertThat(Contract.at(created, "/spec")).isEqualTo("{'length':3}");
    Answer stored = things.send("GET " + things.things("v1") + "/a", "");
    assertThat(Contract.at(stored, "/spec")).isEqualTo("{'size':3}");
    assertThat(Contract.at(stored, "/metadata/labels")).isEqualTo("{'converted':'yes'}");
    assertThat(Contract.at(stored, "/metadata/generation")).isEqualTo("1");
    Answer changed = things.send("MERGE " + things.things("v2") + "/a", "{'spec':{'length':4}}");
    assertThat(Contract.at(changed, "/spec/length")).isEqualTo("4");
    assertThat(Contract.at(changed, "/metadata/generation")).isEqualTo("2");
    assertThat(Contract.at(things.send("GET " + things.things("v1") + "/a", ""), "/spec/size"))
        .isEqualTo("4");
  }

  @Test
  void aListIsConvertedByOneCall() {
    things.define(webhook("/convert"));
    things.create("v1", "one", "'size':1");
    things.create("v1", "two", "'size':2");
    Answer list = things.send("GET " + things.things("v2"), "");
    assertThat(list.body().at("/items")).hasSize(2);
    assertThat(Contract.at(list, "/items/1/spec/length")).isEqualTo("2");
    // A Kubernetes API server asks about one after the other: webhooks must be ready for both.
    if (cluster.isEmbedded()) {
      List<ObjectNode> asked = server.received("/convert", things.group() + "/v2");
      assertThat(asked).extracting(r -> r.at("/request/objects").size()).contains(2);
    }
  }

  @Test
  void aWatchShowsItsVersion() {
    things.define(webhook("/convert"));
    things.create("v1", "seen", "'size':1");
    String path =
        things.things("v2").replace("{ns}", cluster.namespace()) + "?watch=1&timeoutSeconds=1";
    try (Stream<String> lines = cluster.http().watch(path, "application/json")) {
      assertThat(lines.findFirst().orElseThrow())
          .contains("\"length\":1")
          .contains(things.group() + "/v2");
    }
  }

  @Test
  void anEmptyPatchStoresAnObjectAsObjectsAreStoredNow() {
    things.define(webhook("/convert"));
    things.create("v1", "old", "'size':1");
    String path = things.things("v1") + "/old";
    String version = "/metadata/resourceVersion";
    String before = Contract.at(things.send("MERGE " + path, "{}"), version);
    things.send(
        "JSON " + things.definition(),
        "[{'op':'replace','path':'/spec/versions/0/storage','value':false},{'op':'replace','path':'/spec/versions/1/storage','value':true}]");
    TestHooks.soon()
        .untilAsserted(
            () ->
                assertThat(Contract.at(things.send("MERGE " + path, "{}"), version))
                    .isNotEqualTo(before));
    String after = Contract.at(things.send("GET " + path, ""), version);
    assertThat(Contract.at(things.send("MERGE " + path, "{}"), version)).isEqualTo(after);
    assertThat(Contract.at(things.send("GET " + path, ""), "/spec")).isEqualTo("{'size':1}");
  }

  @Test
  void aWebhookForOneVersionIsAskedAboutAllOfThem() {
    things.define(webhook("/convert"));
    TestHooks hooks = TestHooks.of(cluster);
    hooks.server().on("/deny", review -> TestHooks.reply(review, "'allowed':false"));
    String rules = "'rules':[%s]".formatted(TestHooks.rule("CREATE", things.group(), "things"));
    hooks.define("validating", "equivalent", hooks.server().url("/deny"), rules);
    TestHooks.soon().until(() -> things.create("v1", "first", "'size':1").code() == 400);
    assertThat(things.create("v2", "second", "'length':2").code()).isEqualTo(400);
    ObjectNode asked =
        (ObjectNode) hooks.server().received("/deny", "second").getLast().path("request");
    assertThat(asked.at("/kind/version").asText()).isEqualTo("v1");
    assertThat(asked.at("/requestKind/version").asText()).isEqualTo("v2");
    assertThat(asked.at("/requestResource/version").asText()).isEqualTo("v2");
    assertThat(asked.at("/object/apiVersion").asText()).isEqualTo(things.group() + "/v1");
    assertThat(asked.at("/object/spec/size").asInt()).isEqualTo(2);
    hooks.removeAll();
    hooks.define(
        "validating", "exact", hooks.server().url("/deny"), rules + ",'matchPolicy':'Exact'");
    TestHooks.soon().until(() -> things.create("v1", "third", "'size':1").code() == 400);
    TestHooks.soon().until(() -> things.create("v2", "fourth", "'length':2").code() == 201);
    hooks.removeAll();
    hooks.server().close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /refuse | conversion webhook for {g}/v1, Kind=Thing failed: no
          /none   | conversion webhook for {g}/v1, Kind=Thing returned 0 objects, expected 1
          /stay   | conversion webhook for {g}/v1, Kind=Thing returned invalid object at index 0: invalid groupVersion (expected {g}/v2, received {g}/v1)
          /rename | conversion webhook for {g}/v1, Kind=Thing returned invalid object: must have the same name: a != other
          /gone   | conversion webhook for {g}/v1, Kind=Thing failed: the server could not find the requested resource
          """)
  void whatCannotBeConvertedIsRefused(String path, String message) {
    things.define("{'strategy':'None'}");
    assertThat(things.create("v1", "a", "'size':1").code()).isEqualTo(201);
    assertThat(things.change("replace", "/spec/conversion", webhook(path)).code()).isEqualTo(200);
    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer refused = things.send("GET " + things.things("v2") + "/a", "");
              assertThat(refused.code()).as(refused.body().toString()).isEqualTo(500);
              assertThat(refused.text("message")).isEqualTo(message.replace("{g}", things.group()));
            });
    assertThat(things.send("GET " + things.things("v1") + "/a", "").code()).isEqualTo(200);
  }
}
