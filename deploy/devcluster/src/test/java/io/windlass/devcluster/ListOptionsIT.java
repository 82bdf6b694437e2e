package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages and versions of lists: what may be asked for, and what is answered. */
@ExtendWith(SharedCluster.class)
final class ListOptionsIT {
  private static final String MAPS = "/api/v1/namespaces/{ns}/configmaps";
  private static String before = "";

  private final TestCluster cluster;

  ListOptionsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  static void someObjects(TestCluster cluster) {
    for (String name : List.of("o1", "o2", "o3", "o4", "o5")) {
      create(cluster, name);
    }
    before =
        Contract.send(cluster, "GET " + MAPS + "?labelSelector=opt", "")
            .text("metadata", "resourceVersion");
  }

  private static void create(TestCluster cluster, String name) {
    String body = "{'metadata':{'name':'%s','labels':{'opt':'y'}}}".formatted(name);
    Contract.send(cluster, "POST " + MAPS, body);
  }

  private Answer list(String query) {
    return Contract.send(cluster, "GET " + MAPS + "?" + query, "");
  }

  private static String token(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
    limit=x                                             | 400 | BadRequest | strconv.ParseInt: parsing "x": invalid syntax
    timeoutSeconds=x                                    | 400 | BadRequest | strconv.ParseInt: parsing "x": invalid syntax
    resourceVersion=x                                   | 500 | ~~         | resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax
    resourceVersionMatch=Exact                          | 422 | Invalid    | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided
    resourceVersion=0&resourceVersionMatch=Exact        | 422 | Invalid    | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch "exact" is forbidden for resourceVersion "0"
    resourceVersion=5&resourceVersionMatch=foo          | 422 | Invalid    | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Unsupported value: "foo": supported values: "Exact", "NotOlderThan", ""
    resourceVersion=1&resourceVersionMatch=NotOlderThan&continue=a | 422 | Invalid | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided
    sendInitialEvents=true                              | 422 | Invalid    | ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list
    resourceVersion=5&continue=TOKEN                    | 400 | BadRequest | specifying resource version is not allowed when using continue
    resourceVersion=999999999&resourceVersionMatch=NotOlderThan | 504 | Timeout | Timeout: Too large resource version: 999999999, current:
    resourceVersion=999999999                           | 504 | Timeout    | Timeout: Too large resource version: 999999999, current:
    resourceVersion=999999999&resourceVersionMatch=Exact | 500 | ~~        | required revision is a future revision
    continue=e30                                        | 400 | BadRequest | invalid continue token: continue key is not valid: server does not recognize this encoded version
    continue=!!                                         | 400 | BadRequest | invalid continue token: continue key is not valid: illegal base64 data
    watch=1&resourceVersionMatch=NotOlderThan           | 422 | Invalid    | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided
    watch=1&sendInitialEvents=true                      | 422 | Invalid    | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan
    watch=1&continue=abc                                | 422 | Invalid    | ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden when continue is provided
    """)
  void whatCannotBeIsRefused(String query, int code, String reason, String message) {
    String whole = token("{'v':'meta.k8s.io/v1','rv':5,'start':'c'}");
    Answer refused = list(query.replace("TOKEN", whole));
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(code);
    assertThat(refused.text("reason")).isEqualTo(reason);
    assertThat(refused.text("message")).contains(message);
  }

  @Test
  void aVersionThatIsTooLargeNamesItsCause() {
    Answer refused = list("resourceVersion=999999999");
    assertThat(Contract.at(refused, "/details/causes/0/reason"))
        .isEqualTo("ResourceVersionTooLarge");
    assertThat(Contract.at(refused, "/details/retryAfterSeconds")).isEqualTo("1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
    everything of a selection            | labelSelector=opt                                | 5 | ~~
    a page of a selection does not count | labelSelector=opt&limit=2                        | 2 | ~~
    any version will do: no pages        | labelSelector=opt&limit=2&resourceVersion=0      | 5 | ~~
    a negative limit is none             | labelSelector=opt&limit=-1                       | 5 | ~~
    exactly as it was                    | labelSelector=opt&resourceVersion=RV&resourceVersionMatch=Exact | 5 | ~~
    a page of how it was                 | labelSelector=opt&resourceVersion=RV&limit=2     | 2 | ~~
    """)
  void versionsAndLimits(String rule, String query, int items, String remaining) {
    Answer list = list(query.replace("RV", before));
    assertThat(list.code()).as(list.body().toString()).isEqualTo(200);
    assertThat(list.body().path("items")).hasSize(items);
    assertThat(Contract.at(list, "/metadata/remainingItemCount")).isEqualTo(remaining);
    assertThat(list.text("metadata", "continue").isEmpty()).isEqualTo(items == 5);
  }

  @Test
  void aListIsToldAsItWas() {
    create(cluster, "o1a");
    Contract.send(cluster, "MERGE " + MAPS + "/o2", "{'data':{'a':'b'}}");
    Contract.send(cluster, "DELETE " + MAPS + "/o3", "");
    String exact = "labelSelector=opt&resourceVersionMatch=Exact&resourceVersion=" + before;
    Answer then = list(exact);
    assertThat(names(then)).isEqualTo("o1 o2 o3 o4 o5");
    assertThat(then.body().at("/items/1").has("data")).isFalse();
    assertThat(then.text("metadata", "resourceVersion")).isEqualTo(before);
    String next = list(exact + "&limit=2").text("metadata", "continue");
    assertThat(names(list("labelSelector=opt&continue=" + next))).isEqualTo("o3 o4 o5");
    String newer = "labelSelector=opt&resourceVersionMatch=NotOlderThan&resourceVersion=" + before;
    assertThat(names(list(newer))).isEqualTo("o1 o1a o2 o4 o5");
    create(cluster, "o3");
    Contract.send(cluster, "DELETE " + MAPS + "/o1a", "");
  }

  @Test
  void aTokenWithoutVersionGoesOnWithWhatThereIs() {
    String place = token("{'v':'meta.k8s.io/v1','rv':-1,'start':'o2\\u0000'}");
    Answer rest = list("labelSelector=opt&limit=2&continue=" + place);
    assertThat(names(rest)).isEqualTo("o3 o4");
    assertThat(rest.text("metadata", "continue")).isNotEmpty();
  }

  @Test
  void pagesOfAWholeListCountTheRest() {
    String path = "/api/v1/namespaces?limit=1";
    Answer first = cluster.http().get(path);
    int all = cluster.http().get("/api/v1/namespaces").body().path("items").size();
    assertThat(first.body().at("/metadata/remainingItemCount").asInt()).isEqualTo(all - 1);
  }

  private static String names(Answer list) {
    List<String> names =
        list.body().path("items").findValues("metadata").stream()
            .map((JsonNode metadata) -> metadata.path("name").asText())
            .toList();
    return String.join(" ", names);
  }
}
