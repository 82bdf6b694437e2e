package io.windlass.manager.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCountsTest {
  @ParameterizedTest(name = "{0}: {1} writes, {2} GETs")
  @CsvSource({
    "windlass-manager/1 create pods 201,          7, 0",
    "windlass-manager/1 patch pods/status 409,    7, 0",
    "windlass-manager/1 delete pods 200,          7, 0",
    "windlass-manager/1 get pods 200,             0, 7",
    "windlass-manager/1 list pods 200,            0, 0",
    "windlass-manager/1 watch pods 200,           0, 0",
    "windlass-manager/1 create events 201,        0, 0",
    "windlass-manager/1 create podtemplates 201,  0, 0",
    "windlass-demo patch pods 200,                0, 0"
  })
  void onlyTheAgentsRequestsToPodsCount(String key, long writes, long gets) {
    RequestCounts counts = new RequestCounts(Map.of(key, 7L));
    assertThat(counts.podWrites("windlass-manager")).isEqualTo(writes);
    assertThat(counts.podGets("windlass-manager")).isEqualTo(gets);
  }

  @ParameterizedTest(name = "{0}: {1} creates")
  @CsvSource({
    "windlass-manager/1 create pods 201,    7",
    "windlass-manager/1 patch pods 200,     0",
    "windlass-manager/1 create events 201,  0",
    "windlass-demo create pods 201,         0"
  })
  void podsThatItAskedForAreCountedApart(String key, long creates) {
    RequestCounts counts = new RequestCounts(Map.of(key, 7L));
    assertThat(counts.podCreates("windlass-manager")).isEqualTo(creates);
  }

  @ParameterizedTest(name = "{0}: {1} turned away")
  @CsvSource({
    "windlass-manager/1 patch pods/status 429,  7",
    "windlass-manager/1 create pods 429,        7",
    "windlass-manager/1 create pods 409,        0",
    "windlass-manager/1 list pods 429,          0",
    "windlass-manager/1 create events 429,      0",
    "windlass-demo patch pods 429,              0"
  })
  void writesToPodsThatWereTurnedAwayAreCounted(String key, long turnedAway) {
    RequestCounts counts = new RequestCounts(Map.of(key, 7L));
    assertThat(counts.podWritesTurnedAway("windlass-manager")).isEqualTo(turnedAway);
  }

  @Test
  void aKeyOfAnotherShapeIsRefused() {
    RequestCounts counts = new RequestCounts(Map.of("patch pods", 1L));
    assertThatThrownBy(() -> counts.podWrites("any")).hasMessageContaining("patch pods");
  }
}
