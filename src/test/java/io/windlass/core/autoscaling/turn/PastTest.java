package io.windlass.core.autoscaling.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.own.ForeignWrites;
import io.windlass.core.autoscaling.pace.MemoryText;
import io.windlass.core.autoscaling.spec.Specs;
import io.windlass.core.model.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a restart takes up again, and what a write leaves behind. */
class PastTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LAST_TICK = NOW.minusSeconds(10);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                                                | stored                                          | current | remembered
          nothing is stored: the count counts as proposed     |                                                 | 9       | 12:00:00 9
          one proposal was repeated until the last tick       | '2026-11-23T11:00:00Z 4'                        | 9       | 11:59:50 4
          so was the last of several, while status is fresh   | '2026-11-23T11:58:00Z 9', '2026-11-23T11:59:00Z 4' | 9    | 11:58:00 9 11:59:50 4
          one of the last tick itself stays as it is          | '2026-11-23T11:58:00Z 9', '2026-11-23T11:59:51Z 4' | 9    | 11:58:00 9 11:59:51 4
          an older status may lack some: the count counts     | '2026-11-23T11:55:00Z 9', '2026-11-23T11:58:00Z 4' | 8    | 11:55:00 9 11:58:00 4 12:00:00 8
          what cannot be read is forgotten                    | 'yesterday 4'                                   | 9       | 12:00:00 9
          """)
  void resumed(String what, String stored, long current, String remembered) {
    Json.Obj status =
        Specs.json(
            "{memory: {recommendations: [%s]}}".formatted(Optional.ofNullable(stored).orElse("")));
    Past past = Past.resumed(status, current, LAST_TICK, NOW);
    String lines =
        String.join(" ", MemoryText.asked(past.memory()))
            .replaceAll("2026-11-23T(\\d\\d:\\d\\d:\\d\\d)Z", "$1");
    assertThat(lines).as(what).isEqualTo(remembered);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                                          | applied | current | ours
          we wrote 0 and it is 0                        | 0       | 0       | true
          somebody else wrote 0 after our 2             | 2       | 0       | false
          we wrote 0, somebody else 3                   | 0       | 3       | false
          nobody of us ever wrote                       |         | 0       | false
          """)
  void zero(String what, Long applied, long current, boolean ours) {
    Json.Obj status =
        applied == null
            ? Json.Obj.EMPTY
            : Specs.json("{lastApplied: {replicas: %d}}".formatted(applied));
    assertThat(Past.resumed(status, current, LAST_TICK, NOW).zeroIsOurs()).as(what).isEqualTo(ours);
  }

  @Test
  void aTruceOutlastsARestart() {
    Json.Obj status =
        Specs.json(
            "{lastApplied: {replicas: 6, time: '2026-11-23T11:58:00Z'}, conditions: [{type:"
                + " 'ExternalWriter', status: 'True', message: 'argocd changed it'}]}");
    Past past = Past.resumed(status, 3, LAST_TICK, NOW);
    assertThat(past.foreign().persistent()).isTrue();
    assertThat(past.foreign().by()).isEqualTo("argocd");
    assertThat(past.written()).isEqualTo(Instant.parse("2026-11-23T11:58:00Z"));
  }

  @Test
  void ownWritesAreNotForeignAndForeignZerosNotOurs() {
    Past past = Past.resumed(Json.Obj.EMPTY, 4, LAST_TICK, NOW).writing(0, NOW);
    assertThat(past.isForeign(0)).isFalse();
    assertThat(past.zeroIsOurs()).isTrue();
    assertThat(MemoryText.changes(past.memory())).containsExactly("2026-11-23T12:00:00Z -4");
    Past touched = past.finding(5, "kubectl", NOW).finding(0, "kubectl", NOW);
    assertThat(touched.zeroIsOurs()).isFalse();
    assertThat(touched.foreign().writes()).hasSize(2);
    assertThat(past.welcoming(5).foreign()).isEqualTo(ForeignWrites.NONE);
  }

  /** All of a namespace share its ticks, and every process finds the same. */
  @ParameterizedTest
  @CsvSource({"shop", "kube-system", "a", "''"})
  void ticksAreAboutFifteenSecondsApart(String namespace) {
    Instant tick = Ticks.after(namespace, NOW);
    assertThat(Duration.between(NOW, tick)).isPositive().isLessThan(Duration.ofMillis(18_001));
    for (int i = 0; i < 1_000; i++) {
      Instant next = Ticks.after(namespace, tick);
      assertThat(Duration.between(tick, next))
          .isBetween(Duration.ofSeconds(12), Duration.ofSeconds(18));
      assertThat(Ticks.after(namespace, next.minusMillis(1))).isEqualTo(next);
      assertThat(Ticks.before(namespace, next)).isEqualTo(tick);
      tick = next;
    }
    assertThat(Duration.between(NOW, tick))
        .isBetween(Duration.ofSeconds(14_970), Duration.ofSeconds(15_050));
  }
}
