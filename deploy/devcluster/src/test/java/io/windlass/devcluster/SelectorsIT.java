package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which selectors are understood, and what is said of the others. */
@ExtendWith(SharedCluster.class)
final class SelectorsIT {
  private static final String NAME_FORM =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character";

  private final TestCluster cluster;

  SelectorsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer list(String path, String parameter, String selector) {
    String value = URLEncoder.encode(selector, StandardCharsets.UTF_8);
    return cluster.http().get(path + "?" + parameter + "=" + value);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
    !a,!b           | ``
    a=              | ``
    a!=             | ``
    a in ()         | ``
    a in (,)        | ``
    a notin (,b)    | ``
    in=b            | ``
    in in (in)      | ``
    ` a , b `       | ``
    ,               | found ',', expected: !, identifier, or 'end of string'
    (               | found '(', expected: !, identifier, or 'end of string'
    a=b,            | found '', expected: identifier after ','
    a,,b            | found ',', expected: identifier after ','
    !               | unable to parse requirement: found '', expected: identifier
    a b             | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt
    a!b             | unable to parse requirement: found '!', expected: in, notin, =, ==, !=, gt, lt
    a==b==c         | found '==', expected: ',' or 'end of string'
    a=b c           | found 'c', expected: ',' or 'end of string'
    a in (b) c      | found 'c', expected: ',' or 'end of string'
    a in            | unable to parse requirement: found '' expected: '('
    a in (b         | unable to parse requirement: found '', expected: ',' or ')'
    a>x             | unable to parse requirement: values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer
    a>              | unable to parse requirement: values[0]: Invalid value: "": for 'Gt', 'Lt' operators, the value must be an integer
    -a=b            | unable to parse requirement: <nil>: Invalid value: "-a": name part NAME_FORM
    a=-b            | unable to parse requirement: values[0][a]: Invalid value: "-b": a valid label must be an empty string or consist of
    """)
  void labelSelectors(String selector, String refusal) {
    check(list(cluster.core("secrets"), "labelSelector", selector), refusal);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
    configmaps  | metadata.name=c1,      | ``
    configmaps  | metadata.name==c1      | ``
    configmaps  | metadata.name=c\\,1    | ``
    configmaps  | =                      | ``
    configmaps  | x                      | invalid selector: 'x'; can't understand 'x'
    configmaps  | a=b                    | "a" is not a known field selector: only "metadata.name", "metadata.namespace"
    configmaps  | !=a                    | "" is not a known field selector: only "metadata.name", "metadata.namespace"
    configmaps  | metadata.name=c\\1     | invalid field selector: invalid escape sequence: \\1
    configmaps  | metadata.name=a=b      | invalid field selector: unescaped character in value: 61
    pods        | a=b                    | field label not supported: a
    pods        | spec.hostNetwork=true  | ``
    pods        | status.podIPs=1.2.3.4  | ``
    events      | involvedObject.name=a,reason=b,source=c,type=d,reportingComponent=e | ``
    secrets     | type=a                 | ``
    services    | spec.clusterIP=None    | ``
    """)
  void fieldSelectors(String plural, String selector, String refusal) {
    check(list(cluster.core(plural), "fieldSelector", selector), refusal);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
    namespaces | status.phase=Active     | ``
    namespaces | metadata.namespace=a    | field label not supported: metadata.namespace
    nodes      | spec.unschedulable=true | ``
    nodes      | metadata.namespace=a    | field label not supported: metadata.namespace
    """)
  void fieldSelectorsOfClusterScopedTypes(String plural, String selector, String refusal) {
    check(list("/api/v1/" + plural, "fieldSelector", selector), refusal);
  }

  private static void check(Answer answer, String refusal) {
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(refusal.isEmpty() ? 200 : 400);
    assertThat(answer.text("message")).startsWith(refusal.replace("NAME_FORM", NAME_FORM));
  }
}
