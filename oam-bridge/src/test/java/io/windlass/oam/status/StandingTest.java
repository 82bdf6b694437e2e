package io.windlass.oam.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.model.Identity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether what is there is what should be, and whose it is. */
class StandingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                   | wanted                  | live                           | holds
          the same                               | {"a":1}                 | {"a":1}                        | true
          the server has added a default         | {"a":1}                 | {"a":1,"b":2}                  | true
          a field is missing                     | {"a":1}                 | {}                             | false
          a field is another                     | {"a":1}                 | {"a":2}                        | false
          the same number written otherwise      | {"a":1}                 | {"a":1.0}                      | true
          defaults within the items of a list    | {"a":[{"n":"x"}]}       | {"a":[{"n":"x","p":"TCP"}]}    | true
          a list is longer than it is wanted     | {"a":[1]}               | {"a":[1,2]}                    | false
          a list in another order                | {"a":[1,2]}             | {"a":[2,1]}                    | false
          a text is no number                    | {"a":"1"}               | {"a":1}                        | false
          """)
  void whatIsWantedHolds(String rule, String wanted, String live, boolean holds) {
    assertThat(Standing.holds(JsonText.parse(wanted), JsonText.parse(live))).isEqualTo(holds);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                | entry                                                                                                | manages
          we have applied it                  | {"manager":"us","operation":"Apply","fieldsV1":{"f:spec":{"f:replicas":{}}}}                         | true
          somebody else has                   | {"manager":"hpa","operation":"Apply","fieldsV1":{"f:spec":{"f:replicas":{}}}}                        | false
          we have written it another way      | {"manager":"us","operation":"Update","fieldsV1":{"f:spec":{"f:replicas":{}}}}                        | false
          we have applied another field       | {"manager":"us","operation":"Apply","fieldsV1":{"f:spec":{"f:template":{}}}}                         | false
          """)
  void aFieldIsOursByTheManagedFields(String rule, String entry, boolean manages) {
    Json.Obj live =
        JsonText.parse("{\"metadata\":{\"managedFields\":[%s]}}".formatted(entry)).object();

    assertThat(Standing.manages(live, "us", List.of("spec", "replicas"))).isEqualTo(manages);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                         | metadata                                                                                                                                      | other
          we are its controller                        | {"ownerReferences":[{"kind":"ApplicationConfiguration","name":"shop","uid":"u1","controller":true}]}                                          | none
          another application is its controller        | {"ownerReferences":[{"kind":"ApplicationConfiguration","name":"old","uid":"u0","controller":true}]}                                           | ApplicationConfiguration old
          it has no namespace and bears our labels     | {"labels":{"app.kubernetes.io/managed-by":"oam-bridge","app.oam.dev/name":"shop","app.oam.dev/namespace":"store"}}                            | none
          it is of the same name in another namespace  | {"labels":{"app.kubernetes.io/managed-by":"oam-bridge","app.oam.dev/name":"shop","app.oam.dev/namespace":"elsewhere"}}                        | somebody else: it bears neither an owner nor the labels of an application
          it is nobody's                               | {}                                                                                                                                            | somebody else: it bears neither an owner nor the labels of an application
          """)
  void whatIsThereBelongsToSomebody(String rule, String metadata, String other) {
    Json.Obj live = JsonText.parse("{\"metadata\":%s}".formatted(metadata)).object();
    Identity shop = new Identity("store", "shop", "u1", Map.of(), Map.of());

    assertThat(Ownership.other(live, shop).orElse("none")).isEqualTo(other);
  }
}
