package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.WebhookServer.Reply;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.UUID;
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

/** Several versions of a custom resource: v1, which is stored, says size where v2 says length. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConversionIT {
  private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private final TestCluster cluster;
  private final WebhookServer server = WebhookServer.start();
  private String group = "";

  ConversionIT(TestCluster cluster) {
    this.cluster = cluster;
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
    group = "g" + UUID.randomUUID().toString().substring(0, 8) + ".test";
  }

  @AfterEach
  void undefine() {
    // Objects that cannot be converted must not keep their definition.
    change("/spec/conversion", "{'strategy':'None'}");
    send("DELETE " + CRDS + "/things." + group, "");
  }

  private Answer send(String request, String body) {
    return Contract.send(cluster, request, body);
  }

  private Answer change(String path, String value) {
    String patch = "[{'op':'replace','path':'%s','value':%s}]".formatted(path, value);
    return send("JSON " + CRDS + "/things." + group, patch);
  }

  private static String version(String name, boolean stored, String field) {
    return "{'name':'%s','served':true,'storage':%s,'schema':{'openAPIV3Schema':{'type':'object','properties':{'spec':{'type':'object','properties':{'%s':{'type':'integer'},'shared':{'type':'string'}}}}}}}"
        .formatted(name, stored, field);
  }

  private void define(String conversion) {
    String crd =
        "{'metadata':{'name':'things.%1$s'},'spec':{'group':'%1$s','scope':'Namespaced','names':{'plural':'things','kind':'Thing'},'conversion':%2$s,'versions':[%3$s,%4$s]}}"
            .formatted(
                group, conversion, version("v1", true, "size"), version("v2", false, "length"));
    Answer created = send("POST " + CRDS, crd);
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    TestHooks.soon().until(() -> send("GET " + things("v2"), "").code() == 200);
  }

  private String webhook(String path) {
    return "{'strategy':'Webhook','webhook':{'clientConfig':%s,'conversionReviewVersions':['v1']}}"
        .formatted(server.url(path));
  }

  private String things(String version) {
    return "/apis/" + group + "/" + version + "/namespaces/{ns}/things";
  }

  private Answer create(String version, String name, String spec) {
    return send(
        "POST " + things(version),
        "{'apiVersion':'%s/%s','kind':'Thing','metadata':{'name':'%s'},'spec':{%s}}"
            .formatted(group, version, name, spec));
  }

  @Test
  void withoutConversionOnlyTheApiVersionDiffers() {
    define("{'strategy':'None'}");
    create("v1", "a", "'size':3,'shared':'x'");
    Answer other = send("GET " + things("v2") + "/a", "");
    assertThat(other.text("apiVersion")).isEqualTo(group + "/v2");
    assertThat(Contract.at(other, "/spec")).isEqualTo("{'shared':'x'}");
    create("v2", "b", "'length':3,'shared':'y'");
    assertThat(Contract.at(send("GET " + things("v2") + "/b", ""), "/spec"))
        .isEqualTo("{'shared':'y'}");
  }

  @Test
  void aWebhookConvertsBothWays() {
    define(webhook("/convert"));
    Answer created = create("v2", "a", "'length':3");
    assertThat(created.code()).as(created.body().toString()).isEqualTo(201);
    assertThat(Contract.at(created, "/spec")).isEqualTo("{'length':3}");
    Answer stored = send("GET " + things("v1") + "/a", "");
    assertThat(Contract.at(stored, "/spec")).isEqualTo("{'size':3}");
    assertThat(Contract.at(stored, "/metadata/labels")).isEqualTo("{'converted':'yes'}");
    assertThat(Contract.at(stored, "/metadata/generation")).isEqualTo("1");
    Answer changed = send("MERGE " + things("v2") + "/a", "{'spec':{'length':4}}");
    assertThat(Contract.at(changed, "/spec/length")).isEqualTo("4");
    assertThat(Contract.at(changed, "/metadata/generation")).isEqualTo("2");
    assertThat(Contract.at(send("GET " + things("v1") + "/a", ""), "/spec/size")).isEqualTo("4");
  }

  @Test
  void aListIsConvertedByOneCall() {
    define(webhook("/convert"));
    create("v1", "one", "'size':1");
    create("v1", "two", "'size':2");
    Answer list = send("GET " + things("v2"), "");
    assertThat(list.body().at("/items")).hasSize(2);
    assertThat(Contract.at(list, "/items/1/spec/length")).isEqualTo("2");
    // A Kubernetes API server asks about one after the other: webhooks must be ready for both.
    if (cluster.isEmbedded()) {
      List<ObjectNode> asked = server.received("/convert", group + "/v2");
      assertThat(asked).extracting(r -> r.at("/request/objects").size()).contains(2);
    }
  }

  @Test
  void aWatchShowsItsVersion() {
    define(webhook("/convert"));
    create("v1", "seen", "'size':1");
    String path = things("v2").replace("{ns}", cluster.namespace()) + "?watch=1&timeoutSeconds=1";
    try (Stream<String> lines = cluster.http().watch(path, "application/json")) {
      assertThat(lines.findFirst().orElseThrow()).contains("\"length\":1").contains(group + "/v2");
    }
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
    define("{'strategy':'None'}");
    assertThat(create("v1", "a", "'size':1").code()).isEqualTo(201);
    assertThat(change("/spec/conversion", webhook(path)).code()).isEqualTo(200);
    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer refused = send("GET " + things("v2") + "/a", "");
              assertThat(refused.code()).as(refused.body().toString()).isEqualTo(500);
              assertThat(refused.text("message")).isEqualTo(message.replace("{g}", group));
            });
    assertThat(send("GET " + things("v1") + "/a", "").code()).isEqualTo(200);
  }

  @Test
  void defaultsReachWhatWasStoredBeforeThem() {
    define("{'strategy':'None'}");
    create("v1", "old", "'shared':'x'");
    String path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size";
    assertThat(change(path, "{'type':'integer','default':7}").code()).isEqualTo(200);
    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer read = send("GET " + things("v1") + "/old", "");
              assertThat(Contract.at(read, "/spec/size")).isEqualTo("7");
              Answer list = send("GET " + things("v1"), "");
              assertThat(Contract.at(list, "/items/0/spec/size")).isEqualTo("7");
            });
  }

  @Test
  void theVersionsThatWereStoredAreRemembered() {
    define("{'strategy':'None'}");
    send(
        "JSON " + CRDS + "/things." + group,
        "[{'op':'replace','path':'/spec/versions/0/storage','value':false},{'op':'replace','path':'/spec/versions/1/storage','value':true}]");
    Answer crd = send("GET " + CRDS + "/things." + group, "");
    assertThat(Contract.at(crd, "/status/storedVersions")).isEqualTo("['v1','v2']");
    Answer removed =
        send("JSON " + CRDS + "/things." + group, "[{'op':'remove','path':'/spec/versions/0'}]");
    assertThat(removed.text("message"))
        .contains("status.storedVersions[0]: Invalid value: \"v1\": must appear in spec.versions");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'strategy':'x'} | spec.conversion.strategy: Unsupported value: "x": supported values: "None", "Webhook"
          {'strategy':'Webhook'} | spec.conversion.webhookClientConfig: Required value: required when strategy is set to Webhook
          {'strategy':'Webhook','webhook':{'conversionReviewVersions':['v1'],'clientConfig':{}}} | spec.conversion.webhookClientConfig: Required value: exactly one of url or service is required
          {'strategy':'Webhook','webhook':{'conversionReviewVersions':['v1'],'clientConfig':{'url':'http://a'}}} | spec.conversion.webhookClientConfig.url: Invalid value: "http": 'https' is the only allowed URL scheme; desired format: https://host[/path]
          {'strategy':'Webhook','webhook':{'conversionReviewVersions':['v9'],'clientConfig':{'url':'https://a'}}} | spec.conversion.conversionReviewVersions: Invalid value: []string{"v9"}: must include at least one of v1, v1beta1
          {'strategy':'None','webhook':{'conversionReviewVersions':['v1'],'clientConfig':{'url':'https://a'}}} | spec.conversion.webhookClientConfig: Forbidden: should not be set when strategy is not set to Webhook
          """)
  void aConversionIsChecked(String conversion, String fault) {
    String crd =
        "{'metadata':{'name':'things.%1$s'},'spec':{'group':'%1$s','scope':'Namespaced','names':{'plural':'things','kind':'Thing'},'conversion':%2$s,'versions':[%3$s]}}"
            .formatted(group, conversion, version("v1", true, "size"));
    Answer refused = send("POST " + CRDS, crd);
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.text("message")).contains(fault);
  }
}
