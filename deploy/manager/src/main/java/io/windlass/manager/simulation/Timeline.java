package io.windlass.manager.simulation;

import io.windlass.core.autoscaling.simulate.Moment;
import io.windlass.manager.report.TextTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A series of moments for people and for spreadsheets.
 *
 * @param metrics their names, in the order of the spec
 */
public record Timeline(List<Moment> moments, List<String> metrics, ZoneId zone) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  public Timeline {
    moments = List.copyOf(moments);
    metrics = List.copyOf(metrics);
  }

  /** A line for each moment at which bounds or replicas change, the first one always. */
  public List<String> table() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      boolean bounds = i == 0 || !moments.get(i - 1).bounds().text().equals(moment.bounds().text());
      if (bounds || moment.before() != moment.after()) {
        rows.add(
            List.of(
                local(moment.at()).format(CLOCK),
                moment.bounds().text(),
                moment.before() == moment.after()
                    ? String.valueOf(moment.after())
                    : moment.before() + " -> " + moment.after(),
                moment.why()));
      }
    }
    return new TextTable(List.of("TIME", "BOUNDS", "REPLICAS", "WHY"), rows).lines();
  }

  /** A line for each look. */
  public List<String> csv() {
    List<String> lines = new ArrayList<>();
    List<String> heading = new ArrayList<>(List.of("time", "local"));
    heading.addAll(metrics);
    heading.addAll(List.of("floor", "ceiling", "before", "after", "reason"));
    lines.add(String.join(",", heading));
    for (Moment moment : moments) {
      List<String> cells =
          new ArrayList<>(List.of(moment.at().toString(), local(moment.at()).toString()));
      metrics.forEach(metric -> cells.add(load(moment, metric)));
      cells.add(String.valueOf(moment.bounds().floor()));
      cells.add(String.valueOf(moment.bounds().ceiling()));
      cells.add(String.valueOf(moment.before()));
      cells.add(String.valueOf(moment.after()));
      cells.add(moment.reason());
      lines.add(String.join(",", cells));
    }
    return lines;
  }

  private static String load(Moment moment, String metric) {
    return moment.load().containsKey(metric)
        ? BigDecimal.valueOf(moment.load().get(metric), 3).stripTrailingZeros().toPlainString()
        : "";
  }

  private LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), zone);
  }
}
