package io.windlass.manager.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells one act while it plays, and keeps what it told as its report. Used by one thread.
 *
 * <p>Standard output for a person; for a machine the lines go to standard error, and the reports
 * are the output.
 */
final class Narration {
  private final PrintWriter lines;
  private final int number;
  private final String title;
  private final List<String> commands = new ArrayList<>();
  private final List<ActReport.Table> tables = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();

  Narration(PrintWriter lines, int number, String title) {
    this.lines = lines;
    this.number = number;
    this.title = title;
    line("");
    line("Act %d. %s".formatted(number, title));
  }

  /** What a person would type. */
  void command(String typed) {
    commands.add(typed);
    line("");
    line("  $ " + typed);
  }

  /** What was seen. */
  void seen(String sentence) {
    line("    " + sentence);
  }

  void table(ActReport.Table table) {
    tables.add(table);
    line("");
    int[] widths = widths(table);
    line("    " + row(table.columns(), widths));
    table.rows().forEach(cells -> line("    " + row(cells, widths)));
    line("");
  }

  void check(Check check) {
    checks.add(check);
    line(
        "    %-6s %s (%s)"
            .formatted(check.held() ? "ok" : "FAILED", check.sentence(), check.observed()));
  }

  void checks(List<Check> several) {
    several.forEach(this::check);
  }

  ActReport report() {
    return new ActReport(number, title, commands, tables, checks);
  }

  private void line(String text) {
    lines.println(text);
    lines.flush();
  }

  private static int[] widths(ActReport.Table table) {
    int[] widths = new int[table.columns().size()];
    Arrays.setAll(
        widths,
        column ->
            Math.max(
                table.columns().get(column).length(),
                table.rows().stream().mapToInt(row -> row.get(column).length()).max().orElse(0)));
    return widths;
  }

  private static String row(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> pad(cells.get(column), widths[column]))
        .collect(Collectors.joining("   "))
        .stripTrailing();
  }

  private static String pad(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
