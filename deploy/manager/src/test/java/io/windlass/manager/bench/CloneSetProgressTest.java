package io.windlass.manager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloneSetProgressTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                          | phase    | observed | replicas | ready | done | at end
          nobody has looked at the new spec             | IN_PLACE | 6        | 10       | 10    | 10   | false
          all pods are ready with the new template      | IN_PLACE | 7        | 10       | 10    | 10   | true
          some are on their way                         | IN_PLACE | 7        | 10       | 4     | 4    | false
          a pod too many is not the end                 | RECREATE | 7        | 11       | 10    | 10   | false
          pods that are there and not ready do not count| CREATE   | 7        | 10       | 0     | 0    | false
          a pod that is left is not the end             | SCALE_IN | 7        | 1        | 1     | 9    | false
          no pod is the end of a scale-in               | SCALE_IN | 7        | 0        | 0     | 10   | true
          """)
  void aPhaseEndsWhenTheStatusOfItsGenerationSaysSo(
      String rule, Phase phase, long observed, int replicas, int ready, int done, boolean atEnd) {
    CloneSetProgress progress = new CloneSetProgress(observed, replicas, ready);
    assertThat(progress.done(phase, 10)).isEqualTo(done);
    assertThat(progress.isAtEnd(phase, 10, 7)).isEqualTo(atEnd);
  }
}
