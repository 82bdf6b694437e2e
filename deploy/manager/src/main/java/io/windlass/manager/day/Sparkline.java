package io.windlass.manager.day;

import io.windlass.core.autoscaling.simulate.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A day in one line of small columns.
 *
 * @param columns how many
 */
public record Sparkline(List<Moment> moments, Instant from, Instant to, int columns) {
  private static final String HEIGHTS = "▁▂▃▄▅▆▇█";

  public Sparkline {
    moments = List.copyOf(moments);
  }

  /**
   * The line of one value; each column shows the largest within its time.
   *
   * @param most the value of a full column
   */
  public String of(ToLongFunction<Moment> value, long most) {
    long[] tops = new long[columns];
    long span = Duration.between(from, to).toMillis();
    for (Moment moment : moments) {
      long into = Duration.between(from, moment.at()).toMillis();
      int column = (int) Math.min(columns - 1, Math.max(0, into * columns / span));
      tops[column] = Math.max(tops[column], value.applyAsLong(moment));
    }
    StringBuilder line = new StringBuilder();
    for (long top : tops) {
      int height = (int) Math.min(7, Math.max(0, top * 8 / Math.max(1, most + 1)));
      line.append(HEIGHTS.charAt(height));
    }
    return line.toString();
  }
}
