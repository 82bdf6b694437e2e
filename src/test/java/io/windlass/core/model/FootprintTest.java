package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What views take on the heap, by estimate. */
class FootprintTest {
  private final Footprint footprint = Footprint.start();

  @Test
  void aViewCountsOnce() {
    PodView pod = pod("web-a", 0);
    assertThat(footprint.of(pod)).isBetween(1_000L, 2_500L);
    assertThat(footprint.of(pod)).isZero();
  }

  @Test
  void whatPodsShareCountsOnce() {
    PodView first = pod("web-a", 0);
    PodView second = pod("web-b", 1).sharing(first);
    long whole = footprint.of(first);
    long own = footprint.of(second);
    assertThat(own).isLessThan(whole * 2 / 3);
    assertThat(own + Footprint.start().of(first)).isLessThan(2 * Footprint.start().of(second));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          document                  | characters | bytes
          nothing                   | 0          | 0
          a text of 100 characters  | 100        | 176
          a text of 1000 characters | 1000       | 1080
          """)
  void aPackedDocumentTakesItsText(String document, int characters, long bytes) {
    Json.Obj json =
        characters == 0 ? Json.Obj.EMPTY : Json.Obj.EMPTY.with("a", "x".repeat(characters - 8));
    assertThat(footprint.of(json.packed())).as(document).isEqualTo(bytes);
  }

  @Test
  void aTreeTakesSeveralTimesItsText() {
    Json.Obj tree = Json.ofTexts(Map.of("app", "web", "tier", "front"));
    assertThat(footprint.of(tree)).isGreaterThan(3 * Footprint.start().of(tree.packed()) / 2);
  }

  private static PodView pod(String name, int seconds) {
    return Pods.serving(name)
        .scheduled("node-1")
        .annotation("note", "x".repeat(200))
        .ready(Pods.BIRTH.plus(Duration.ofSeconds(seconds)))
        .view();
  }
}
