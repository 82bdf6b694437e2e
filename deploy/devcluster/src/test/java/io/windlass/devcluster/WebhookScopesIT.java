package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests webhooks are asked about, in which order and how often. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WebhookScopesIT {
  private static final String MAPS = "/api/v1/namespaces/{ns}/configmaps";

  private final TestCluster cluster;
  private final TestHooks hooks;
  private final WebhookServer server;

  WebhookScopesIT(TestCluster cluster) {
    this.cluster = cluster;
    this.hooks = TestHooks.of(cluster);
    this.server = hooks.server();
  }

  @BeforeAll
  void behave() {
    server.on("/allow", review -> TestHooks.reply(review, "'allowed':true"));
    server.on(
        "/warn", review -> TestHooks.reply(review, "'allowed':true,'warnings':['mind the gap']"));
    server.on("/deny", review -> TestHooks.reply(review, "'allowed':false"));
    server.on("/count", review -> TestHooks.reply(review, counted(review)));
    server.on("/b", review -> TestHooks.reply(review, TestHooks.patch("add", "/data/b", "'set'")));
  }

  private static String counted(ObjectNode review) {
    int count = review.at("/request/object/data/count").asInt(0) + 1;
    return TestHooks.patch("add", "/data/count", "'" + count + "'");
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

  private Answer create(String query, String rest) {
    return send(
        "POST " + MAPS + query,
        "{'metadata':{'generateName':'m-'%s},'data':{'a':'b'}}".formatted(rest));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          another operation     | 'rules':[{'operations':['DELETE'],'apiGroups':[''],'apiVersions':['v1'],'resources':['configmaps']}]    | 201
          another group         | 'rules':[{'operations':['*'],'apiGroups':['apps'],'apiVersions':['*'],'resources':['*']}]               | 201
          all of everything     | 'rules':[{'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['*/*']}]                | 400
          all without parts     | 'rules':[{'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['*']}]                  | 400
          parts alone           | 'rules':[{'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['configmaps/status']}]  | 201
          cluster's alone       | 'rules':[{'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['*'],'scope':'Cluster'}] | 201
          namespaced alone      | 'rules':[{'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['*'],'scope':'Namespaced'}] | 400
          objects with a label  | 'objectSelector':{'matchLabels':{'app':'x'}}                                                            | 400
          objects without it    | 'objectSelector':{'matchExpressions':[{'key':'app','operator':'DoesNotExist'}]}                         | 201
          a condition that holds | 'matchConditions':[{'name':'a','expression':'object.data.a == "b" && request.operation == "CREATE" && oldObject == null'}] | 400
          a condition that fails | 'matchConditions':[{'name':'a','expression':'request.userInfo.username == "nobody"'}]                  | 201
          a condition that breaks | 'matchConditions':[{'name':'a','expression':'object.data.c == "b"'}]                                  | 403
          a broken one, ignored | 'failurePolicy':'Ignore','matchConditions':[{'name':'a','expression':'object.data.c == "b"'}]           | 201
          """)
  void aWebhookIsAskedAboutWhatItsRulesSay(String fact, String rest, int code) {
    // What is denied always shows that the configurations have arrived.
    hooks.define(
        "validating",
        "last",
        server.url("/deny"),
        "'objectSelector':{'matchLabels':{'last':'yes'}}");
    hooks.define("validating", "asked", server.url("/deny"), rest.replace("\"", "\\\""));
    TestHooks.soon().until(() -> create("", ",'labels':{'last':'yes'}").code() >= 400);
    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer answer = create("", ",'labels':{'app':'x'}");
              assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
            });
  }

  @Test
  void aConditionThatBreaksRefusesInTheServersWords() {
    String condition = "'matchConditions':[{'name':'a','expression':'object.data.c == 1'}]";
    hooks.define("validating", "broken", server.url("/deny"), condition);
    TestHooks.soon().until(() -> create("", "").code() == 403);
    assertThat(create("", "").text("message"))
        .startsWith("configmaps \"m-")
        .endsWith(
            "\" is forbidden: expression 'object.data.c == 1' resulted in error: no such key: c");
  }

  @Test
  void everyChangeOfAnObjectIsShown() {
    hooks.define("validating", "seen", server.url("/allow"), "");
    TestHooks.soon()
        .until(
            () -> {
              String name = create("", "").text("metadata", "name");
              return !server.received("/allow", name).isEmpty() || !seen().isEmpty();
            });
    String map = MAPS + "/seen-" + hooks.run();
    send(
        "POST " + MAPS,
        "{'metadata':{'name':'seen-%s','labels':{'seen':'x'}}}".formatted(hooks.run()));
    send("MERGE " + map, "{'data':{'a':'1'}}");
    send("PUT " + map, "{'metadata':{'name':'seen-%s'},'data':{'a':'2'}}".formatted(hooks.run()));
    send("DELETE " + map, "");
    List<ObjectNode> seen = server.received("/allow", "seen-" + hooks.run());
    assertThat(seen)
        .extracting(r -> r.at("/request/operation").asText())
        .containsExactly("CREATE", "UPDATE", "UPDATE", "DELETE");
    assertThat(seen)
        .extracting(r -> r.at("/request/options/kind").asText())
        .containsExactly("CreateOptions", "UpdateOptions", "UpdateOptions", "DeleteOptions");
    assertThat(seen)
        .extracting(r -> r.at("/request/oldObject/data/a").asText())
        .containsExactly("", "", "1", "2");
    assertThat(seen.getLast().at("/request/object").isNull()).isTrue();
  }

  private List<ObjectNode> seen() {
    return server.received("/allow", cluster.namespace());
  }

  @Test
  void aCollectionIsDeletedOneByOneWithoutNames() {
    hooks.define(
        "validating",
        "all",
        server.url("/deny"),
        "'rules':[%s]".formatted(TestHooks.rule("DELETE", "", "configmaps")));
    create("", ",'labels':{'swept':'yes'}");
    TestHooks.soon().until(() -> send("DELETE " + MAPS + "?labelSelector=swept", "").code() == 400);
    ObjectNode asked = server.received("/deny", "DELETE").getLast();
    assertThat(asked.at("/request/name").asText()).isEmpty();
    assertThat(asked.at("/request/oldObject/metadata/labels/swept").asText()).isEqualTo("yes");
  }

  @Test
  void thoseBeforeAreAskedAgainWhenOthersChangedTheObject() {
    hooks.define("mutating", "a", server.url("/count"), "'reinvocationPolicy':'IfNeeded'");
    hooks.define("mutating", "b", server.url("/b"), "");
    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer created = create("", "");
              assertThat(Contract.at(created, "/data/b")).isEqualTo("set");
              assertThat(Contract.at(created, "/data/count")).isEqualTo("2");
            });
  }

  @Test
  void aDryRunIsForThoseThatHaveNoSideEffects() {
    hooks.define("mutating", "dry", server.url("/count"), "'sideEffects':'NoneOnDryRun'");
    TestHooks.soon()
        .untilAsserted(
            () -> assertThat(Contract.at(create("?dryRun=All", ""), "/data/count")).isEqualTo("1"));
    ObjectNode asked = server.received("/count", cluster.namespace()).getLast();
    assertThat(asked.at("/request/dryRun").asBoolean()).isTrue();
    assertThat(asked.at("/request/options/dryRun/0").asText()).isEqualTo("All");
  }

  @Test
  void warningsReachTheClient() {
    hooks.define("validating", "warn", server.url("/warn"), "");
    TestHooks.soon()
        .untilAsserted(
            () ->
                assertThat(create("", "").response().headers().allValues("Warning"))
                    .containsExactly("299 - \"mind the gap\""));
  }

  @Test
  void anEvictionMayBeRefused() {
    hooks.define(
        "validating",
        "evict",
        server.url("/deny"),
        "'rules':[%s]".formatted(TestHooks.rule("CREATE", "", "pods/eviction")));
    String name = "evicted-" + hooks.run();
    String pods = "/api/v1/namespaces/{ns}/pods";
    send(
        "POST " + pods,
        "{'metadata':{'name':'%s'},'spec':{'containers':[{'name':'c','image':'i'}]}}"
            .formatted(name));
    String eviction =
        "{'apiVersion':'policy/v1','kind':'Eviction','metadata':{'name':'%s'}}".formatted(name);
    TestHooks.soon()
        .until(
            () ->
                send("POST " + pods + "/" + name + "/eviction?dryRun=All", eviction).code() == 400);
    ObjectNode asked = (ObjectNode) server.received("/deny", name).getLast().path("request");
    assertThat(asked.at("/kind/kind").asText()).isEqualTo("Eviction");
    assertThat(asked.at("/resource/resource").asText()).isEqualTo("pods");
    assertThat(asked.path("subResource").asText()).isEqualTo("eviction");
    assertThat(asked.at("/object/metadata/name").asText()).isEqualTo(name);
    send("DELETE " + pods + "/" + name, "");
  }

  @Test
  void aScaleIsShownAsAScale() {
    hooks.define(
        "validating",
        "scale",
        server.url("/deny"),
        "'rules':[%s]".formatted(TestHooks.rule("UPDATE", "apps", "deployments/scale")));
    String name = "scale-" + hooks.run();
    String deployments = "/apis/apps/v1/namespaces/{ns}/deployments";
    send(
        "POST " + deployments,
        "{'metadata':{'name':'%s'},'spec':{'replicas':0,'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'c','image':'i'}]}}}}"
            .formatted(name));
    TestHooks.soon()
        .until(
            () ->
                send("MERGE " + deployments + "/" + name + "/scale", "{'spec':{'replicas':1}}")
                        .code()
                    == 400);
    ObjectNode asked = (ObjectNode) server.received("/deny", name).getLast().path("request");
    assertThat(asked.at("/kind/kind").asText()).isEqualTo("Scale");
    assertThat(asked.path("subResource").asText()).isEqualTo("scale");
    assertThat(asked.at("/resource/resource").asText()).isEqualTo("deployments");
    assertThat(asked.at("/object/spec/replicas").asInt()).isEqualTo(1);
    send("DELETE " + deployments + "/" + name, "");
  }
}
