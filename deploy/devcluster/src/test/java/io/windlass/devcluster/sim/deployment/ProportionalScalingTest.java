package io.windlass.devcluster.sim.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each set gets or gives when the number of replicas changes. The new set is the last. */
final class ProportionalScalingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          scaling                                     | from | to | surge | sets        | sizes
          the only set gets all                       | 3    | 5  | 1     | 3/3         | s0=5
          the only active set gets all                | 3    | 5  | 1     | 0/0 3/3     | s1=5
          with none active the newest comes back      | 0    | 2  | 1     | 0/0 0/0     | s1=2
          each by its share                           | 10   | 20 | 5     | 8/8 5/0     | s0=15 s1=10
          what is left over goes to the largest       | 10   | 11 | 3     | 8/8 5/0     | s0=9 s1=5
          down by shares                              | 10   | 5  | 2     | 8/8 5/0     | s0=4 s1=3
          to nothing                                  | 10   | 0  | 0     | 8/8 5/0     | s0=0 s1=0
          among equals the newer grows                | 4    | 5  | 0     | 2/2 2/0     | s1=3 s0=2
          once the new set has all the old ones end   | 3    | 3  | 1     | 1/1 3/3     | s0=0
          """)
  void sizes(String scaling, int from, int to, int surge, String sets, String sizes) {
    int surgeBefore = Math.ceilDiv(from, 4);
    List<RevisionSet> all = Sets.parse(sets, from, from + surgeBefore);
    Strategy strategy = new Strategy(false, to, surge, 1);
    List<Resize> resizes =
        new ProportionalScaling(strategy, from)
            .resizes(Optional.of(all.getLast()), all.subList(0, all.size() - 1));
    assertThat(Sets.words(resizes)).isEqualTo(sizes);
  }
}
