package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0            | 0
          0.0Gi        | 0
          0.1          | 100m
          1.5          | 1500m
          1500m        | 1500m
          2000m        | 2
          1000         | 1k
          1001         | 1001
          123456789    | 123456789
          1e3          | 1e3
          1.5e3        | 1500
          1024Mi       | 1Gi
          1500Mi       | 1500Mi
          1.5Gi        | 1536Mi
          1Ki          | 1Ki
          0.5Ki        | 512
          1025         | 1025
          1.0001Ki     | 1024102400u
          -1Gi         | -1Gi
          +2           | 2
          .5           | 500m
          5.           | 5
          1n           | 1n
          0.1n         | 1n
          9E           | 9E
          100E         | 9223372036854775807
          """)
  void canonical(String text, String canonical) {
    assertThat(Quantity.of(text).orElseThrow().text()).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "{0} is no amount")
  @CsvSource({"''", "a", "1x", "1 Gi", "--1", ".", "1ki", "1mi", "1e", "1e9999"})
  void refused(String text) {
    assertThat(Quantity.of(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} and {1} are {2}")
  @CsvSource({
    "200m,0.3,500m",
    "1Gi,512Mi,1536Mi",
    "0,1Gi,1Gi",
    "1000,24Ki,25576",
    "1Gi,1,1073741825"
  })
  void sum(String one, String other, String sum) {
    assertThat(Quantity.of(one).orElseThrow().plus(Quantity.of(other).orElseThrow()).text())
        .isEqualTo(sum);
  }
}
