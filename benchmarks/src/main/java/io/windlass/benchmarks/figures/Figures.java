package io.windlass.benchmarks.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Figures and the bars they are held to, in the order in which they were measured. Each is shown on
 * standard error as soon as it is known. Not thread-safe.
 */
public final class Figures {
  private static final Set<Verdict> UNHELD = EnumSet.of(Verdict.MISSED, Verdict.SKIPPED);

  private enum Verdict {
    TOLD(""),
    HELD("held"),
    MISSED("**missed**"),
    SKIPPED("**skipped**");

    final String text;

    Verdict(String text) {
      this.text = text;
    }

    static Verdict of(boolean holds) {
      return holds ? HELD : MISSED;
    }
  }

  private record Figure(String what, String value, String bar, Verdict verdict) {
    String row() {
      return "| %s | %s | %s | %s |".formatted(what, value, bar, verdict.text);
    }
  }

  private final List<Figure> all = new ArrayList<>();

  /** A figure that must not be larger. */
  public void atMost(String what, double value, double bar, String unit) {
    add(new Figure(what, text(value, unit), "<= " + text(bar, unit), Verdict.of(value <= bar)));
  }

  /** A figure that must not be smaller. */
  public void atLeast(String what, double value, double bar, String unit) {
    add(new Figure(what, text(value, unit), ">= " + text(bar, unit), Verdict.of(value >= bar)));
  }

  /** A figure that could not be measured here; its bar is not held. */
  public void skipped(String what, String why) {
    add(new Figure(what, "not measured", why, Verdict.SKIPPED));
  }

  /** A figure without a bar. */
  public void tell(String what, double value, String unit) {
    add(new Figure(what, text(value, unit), "", Verdict.TOLD));
  }

  /** Whether no bar is missed, and none was skipped. */
  public boolean allHold() {
    return all.stream().map(Figure::verdict).noneMatch(UNHELD::contains);
  }

  /** A Markdown table. */
  public String table() {
    StringBuilder table = new StringBuilder("| what | measured | bar | |\n|---|---|---|---|\n");
    all.forEach(figure -> table.append(figure.row()).append('\n'));
    return table.toString();
  }

  /**
   * Prints the table, writes it to a file if there is one, and ends the process: with 0 if all bars
   * are held, else with 1.
   *
   * @param file empty for none
   */
  public void finish(Optional<Path> file) throws IOException {
    String table = table();
    System.out.println(table);
    if (file.isPresent()) {
      Files.writeString(file.get(), table);
    }
    System.exit(allHold() ? 0 : 1);
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
