package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntOrPercentTest {
  @ParameterizedTest(name = "{0} of {1}: up {2}, down {3}, kept back {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          3        | 10   | 3   | 3   | 3
          0        | 10   | 0   | 0   | 0
          12       | 10   | 12  | 12  | 10
          -1       | 10   | -1  | -1  | 0
          "20%"    | 10   | 2   | 2   | 2
          "20%"    | 11   | 3   | 2   | 3
          "0%"     | 10   | 0   | 0   | 0
          "100%"   | 4    | 4   | 4   | 4
          "99%"    | 4    | 4   | 3   | 3
          "50%"    | 1    | 1   | 0   | 1
          "0.5%"   | 1000 | 5   | 5   | 5
          "0.1%"   | 100  | 1   | 0   | 1
          "150%"   | 4    | 6   | 6   | 4
          "33.4%"  | 3    | 2   | 1   | 2
          """)
  void roundings(String json, int total, int up, int down, int kept) {
    IntOrPercent amount = IntOrPercent.of(JsonText.parse(json)).orElseThrow();
    assertThat(amount.roundedUp(total)).isEqualTo(up);
    assertThat(amount.roundedDown(total)).isEqualTo(down);
    assertThat(amount.keptBack(total)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"5\"",
        "\"\"",
        "\"%\"",
        "\"5 %\"",
        "\"a%\"",
        "\"5%%\"",
        "1.5",
        "3000000000",
        "true",
        "{}"
      })
  void anythingElseIsNoAmount(String json) {
    assertThat(IntOrPercent.of(JsonText.parse(json))).isEmpty();
  }
}
