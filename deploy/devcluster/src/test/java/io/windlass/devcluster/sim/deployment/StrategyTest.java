package io.windlass.devcluster.sim.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Percentages of a rolling update in pods. */
final class StrategyTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rounding                                    | replicas | maxSurge | maxUnavailable | surge | unavailable
          a surge is rounded up                       | 3        | 25%      | 1              | 1     | 1
          what may be unavailable is rounded down     | 3        | 1        | 25%            | 1     | 0
          numbers are numbers                         | 3        | 2        | 1              | 2     | 1
          neither left: one may be unavailable        | 1        | 0        | 1%             | 0     | 1
          no more may be unavailable than there are   | 2        | 0        | 5              | 0     | 2
          of none none                                | 0        | 25%      | 25%            | 0     | 0
          """)
  void inPods(
      String rounding,
      int replicas,
      String maxSurge,
      String maxUnavailable,
      int surge,
      int unavailable) {
    assertThat(Strategy.rolling(replicas, amount(maxSurge), amount(maxUnavailable)))
        .isEqualTo(new Strategy(false, replicas, surge, unavailable));
  }

  private static JsonNode amount(String text) {
    return text.endsWith("%") ? TextNode.valueOf(text) : IntNode.valueOf(Integer.parseInt(text));
  }
}
