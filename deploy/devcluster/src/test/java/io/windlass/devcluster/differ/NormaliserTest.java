package io.windlass.devcluster.differ;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two clusters may say differently, and what they may not. */
final class NormaliserTest {
  private static final String UID = "0a1b2c3d-0000-4000-8000-123456789abc";

  private final Normaliser normaliser = new Normaliser("r12345", false);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
      rule                                   | answer                                                    | kept
      names of the run lose its prefix       | {kind: A, x: r12345-a}                                    | {"kind":"A","x":"{run}-a"}
      times of the present are all alike     | {kind: A, t: "2026-11-23T01:02:03Z"}                      | {"kind":"A","t":"<time>"}
      times of the past are what was sent    | {kind: A, t: "2020-01-01T00:00:00Z"}                      | {"kind":"A","t":"2020-01-01T00:00:00Z"}
      generated names lose what is generated | {metadata: {name: a-x7k2p, generateName: a-}}             | {"metadata":{"name":"a-<generated>","generateName":"a-"}}
      numbers out of pools are all alike     | {nodePort: 30123, clusterIP: 10.96.3.4}                   | {"nodePort":"<port>","clusterIP":"<address>"}
      quantities stay                        | {cpu: 10m}                                                | {"cpu":"10m"}
      ages in tables are all alike           | {cells: [a, 10m]}                                         | {"cells":["a","<age>"]}
      """)
  void keeps(String rule, String answer, String kept) {
    assertThat(normal(answer).path("object").toString()).isEqualTo(kept);
  }

  @Test
  void aWriteThatChangesNothingKeepsItsVersion() {
    String object = "{metadata: {name: a, uid: %s, resourceVersion: \"%d\"}}";
    assertThat(normal(object.formatted(UID, 7)).at("/object/metadata/resourceVersion").asText())
        .isEqualTo("new");
    assertThat(normal(object.formatted(UID, 7)).at("/object/metadata/resourceVersion").asText())
        .isEqualTo("same");
    assertThat(normal(object.formatted(UID, 8)).at("/object/metadata/resourceVersion").asText())
        .isEqualTo("new");
  }

  @Test
  void aRefusalKeepsReasonAndFieldsButNotItsWords() {
    ObjectNode normal =
        normal(
            "{kind: Status, status: Failure, reason: Invalid, message: words, code: 422, details:"
                + " {name: a, causes: [{reason: FieldValueInvalid, field: spec, message: words}]}}");
    assertThat(normal.path("status").toString())
        .isEqualTo(
            "{\"status\":\"Failure\",\"reason\":\"Invalid\",\"code\":422,\"name\":\"a\",\"causes\":[{\"reason\":\"FieldValueInvalid\",\"field\":\"spec\"}]}");
  }

  private ObjectNode normal(String yaml) {
    ObjectNode body = YamlDocuments.parse(yaml.getBytes(StandardCharsets.UTF_8));
    return normaliser.normal(200, "application/json", List.of(), body);
  }
}
