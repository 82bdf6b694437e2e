package io.windlass.benchmarks.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures and the bars they are held to, in the order in which they were measured. */
final class Figures {
  private final List<Figure> all = new ArrayList<>();

  /**
   * One figure.
   *
   * @param bar in words; empty if the figure is only told
   */
  private record Figure(String what, String value, String bar, boolean holds) {
    String row() {
      String verdict = bar.isEmpty() ? "" : holds ? "held" : "**missed**";
      return "| %s | %s | %s | %s |".formatted(what, value, bar, verdict);
    }
  }

  /** A figure that must not be larger. */
  void atMost(String what, double value, double bar, String unit) {
    add(new Figure(what, text(value, unit), "<= " + text(bar, unit), value <= bar));
  }

  /** A figure that must not be smaller. */
  void atLeast(String what, double value, double bar, String unit) {
    add(new Figure(what, text(value, unit), ">= " + text(bar, unit), value >= bar));
  }

  /** A figure without a bar. */
  void tell(String what, double value, String unit) {
    add(new Figure(what, text(value, unit), "", true));
  }

  boolean allHold() {
    return all.stream().allMatch(Figure::holds);
  }

  /** A Markdown table. */
  String table() {
    StringBuilder table = new StringBuilder("| what | measured | bar | |\n|---|---|---|---|\n");
    all.forEach(figure -> table.append(figure.row()).append('\n'));
    return table.toString();
  }

  private void add(Figure figure) {
    all.add(figure);
    System.err.println(figure.row());
  }

  private static String text(double value, String unit) {
    String number =
        value >= 100
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, "%.2f", value);
    return number + " " + unit;
  }
}
