package io.windlass.manager.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.demo.RolloutFigures.Rollout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row begins with two ready pods of the old image; {@link Scenes} explains the events. */
class RolloutFiguresTest {
  private static final Rollout ROLLOUT = new Rollout(2, "shop", Scenes.NEW_IMAGE);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what happens                     | events                    | updated | recreated | lost | ips | restarts | others | worst
          nothing                          | ''                        | 0       | 0         | 0    | 0   | 0        | 0      | 0
          one pod after the other          | p1~ p1+ p2~ p2+           | 2       | 0         | 0    | 0   | 2        | 0      | 1
          both pods at once                | p1~ p2~ p1+ p2+           | 2       | 0         | 0    | 0   | 2        | 0      | 2
          only one of two                  | p1~ p1+                   | 1       | 0         | 0    | 0   | 1        | 0      | 1
          the other container restarts too | p1~ p1! p2~ p2+           | 2       | 0         | 0    | 0   | 2        | 1      | 1
          a pod gets another address       | p1~ p1@ p2~ p2+           | 2       | 0         | 0    | 1   | 2        | 0      | 1
          both pods are replaced           | p1x p3~ p3+ p2x p4~ p4+   | 2       | 2         | 2    | 2   | 0        | 2      | 1
          a pod is lost for good           | p1~ p1+ p2x               | 1       | 0         | 1    | 1   | 1        | 0      | 1
          a pod comes and goes again       | p3~ p3x p1~ p1+ p2~ p2+   | 2       | 1         | 0    | 0   | 2        | 0      | 1
          a pod never becomes ready        | p1~ p2~ p2+               | 1       | 0         | 0    | 0   | 1        | 0      | 2
          """)
  void figuresAreCountedOverWhatWasSeen(ArgumentsAccessor row) {
    RolloutFigures figures = RolloutFigures.of(Scenes.of(row.getString(1)), ROLLOUT);
    assertThat(figures)
        .isEqualTo(
            new RolloutFigures(
                row.getInteger(2),
                row.getInteger(3),
                row.getInteger(4),
                row.getInteger(5),
                row.getInteger(6),
                row.getInteger(7),
                row.getInteger(8)));
  }

  @ParameterizedTest(name = "{0}: {1} to {2} pods")
  @CsvSource({"'', 2, 2", "p1~ p1+, 2, 2", "p1x p3+, 1, 2", "p3+ p1x, 2, 3", "p1x p2x, 0, 2"})
  void podsAreCountedAtEveryMoment(String events, int fewest, int most) {
    Observation seen = Scenes.of(events);
    assertThat(seen.fewestPods()).isEqualTo(fewest);
    assertThat(seen.mostPods()).isEqualTo(most);
  }
}
