package io.windlass.devcluster.sim.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.document.YamlDocuments;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetMathTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                       | spec                  | pods | scale | healthy | expected | desired | allowed
          maxUnavailable counts from the scale       | {maxUnavailable: 1}   | 2    | 5     | 5       | 5        | 4       | 1
          a percentage of it is rounded up           | {maxUnavailable: 30%} | 5    | 5     | 5       | 5        | 3       | 2
          more than there are: all may go            | {maxUnavailable: 9}   | 3    | 3     | 3       | 3        | 0       | 3
          minAvailable counts the pods               | {minAvailable: 2}     | 3    | 9     | 3       | 3        | 2       | 1
          a percentage counts the scale, rounded up  | {minAvailable: 50%}   | 3    | 5     | 3       | 5        | 3       | 0
          never fewer than none                      | {minAvailable: 4}     | 3    | 3     | 2       | 3        | 4       | 0
          without pods nothing may go                | {minAvailable: 0}     | 0    | 0     | 0       | 0        | 0       | 0
          a budget that demands nothing allows none  | {}                    | 3    | 3     | 3       | 0        | 0       | 0
          """)
  void counts(
      String rule,
      String spec,
      int pods,
      int scale,
      int healthy,
      int expected,
      int desired,
      int allowed) {
    String yaml = "{spec: %s}".formatted(spec);
    BudgetMath math =
        BudgetMath.of(
            YamlDocuments.parse(yaml.getBytes(StandardCharsets.UTF_8)), pods, () -> scale);
    assertThat(math).isEqualTo(new BudgetMath(expected, desired));
    assertThat(math.allowed(healthy)).isEqualTo(allowed);
  }
}
