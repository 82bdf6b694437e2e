package io.windlass.core.autoscaling.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdgesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                | windows                                                                      | from                 | edge | at                   | local            | change              | bounds
          the next start                      | w: start 0 8 * * 1-5, for 10h, min 10, Asia/Shanghai                         | 2026-11-23T12:00:00Z | 0    | 2026-11-24T00:00:00Z | 2026-11-24T08:00 | w starts            | 10..20
          then its end                        | w: start 0 8 * * 1-5, for 10h, min 10, Asia/Shanghai                         | 2026-11-23T12:00:00Z | 1    | 2026-11-24T10:00:00Z | 2026-11-24T18:00 | w ends              | 2..20
          an edge is after, not at            | w: start 0 8 * * *, for 10h, min 10                                          | 2026-11-23T08:00:00Z | 0    | 2026-11-23T18:00:00Z | 2026-11-23T18:00 | w ends              | 2..20
          a seam is one edge                  | a: start 0 8 * * *, for 4h, min 10; b: start 0 12 * * *, for 6h, min 10      | 2026-11-23T08:00:00Z | 0    | 2026-11-23T12:00:00Z | 2026-11-23T12:00 | a ends, b starts    | 10..20
          a release is one edge, not eight    | w: start 0 8 * * *, for 10h, min 10, release 10M                             | 2026-11-23T18:00:00Z | 0    | 2026-11-23T18:10:00Z | 2026-11-23T18:10 | w is released       | 2..20
          a lead                              | w: start 0 8 * * *, for 10h, min 10, lead 5M                                 | 2026-11-23T00:00:00Z | 0    | 2026-11-23T07:55:00Z | 2026-11-23T07:55 | w starts            | 10..20
          steps follow one another            | a: start 0 8 * * *, next, min 10; b: start 0 20 * * *, next, min 3           | 2026-11-23T09:00:00Z | 0    | 2026-11-23T20:00:00Z | 2026-11-23T20:00 | a ends, b starts    | 3..20
          over a weekend                      | w: start 0 8 * * 1-5, for 10h, min 10                                        | 2026-11-27T18:00:00Z | 0    | 2026-11-30T08:00:00Z | 2026-11-30T08:00 | w starts            | 10..20
          over an excluded date               | w: start 0 8 * * *, for 10h, min 10, not 2026-11-24                          | 2026-11-23T18:00:00Z | 0    | 2026-11-25T08:00:00Z | 2026-11-25T08:00 | w starts            | 10..20
          always active: none                 | w: start 0 8 * * *, for 30h, min 10                                          | 2026-11-23T18:00:00Z | -1   |                      |                  |                     |
          29 February                         | w: start 0 0 29 2 *, for 1h, min 10                                          | 2026-11-23T18:00:00Z | 0    | 2028-02-29T00:00:00Z | 2028-02-29T00:00 | w starts            | 10..20
          """)
  void edge(
      String rule,
      String windows,
      Instant from,
      int number,
      Instant at,
      String local,
      String change,
      String bounds) {
    Instant until = from.plusSeconds(3L * 366 * 86_400);
    List<Edge> edges =
        Edges.after(Windows.schedule("2..20", windows), from, until, Math.max(1, number + 1));
    if (number < 0) {
      assertThat(edges).as(rule).isEmpty();
      return;
    }
    Edge edge = edges.get(number);
    assertThat(edge.at()).as(rule).isEqualTo(at);
    assertThat(edge.local()).hasToString(local);
    assertThat(String.join(", ", edge.changes())).isEqualTo(change);
    assertThat(edge.bounds().text()).isEqualTo(bounds);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-03-28T12:00:00Z | 02:30 does not exist on that day: at the change of the clock
          2026-10-24T12:00:00Z | 02:30 comes twice on that day: at the first
          """)
  void aChangeOfTheClockIsNoted(Instant from, String note) {
    Schedule schedule =
        Windows.schedule("1..9", "w: start 30 2 * * *, for 1h, min 5, Europe/Berlin");
    assertThat(Edges.after(schedule, from, from.plusSeconds(86_400), 1).getFirst().notes())
        .containsExactly(note);
  }
}
