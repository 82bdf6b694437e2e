package io.windlass.manager.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A result as lines for a person. Stateless. */
public final class BenchTable {
  private static final String UNKNOWN = "-";
  private static final double MIB = 1 << 20;

  private BenchTable() {}

  /** The table, what it was measured with, and what was not measured. */
  public static List<String> lines(BenchResult result) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(measuredWith(result));
    lines.add("");
    for (int round = 0; round < result.rounds().size(); round++) {
      lines.addAll(round(result, round));
      lines.add("");
    }
    lines.add("requests per pod, by verb%s:".formatted(inTheLast(result)));
    result.phases().forEach(phase -> lines.add("  " + perPod(phase)));
    lines.add("beside them, in the whole phase:");
    result.phases().forEach(phase -> lines.add("  " + beside(phase)));
    result.notes().forEach(note -> lines.add("not measured: " + note));
    return lines;
  }

  private static String measuredWith(BenchResult result) {
    BenchSettings settings = result.settings();
    String who =
        result.agents().isEmpty() ? "" : "; manager: " + String.join(", ", result.agents());
    return "%,d pods, maxUnavailable %s, after a warm-up with %,d%s"
        .formatted(settings.pods(), settings.maxUnavailable(), settings.warmUpPods(), who);
  }

  private static List<String> round(BenchResult result, int number) {
    RoundFigures round = result.rounds().get(number);
    List<String> lines = new ArrayList<>();
    if (result.rounds().size() > 1) {
      lines.add("round %d of %d%s".formatted(number + 1, result.rounds().size(), lived(round)));
    }
    lines.addAll(aligned(rows(round)));
    return lines;
  }

  /** How warm the manager may have been. */
  private static String lived(RoundFigures round) {
    return round
        .cpuSecondsBefore()
        .map(cpu -> String.format(Locale.ROOT, ", after %.0f s of the manager's CPU", cpu))
        .orElse("");
  }

  private static String inTheLast(BenchResult result) {
    return result.rounds().size() > 1 ? ", in the last round" : "";
  }

  private static List<List<String>> rows(RoundFigures round) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("phase", "seconds", "pods/s", "requests/pod", "CPU ms/pod", "resident MiB"));
    for (PhaseFigures phase : round.phases()) {
      rows.add(
          List.of(
              phase.phase().title(),
              number("%.1f", Optional.of(phase.seconds())),
              number("%.1f", Optional.of(phase.podsPerSecond())),
              number("%.2f", phase.requestsPerPod()),
              number("%.2f", phase.cpuMillisPerPod()),
              number("%.0f", phase.residentBytes().map(bytes -> bytes / MIB))));
    }
    return rows;
  }

  private static String number(String format, Optional<Double> value) {
    return value.map(known -> String.format(Locale.ROOT, format, known)).orElse(UNKNOWN);
  }

  private static String perPod(PhaseFigures phase) {
    return phase.phase().title()
        + ": "
        + phase
            .requests()
            .map(
                counts ->
                    joined(
                        counts,
                        count -> number("%.3f", Optional.of(count / (double) phase.pods()))))
            .orElse(UNKNOWN);
  }

  private static String beside(PhaseFigures phase) {
    return phase.phase().title()
        + ": "
        + phase.beside().map(counts -> joined(counts, "%,d"::formatted)).orElse(UNKNOWN);
  }

  private static String joined(
      Map<String, Long> counts, java.util.function.Function<Long, String> text) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + text.apply(entry.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** The first column to the left, numbers to the right. */
  private static List<String> aligned(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> {
              String cell = row.get(column);
              String space = " ".repeat(widths[column] - cell.length());
              return column == 0 ? cell + space : space + cell;
            })
        .collect(Collectors.joining("  "));
  }
}
