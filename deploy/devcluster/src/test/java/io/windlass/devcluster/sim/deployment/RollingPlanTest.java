package io.windlass.devcluster.sim.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moves of a rolling update. The new set is the youngest, the last. */
final class RollingPlanTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          move                                              | replicas | surge | unavailable | sets        | next
          the new set begins with the surge                 | 3        | 1     | 0           | 3/3 0/0     | s1=1
          no more than the surge before a new pod is there  | 3        | 1     | 0           | 3/3 1/0     | -
          an old pod goes for a new one that is available   | 3        | 1     | 0           | 3/3 1/1     | s0=2
          without surge an old one goes first               | 3        | 0     | 1           | 3/3 0/0     | s0=2
          and then a new one comes                          | 3        | 0     | 1           | 2/2 0/0     | s1=1
          the last old one goes                             | 3        | 1     | 0           | 1/1 3/3     | s0=0
          unhealthy old pods go at once                     | 10       | 3     | 2           | 10/8 0/0    | s1=3
          unhealthy old pods first, then as many as may     | 10       | 0     | 2           | 10/9 0/0    | s0=9 s0=8
          a new set that is too large shrinks               | 2        | 1     | 0           | 0/0 4/4     | s1=2
          nothing is left to do                             | 3        | 1     | 0           | 0/0 3/3     | -
          the oldest set goes first                         | 4        | 1     | 1           | 2/2 2/2 1/1 | s0=0
          pods that are about to go do not count            | 10       | 0     | 2           | 7/8 3/2     | s0=6
          new pods that never come cost no old ones         | 10       | 3     | 2           | 8/7 5/0     | -
          """)
  void theNextMove(
      String move, int replicas, int surge, int unavailable, String sets, String next) {
    List<RevisionSet> all = Sets.parse(sets, replicas, replicas + surge);
    Strategy strategy = new Strategy(false, replicas, surge, unavailable);
    List<Resize> resizes =
        RollingPlan.next(strategy, all.getLast(), all.subList(0, all.size() - 1));
    assertThat(Sets.words(resizes)).isEqualTo(next);
  }
}
