package io.windlass.devcluster.sim.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantities in the scheduler's units. */
final class QuantityTest {
  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "cpu, 2, 2000",
    "cpu, 500m, 500",
    "cpu, 0.1, 100",
    "cpu, 100u, 1",
    "memory, 1Gi, 1073741824",
    "memory, 1.5Ki, 1536",
    "memory, 1k, 1000",
    "memory, 1e3, 1000",
    "memory, 1E, 1000000000000000000",
    "memory, 1500m, 2",
    "memory, 16Ei, 9223372036854775807",
    "pods, 110, 110",
  })
  void amount(String resource, String quantity, long amount) {
    assertThat(Quantity.amount(resource, quantity)).isEqualTo(amount);
  }

  @Test
  void whatIsNoneIsNamed() {
    assertThatThrownBy(() -> Quantity.amount("cpu", "much"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("much");
  }
}
