package io.windlass.manager.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.testing.CloneSets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of five pods. */
class RolloutStateTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          a rollout                          | seen | pods | updated | available | expected | paused | condition                                       | stage             | exit
          is done                            | 3    | 5    | 5       | 5         | 5        | false  |                                                 | DONE              | 0
          is not seen yet                    | 2    | 5    | 5       | 5         | 5        | false  |                                                 | PROGRESSING       | 3
          goes on                            | 3    | 5    | 2       | 1         | 5        | false  |                                                 | PROGRESSING       | 3
          waits for the last pod             | 3    | 5    | 5       | 4         | 5        | false  |                                                 | PROGRESSING       | 3
          has a pod too many                 | 3    | 6    | 5       | 5         | 5        | false  |                                                 | PROGRESSING       | 3
          is where the partition holds it    | 3    | 5    | 2       | 2         | 2        | false  |                                                 | PARTITION_REACHED | 0
          waits for a pod of the canary      | 3    | 5    | 2       | 1         | 2        | false  |                                                 | PROGRESSING       | 3
          keeps all back                     | 3    | 5    | 0       | 0         | 0        | false  |                                                 | PARTITION_REACHED | 0
          is paused                          | 3    | 5    | 2       | 2         | 5        | true   |                                                 | PAUSED            | 5
          is paused, but done                | 3    | 5    | 5       | 5         | 5        | true   |                                                 | DONE              | 0
          has an invalid spec                | 3    | 5    | 5       | 5         | 5        | false  | Valid False InvalidSpec                         | FAILED            | 4
          exceeded its deadline              | 3    | 5    | 2       | 1         | 5        | false  | Progressing False ProgressDeadlineExceeded      | FAILED            | 4
          is refused, and is tried again     | 3    | 5    | 2       | 2         | 5        | false  | FailedUpdate True Forbidden                     | PROGRESSING       | 3
          """)
  void whereItStands(
      String rollout,
      int seen,
      int pods,
      int updated,
      int available,
      int expected,
      boolean paused,
      String condition,
      RolloutState.Stage stage,
      int exit) {
    CloneSets cloneSet =
        CloneSets.sound()
            .replicas(5)
            .generation(3)
            .spec("{'updateStrategy': {'paused': %s}}".formatted(paused))
            .status(
                "{'observedGeneration': %d, 'replicas': %d, 'updatedReplicas': %d, 'updatedAvailableReplicas': %d, 'expectedUpdatedReplicas': %d}"
                    .formatted(seen, pods, updated, available, expected));
    if (condition != null) {
      String[] words = condition.split(" ", -1);
      cloneSet.status(
          "{'conditions': [{'type': '%s', 'status': '%s', 'reason': '%s', 'message': 'the words'}]}"
              .formatted(words[0], words[1], words[2]));
    }
    RolloutState state = RolloutState.of(cloneSet.view());
    assertThat(state.stage()).as(rollout).isEqualTo(stage);
    assertThat(state.stage().exitCode()).isEqualTo(exit);
    assertThat(state.words().contains("the words")).isEqualTo(condition != null);
  }
}
