package io.windlass.devcluster.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of {@code duration.HumanDuration} of Kubernetes 1.32. */
class HumanDurationTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "PT-2S, <invalid>",
    "PT-1.5S, 0s",
    "PT0S, 0s",
    "PT119S, 119s",
    "PT120S, 2m",
    "PT5M30S, 5m30s",
    "PT10M30S, 10m",
    "PT2H59M, 179m",
    "PT3H, 3h",
    "PT7H5M, 7h5m",
    "PT8H5M, 8h",
    "PT47H59M, 47h",
    "PT48H, 2d",
    "P7DT23H, 7d23h",
    "P8D, 8d",
    "P729D, 729d",
    "P730D, 2y",
    "P731D, 2y1d",
    "P3000D, 8y",
  })
  void aSpanIsTold(String span, String words) {
    Instant now = Instant.parse("2026-11-23T14:00:00Z");

    assertThat(HumanDuration.between(now.minus(Duration.parse(span)), now)).isEqualTo(words);
  }
}
