package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.controllers.adapter.fabric8.Fabric8Http.Call;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.PatchType;
import io.windlass.core.plan.Action.Precondition;
import io.windlass.core.plan.Action.Target;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteCallsTest {
  private static final Target POD = new Target(ResourceKind.POD, new ObjectKey("shop", "web-a"));
  private static final String PODS = "/api/v1/namespaces/shop/pods";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a patch                         | type      | uid | version | body                                 | sent
          without preconditions is sent   | MERGE     |     | 0       | {"a":1}                              | {"a":1}
          merges them into its metadata   | MERGE     | u   | 7       | {"metadata":{"labels":{"a":"b"}}}    | {"metadata":{"labels":{"a":"b"},"resourceVersion":"7","uid":"u"}}
          may have no metadata of its own | STRATEGIC | u   | 7       | {"spec":{}}                          | {"metadata":{"resourceVersion":"7","uid":"u"},"spec":{}}
          may ask for the uid alone       | STRATEGIC | u   | 0       | {}                                   | {"metadata":{"uid":"u"}}
          of operations replaces them     | JSON      |     | 7       | [{"op":"remove","path":"/a"}]        | [{"op":"replace","path":"/metadata/resourceVersion","value":"7"},{"op":"remove","path":"/a"}]
          """)
  void patchesCarryTheirPreconditions(
      String rule, PatchType type, String uid, long version, String body, String sent) {
    Precondition precondition = new Precondition(Optional.ofNullable(uid).orElse(""), version);
    Call call =
        WriteCalls.patch(new Action.Patch(POD, "", type, JsonText.parse(body), precondition));

    assertThat(call.body()).as(rule).isEqualTo(sent);
    assertThat(call.path()).isEqualTo(PODS + "/web-a");
  }

  @Test
  void aSubresourceIsPartOfThePath() {
    Call call =
        WriteCalls.patch(
            new Action.Patch(
                POD, "status", PatchType.STRATEGIC, Json.Obj.EMPTY, Precondition.NONE));

    assertThat(call.toString()).isEqualTo("PATCH " + PODS + "/web-a/status");
    assertThat(call.contentType()).isEqualTo("application/strategic-merge-patch+json");
  }

  @Test
  void aDeletionCarriesPreconditionsAndGrace() {
    Call call =
        WriteCalls.delete(
            new Action.Delete(POD, new Precondition("u", 7), Optional.of(Duration.ofSeconds(3))));

    assertThat(call.body())
        .isEqualTo(
            """
            {"gracePeriodSeconds":3,"preconditions":{"resourceVersion":"7","uid":"u"},\
            "propagationPolicy":"Background"}""");
  }

  @Test
  void creationAndApplyGoWhereTheServerWantsThem() {
    Json.Obj pod = Json.Obj.EMPTY.with("kind", "Pod");

    assertThat(WriteCalls.create(new Action.Create(POD, pod)).toString()).isEqualTo("POST " + PODS);
    Call apply = WriteCalls.apply(new Action.Apply(POD, pod, "windlass a", true));
    assertThat(apply.toString())
        .isEqualTo("PATCH " + PODS + "/web-a?fieldManager=windlass%20a&force=true");
    assertThat(apply.contentType()).isEqualTo("application/apply-patch+yaml");
  }
}
