package io.windlass.oam.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.oam.yaml.YamlText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How objects do, by what they say of themselves. */
class HealthTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                           | kind       | spec                                            | status                                                                                                                          | state       | message
          all copies are new and ready                   | CloneSet   | {replicas: 2}                                   | {observedGeneration: 3, readyReplicas: 2, updatedReplicas: 2}                                                                   | READY       | ''
          its controller has not seen the last edit      | CloneSet   | {replicas: 2}                                   | {observedGeneration: 2, readyReplicas: 2, updatedReplicas: 2}                                                                   | PROGRESSING | its controller has not seen it yet
          some are old                                   | CloneSet   | {replicas: 2}                                   | {observedGeneration: 3, readyReplicas: 2, updatedReplicas: 1}                                                                   | PROGRESSING | 2 of 2 are ready, 1 of 2 are of the newest kind
          a canary that holds is as it should be         | CloneSet   | {replicas: 4, updateStrategy: {partition: 3}}   | {observedGeneration: 3, readyReplicas: 4, updatedReplicas: 1}                                                                   | READY       | ''
          a canary in percent                            | CloneSet   | {replicas: 4, updateStrategy: {partition: 50%}} | {observedGeneration: 3, readyReplicas: 4, updatedReplicas: 2}                                                                   | READY       | ''
          refused pods are told                          | CloneSet   | {replicas: 2}                                   | {observedGeneration: 3, readyReplicas: 1, updatedReplicas: 1, conditions: [{type: FailedScale, status: 'True', message: quota}]} | FAILED      | quota
          no replicas said means one                     | Deployment | {}                                              | {observedGeneration: 3, availableReplicas: 1, updatedReplicas: 1}                                                               | READY       | ''
          ready is not yet available                     | Deployment | {replicas: 1}                                   | {observedGeneration: 3, readyReplicas: 1, updatedReplicas: 1}                                                                   | PROGRESSING | 0 of 1 are ready, 1 of 1 are of the newest kind
          a deadline that has passed                     | Deployment | {replicas: 1}                                   | {observedGeneration: 3, conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded, message: stuck}]}    | FAILED      | stuck
          a StatefulSet in the middle of its partition   | StatefulSet | {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}} | {observedGeneration: 3, readyReplicas: 3, updatedReplicas: 1}                                                     | READY       | ''
          a job that has done its work                   | Job        | {completions: 3}                                | {succeeded: 3, conditions: [{type: Complete, status: 'True'}]}                                                                  | READY       | ''
          a job at work                                  | Job        | {completions: 3}                                | {succeeded: 1}                                                                                                                  | PROGRESSING | 1 of 3 have succeeded
          a job that has given up                        | Job        | {}                                              | {conditions: [{type: Failed, status: 'True', message: too often}]}                                                              | FAILED      | too often
          a claim that waits for its first pod           | PersistentVolumeClaim | {}                                   | {phase: Pending}                                                                                                                | READY       | ''
          a claim whose volume is lost                   | PersistentVolumeClaim | {}                                   | {phase: Lost}                                                                                                                   | FAILED      | its volume is lost
          kinds that have no status                      | Service    | {}                                              | {}                                                                                                                              | READY       | ''
          an unknown kind that says it is ready          | Thing      | {}                                              | {conditions: [{type: Ready, status: 'True'}]}                                                                                   | READY       | ''
          an unknown kind that says it is not            | Thing      | {}                                              | {conditions: [{type: Ready, status: 'False', message: later}]}                                                                  | PROGRESSING | later
          an unknown kind that says nothing              | Thing      | {}                                              | {}                                                                                                                              | UNKNOWN     | ''
          an autoscaler that is not obeyed               | TimedPodAutoscaler | {}                                      | {conditions: [{type: Valid, status: 'False', message: rule 012}]}                                                               | FAILED      | rule 012
          """)
  void anObjectIsJudgedByItsOwnWords(
      String rule, String kind, String spec, String status, Health.State state, String message) {
    String yaml =
        "kind: %s\nmetadata: {generation: 3}\nspec: %s\nstatus: %s\n".formatted(kind, spec, status);

    Health health = Health.of(YamlText.objects(yaml).getFirst());

    assertThat(health.state()).isEqualTo(state);
    assertThat(health.message()).isEqualTo(message);
  }
}
