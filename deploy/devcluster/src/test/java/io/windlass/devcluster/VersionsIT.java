package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several versions of a custom resource, and what becomes of them. */
@ExtendWith(SharedCluster.class)
final class VersionsIT {
  private final TestCluster cluster;
  private final TwoVersions things;

  VersionsIT(TestCluster cluster) {
    this.cluster = cluster;
    this.things = TwoVersions.in(cluster);
  }

  @AfterEach
  void undefine() {
    things.undefine();
  }

  @Test
  void withoutConversionOnlyTheApiVersionDiffers() {
    things.define("{'strategy':'None'}");
    things.create("v1", "a", "'size':3,'shared':'x'");
    Answer other = things.send("GET " + things.things("v2") + "/a", "");
    assertThat(other.text("apiVersion")).isEqualTo(things.group() + "/v2");
    assertThat(Contract.at(other, "/spec")).isEqualTo("{'shared':'x'}");
    things.create("v2", "b", "'length':3,'shared':'y'");
    assertThat(Contract.at(things.send("GET " + things.things("v2") + "/b", ""), "/spec"))
        .isEqualTo("{'shared':'y'}");
  }

  @Test
  void usersOfADeprecatedVersionAreWarned() {
    things.define("{'strategy':'None'}");
    things.send(
        "JSON " + things.definition(),
        "[{'op':'add','path':'/spec/versions/0/deprecated','value':true}]");
    TestHooks.soon()
        .untilAsserted(
            () ->
                assertThat(warnings(things.things("v1")))
                    .containsExactly(
                        "299 - \"%1$s/v1 Thing is deprecated; use %1$s/v2 Thing\""
                            .formatted(things.group())));
    assertThat(warnings(things.things("v2"))).isEmpty();
    things.send(
        "JSON " + things.definition(),
        "[{'op':'add','path':'/spec/versions/0/deprecationWarning','value':'go away'}]");
    TestHooks.soon()
        .untilAsserted(
            () -> assertThat(warnings(things.things("v1"))).containsExactly("299 - \"go away\""));
  }

  private List<String> warnings(String path) {
    return things.send("GET " + path, "").response().headers().allValues("Warning");
  }

  @Test
  void aNameIsGivenOnce() {
    things.define("{'strategy':'None'}");
    String other =
        "{'metadata':{'name':'others.%1$s'},'spec':{'group':'%1$s','scope':'Namespaced','names':{'plural':'others','kind':'Thing'},'versions':[%2$s]}}"
            .formatted(things.group(), TwoVersions.version("v1", true, "size"));
    String address = TwoVersions.CRDS + "/others." + things.group();
    assertThat(things.send("POST " + TwoVersions.CRDS, other).code()).isEqualTo(201);
    TestHooks.soon()
        .untilAsserted(
            () ->
                assertThat(conditions(address))
                    .containsExactly(
                        "NamesAccepted=False ListKindConflict \"ThingList\" is already in use",
                        "Established=False NotAccepted not all names are accepted"));
    things.undefine();
    TestHooks.soon()
        .untilAsserted(
            () ->
                assertThat(conditions(address))
                    .containsExactlyInAnyOrder(
                        "NamesAccepted=True NoConflicts no conflicts found",
                        "Established=True InitialNamesAccepted the initial names have been"
                            + " accepted"));
    things.send("DELETE " + address, "");
  }

  private List<String> conditions(String address) {
    return things
        .send("GET " + address, "")
        .body()
        .at("/status/conditions")
        .valueStream()
        .map(
            c ->
                "%s=%s %s %s"
                    .formatted(
                        c.path("type").asText(),
                        c.path("status").asText(),
                        c.path("reason").asText(),
                        c.path("message").asText()))
        .toList();
  }

  @Test
  void aWatchEndsWithItsDefinition() {
    things.define("{'strategy':'None'}");
    things.create("v1", "last", "'size':1");
    String path =
        things.things("v1").replace("{ns}", cluster.namespace()) + "?watch=1&timeoutSeconds=20";
    try (Stream<String> lines = cluster.http().watch(path, "application/json")) {
      things.send("DELETE " + things.definition(), "");
      List<String> seen = lines.toList();
      assertThat(seen.getFirst()).startsWith("{\"type\":\"ADDED\"");
      assertThat(seen).anyMatch(line -> line.startsWith("{\"type\":\"DELETED\""));
    }
  }

  @Test
  void defaultsReachWhatWasStoredBeforeThem() {
    things.define("{'strategy':'None'}");
    things.create("v1", "old", "'shared':'x'");
    String path = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size";
    assertThat(things.change("replace", path, "{'type':'integer','default':7}").code())
        .isEqualTo(200);
    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer read = things.send("GET " + things.things("v1") + "/old", "");
              assertThat(Contract.at(read, "/spec/size")).isEqualTo("7");
              Answer list = things.send("GET " + things.things("v1"), "");
              assertThat(Contract.at(list, "/items/0/spec/size")).isEqualTo("7");
            });
  }

  @Test
  void theVersionsThatWereStoredAreRemembered() {
    things.define("{'strategy':'None'}");
    things.send(
        "JSON " + things.definition(),
        "[{'op':'replace','path':'/spec/versions/0/storage','value':false},{'op':'replace','path':'/spec/versions/1/storage','value':true}]");
    Answer crd = things.send("GET " + things.definition(), "");
    assertThat(Contract.at(crd, "/status/storedVersions")).isEqualTo("['v1','v2']");
    Answer removed =
        things.send("JSON " + things.definition(), "[{'op':'remove','path':'/spec/versions/0'}]");
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
        "{'metadata':{'name':'things.%1$s'},'spec':{'things.group()':'%1$s','scope':'Namespaced','names':{'plural':'things','kind':'Thing'},'conversion':%2$s,'versions':[%3$s]}}"
            .formatted(things.group(), conversion, TwoVersions.version("v1", true, "size"));
    Answer refused = things.send("POST " + TwoVersions.CRDS, crd);
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.text("message")).contains(fault);
  }
}
