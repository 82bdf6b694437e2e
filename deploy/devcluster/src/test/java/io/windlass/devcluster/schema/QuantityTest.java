package io.windlass.devcluster.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each expectation is what a Kubernetes 1.32.10 API server made of the amount as a node's {@code
 * status.capacity.memory}.
 */
class QuantityTest {

  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource({
    "0, 0",
    "0Mi, 0",
    "0.1, 100m",
    ".5, 500m",
    "1000, 1k",
    "1536, 1536",
    "1e3, 1e3",
    "12e4, 120e3",
    "1e-3, 1e-3",
    "100k, 100k",
    "1P, 1P",
    "1024Ki, 1Mi",
    "1Ki, 1Ki",
    "1.5Gi, 1536Mi",
    "0.5Gi, 512Mi",
    "1.5Ki, 1536",
    "0.3Ki, 307200m",
    "1000Mi, 1000Mi",
    "1000000Ki, 1000000Ki",
    "0.001k, 1",
  })
  void anAmountIsWrittenInOneWay(String stated, String written) {
    assertThat(Quantity.parse(stated).map(Quantity::canonical)).contains(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1GiB", "1 Gi", "Gi", "1.2.3", "--1"})
  void whatIsNoAmountIsNotRead(String text) {
    assertThat(Quantity.parse(text)).isEmpty();
  }
}
