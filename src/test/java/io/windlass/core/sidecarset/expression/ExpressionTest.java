package io.windlass.core.sidecarset.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Quantity;
import io.windlass.core.sidecarset.expression.Expression.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.10: the expressions of a resourcesPolicy. */
class ExpressionTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          expression                        | of    | comes to
          cpu                               | 600m  | 600m
          CPU                               | 600m  | 600m
          cpu * 50%                         | 600m  | 300m
          50% * cpu                         | 600m  | 300m
          cpu / 2                           | 600m  | 300m
          cpu + 100m * 2                    | 600m  | 800m
          (cpu + 100m) * 2                  | 600m  | 1400m
          cpu - 100m - 100m                 | 600m  | 400m
          -cpu + 1                          | 600m  | 400m
          --cpu                             | 600m  | 600m
          max(cpu, 1)                       | 600m  | 1
          min(cpu, 1)                       | 600m  | 600m
          max(cpu * 10%, min(50m, 20m))     | 600m  | 60m
          Max(1, 2) * cpu                   | 1     | 2
          0.5                               | 1     | 500m
          .5 + 1e-1                         | 1     | 600m
          1.5 * 2                           | 1     | 3
          cpu * 33.33%                      | 100m  | 33m
          cpu * 50%                         | 1Gi   | 512Mi
          cpu * 50% + 100Mi                 | 400Mi | 300Mi
          cpu * 1e3                         | 2     | 2k
          5                                 | 1     | 5
          0.0001                            | 1     | 0
          """)
  void value(String text, String variable, String value) {
    assertThat(result(text, variable)).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpu * cpu       | 1    | multiplies two amounts
          1Mi * 100m      | 1    | multiplies two amounts
          cpu / 100m      | 1    | divides by an amount
          1 / cpu         | 1    | divides by an amount
          cpu / 0         | 1    | divides by zero
          cpu - 2         | 1    | comes to less than nothing: -1
          memory          | 1    | unknown variable: memory
          avg(1, 2)       | 1    | unknown function: avg
          max(1)          | 1    | max takes exactly 2 arguments
          max(1, 2, 3)    | 1    | unexpected "," at character 9
          (cpu            | 1    | ends too early
          cpu cpu         | 1    | unexpected "c" at character 5
          ''              | 1    | ends too early
          5x              | 1    | no amount of a resource: 5x
          5Ei             | 1    | no amount of a resource: 5Ei
          1.2.3           | 1    | no number: 1.2.3
          cpu $ 2         | 1    | unexpected "$" at character 5
          """)
  void fault(String text, String variable, String because) {
    assertThat(result(text, variable)).isEqualTo(because);
  }

  @ParameterizedTest(name = "{0} parentheses: {1}")
  @CsvSource({"60, 1", "65, is nested deeper than 64", "2000, is nested deeper than 64"})
  void depth(int parentheses, String outcome) {
    assertThat(result("(".repeat(parentheses) + "cpu" + ")".repeat(parentheses), "1"))
        .isEqualTo(outcome);
  }

  private static String result(String text, String variable) {
    return switch (Expression.read(text, "cpu")) {
      case Result.Faulty<Expression>(String because) -> because;
      case Result.Done<Expression>(Expression expression) ->
          switch (expression.of(Quantity.of(variable).orElseThrow())) {
            case Result.Faulty<Quantity>(String because) -> because;
            case Result.Done<Quantity>(Quantity quantity) -> quantity.text();
          };
    };
  }
}
