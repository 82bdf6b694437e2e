package io.windlass.manager.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.autoscaling.simulate.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day as a line of columns. */
class SparklineTest {
  private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a column for each hour          | 0,1,2,3,4,5,6,7   | 7 | 8 | ▁▂▃▄▅▆▇█
          a full column is the most       | 7,7               | 7 | 2 | ██
          the largest within its time     | 0,7,0,0           | 7 | 2 | █▁
          nothing seen is nothing drawn   | 7                 | 7 | 4 | █▁▁▁
          beyond the most is full         | 9                 | 7 | 1 | █
          """)
  void of(String rule, String values, long most, int columns, String line) {
    List<Moment> moments = new ArrayList<>();
    for (String value : values.split(",", -1)) {
      Instant at = START.plusSeconds(3600L * moments.size());
      Bounds any = new Bounds(0, "", 10, "", false);
      moments.add(new Moment(at, Map.of(), any, 0, Long.parseLong(value), "", ""));
    }
    Instant end =
        START.plusSeconds(3600L * Math.max(moments.size(), rule.startsWith("nothing") ? 4 : 0));
    assertThat(new Sparkline(moments, START, end, columns).of(Moment::after, most)).isEqualTo(line);
  }
}
