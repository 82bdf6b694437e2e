package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be asked of the log of a pod that has no node yet. */
@ExtendWith(SharedCluster.class)
final class LogOptionsIT {
  private static final String PODS = "/api/v1/namespaces/{ns}/pods";

  private final TestCluster cluster;

  LogOptionsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  static void aPod(TestCluster cluster) {
    String spec =
        "{'schedulerName':'none','containers':[{'name':'a','image':'i'},{'name':'b','image':'i'}]}";
    Contract.send(
        cluster, "POST " + PODS, "{'metadata':{'name':'logged'},'spec':%s}".formatted(spec));
  }

  @ParameterizedTest(name = "{0} is answered {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          container=a       | 204 | ~~
          previous=true&container=a | 204 | ~~
          follow=x          | 400 | a container name must be specified for pod logged, choose one of: [a b]
          container=zz      | 400 | container zz is not valid for pod logged
          tailLines=x       | 400 | strconv.ParseInt: parsing "x": invalid syntax
          sinceTime=x       | 400 | parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"
          tailLines=-1      | 422 | PodLogOptions "logged" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0
          limitBytes=0      | 422 | PodLogOptions "logged" is invalid: limitBytes: Invalid value: 0: must be greater than 0
          sinceSeconds=0    | 422 | PodLogOptions "logged" is invalid: sinceSeconds: Invalid value: 0: must be greater than 0
          sinceSeconds=1&sinceTime=2020-01-01T00:00:00Z | 422 | PodLogOptions "logged" is invalid: []: Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified
          stream=Stdout     | 422 | PodLogOptions "logged" is invalid: stream: Forbidden: may not be specified
          """)
  void optionsOfLogs(String query, int code, String message) {
    Answer answer = Contract.send(cluster, "GET " + PODS + "/logged/log?" + query, "");
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.text("message")).isEqualTo(message);
  }
}
