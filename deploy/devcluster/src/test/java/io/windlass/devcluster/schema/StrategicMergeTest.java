package io.windlass.devcluster.schema;

import static io.windlass.devcluster.schema.Catalog.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the answer of a Kubernetes 1.32.10 API server to {@code kubectl patch service
 * s --dry-run=server -o json -p PATCH} on the service below.
 */
class StrategicMergeTest {
  private static final String SERVICE =
      """
      metadata:
        name: s
        labels: {a: "1", b: "2"}
        finalizers: [x.io/a, x.io/b]
      spec:
        selector: {a: b}
        ports: [{name: p1, port: 80}, {name: p2, port: 81}, {name: p3, port: 82}]
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a new element comes first            | [{name: p4, port: 83}] | [{name: p4, port: 83}, {name: p1, port: 80}, {name: p2, port: 81}, {name: p3, port: 82}]
          an element merges by key             | [{port: 81, targetPort: 9}] | [{name: p1, port: 80}, {name: p2, port: 81, targetPort: 9}, {name: p3, port: 82}]
          an element is deleted by key         | [{$patch: delete, port: 81}] | [{name: p1, port: 80}, {name: p3, port: 82}]
          a list is replaced                   | [{$patch: replace}, {port: 90}] | [{port: 90}]
          a field of an element is removed     | [{port: 80, name: null}] | [{port: 80}, {name: p2, port: 81}, {name: p3, port: 82}]
          """)
  void listsMergeByKey(String rule, String patch, String ports) {
    ObjectNode merged = merge("{spec: {ports: %s}}".formatted(patch));

    assertThat(merged.at("/spec/ports")).isEqualTo(yaml("{a: %s}".formatted(ports)).path("a"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          the patch's order wins               | [{port: 82}, {port: 81}, {port: 80}]  | []                      | 82 81 80
          others keep their place              | [{port: 84}, {port: 82}, {port: 80}]  | [{port: 84}]            | 84 81 82 80
          """)
  void listsAreOrdered(String rule, String order, String patch, String ports) {
    String text = "{spec: {$setElementOrder/ports: %s, ports: %s}}".formatted(order, patch);

    assertThat(merge(text).at("/spec/ports").findValuesAsText("port"))
        .containsExactly(ports.split(" "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          scalars are added first     | finalizers: [x.io/c]                            | finalizers | [x.io/c, x.io/a, x.io/b]
          scalars are deleted         | $deleteFromPrimitiveList/finalizers: [x.io/a]   | finalizers | [x.io/b]
          scalars are ordered         | $setElementOrder/finalizers: [x.io/b, x.io/c, x.io/a], finalizers: [x.io/c] | finalizers | [x.io/b, x.io/c, x.io/a]
          a map merges                | labels: {a: null, c: "3"}                       | labels     | {b: "2", c: "3"}
          a map is replaced           | labels: {$patch: replace, c: "3"}               | labels     | {c: "3"}
          a map is emptied            | labels: {$patch: delete}                        | labels     | {}
          retained keys stay          | $retainKeys: [name, labels], labels: {q: "1"}   | labels     | {a: "1", b: "2", q: "1"}
          unmatched nulls are dropped | annotations: {x: null, y: "1"}                  | annotations | {y: "1"}
          """)
  void metadataMerges(String rule, String patch, String field, String expected) {
    ObjectNode merged = merge("{metadata: {%s}}".formatted(patch));

    assertThat(merged.path("metadata").path(field))
        .isEqualTo(yaml("{a: %s}".formatted(expected)).path("a"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {spec: {ports: [{$patch: merge}]}}          | 500 | merging lists cannot yet be specified in the patch
          {spec: {ports: [{$patch: foo}]}}            | 500 | unknown patch type: foo in map: map[$patch:foo]
          {spec: {ports: [{name: noport}]}}           | 500 | map: map[name:noport] does not contain declared merge key: port
          {spec: {ports: [1]}}                        | 500 | list element types are not identical: [[map[name:p1 port:80] map[name:p2 port:81] map[name:p3 port:82]] [1]]
          {spec: {$retainKeys: x}}                    | 400 | invalid patch format of retainKeys
          {spec: {$retainKeys: [ports], selector: {a: c}}} | 400 | invalid patch format of retainKeys
          {spec: {$setElementOrder/ports: x}}         | 500 | expected a []interface {}, but received a string
          {spec: {$setElementOrder/foo: []}}          | 500 | unable to find api field in struct ServiceSpec for the json field "foo"
          {$patch: bogus}                             | 500 | unknown patch type: bogus in map: map[$patch:bogus]
          """)
  void badPatchesAreRefused(String patch, int code, String message) {
    ApiException refused = catchThrowableOfType(ApiException.class, () -> merge(patch));

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused).hasMessage(message);
  }

  private static ObjectNode merge(String patch) {
    return Catalog.schema("services").strategicMerge(yaml(SERVICE), yaml(patch));
  }
}
