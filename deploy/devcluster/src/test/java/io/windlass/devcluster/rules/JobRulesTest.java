package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of Jobs, as Kubernetes 1.32's validation names them. */
class JobRulesTest {
  private static final String TEMPLATE =
      "template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          managedBy: me                                                  | managedBy Invalid
          podFailurePolicy: {rules: [{action: FailJob}]}                 | podFailurePolicy.rules[0] Invalid
          podFailurePolicy: {rules: [{action: FailIndex, onExitCodes: {operator: In, values: [1]}}]} | podFailurePolicy.rules[0].action Invalid
          podFailurePolicy: {rules: [{action: Ignore, onExitCodes: {values: [2, 1], containerName: x}}]} | podFailurePolicy.rules[0].onExitCodes.operator Required, podFailurePolicy.rules[0].onExitCodes.containerName Invalid, podFailurePolicy.rules[0].onExitCodes.values Invalid
          podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: A, status: Odd}]}]} | podFailurePolicy.rules[0].onPodConditions[0].status NotSupported
          successPolicy: {rules: [{succeededCount: 1}]}                  | successPolicy Invalid
          completionMode: Indexed, completions: 3, successPolicy: {rules: [{succeededIndexes: 1-5}]} | successPolicy.rules[0].succeededIndexes Invalid
          completionMode: Indexed, completions: 3, successPolicy: {rules: [{succeededIndexes: '0,2', succeededCount: 3}]} | successPolicy.rules[0].succeededCount Invalid
          completionMode: Indexed, completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 4 | maxFailedIndexes Invalid
          selector: {matchLabels: {x: y}}                                | selector Invalid, template.metadata.labels Invalid
          """)
  void aSpecIsChecked(String more, String faults) {
    String job = "{spec: {%s, %s}}".formatted(more, TEMPLATE);

    assertThat(brief(Asked.faults("jobs.batch", job)).replace("spec.", "")).isEqualTo(faults);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {failed: -1}                                                   | status.failed Invalid, status.failed Invalid
          {ready: 2, active: 1}                                          | status.ready Invalid
          {completionTime: "2020-01-01T00:00:00Z"}                       | status.completionTime Invalid
          {conditions: [{type: Failed, status: "True"}], startTime: "2020-01-01T00:00:00Z"} | status.conditions Invalid
          {conditions: [{type: Complete, status: "True"}, {type: SuccessCriteriaMet, status: "True"}], startTime: "2020-01-01T00:00:00Z"} | status.completionTime Required
          {completedIndexes: 0-1}                                        | status.completedIndexes Invalid, status.completedIndexes Invalid
          """)
  void aStatusIsChecked(String status, String faults) {
    ObjectNode before = Asked.created("jobs.batch", "{spec: {%s}}".formatted(TEMPLATE));
    ObjectNode after = before.deepCopy();
    after.set("status", Asked.yaml(status));

    List<String> found =
        Asked.words(BuiltInRules.validateStatusUpdate(Asked.type("jobs.batch"), after, before));

    assertThat(brief(found)).isEqualTo(faults);
  }

  private static String brief(List<String> faults) {
    return faults.stream().map(PodDetailRulesTest::brief).collect(Collectors.joining(", "));
  }
}
