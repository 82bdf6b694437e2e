package io.windlass.manager.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows under a heading, in columns, as kubectl prints them. */
public record TextTable(List<String> columns, List<List<String>> rows) {
  public TextTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Its lines, the heading first. */
  public List<String> lines() {
    int[] widths = new int[columns.size()];
    Arrays.setAll(
        widths,
        column ->
            IntStream.concat(
                    IntStream.of(columns.get(column).length()),
                    rows.stream().mapToInt(row -> row.get(column).length()))
                .max()
                .orElse(0));
    return Stream.concat(Stream.of(columns), rows.stream())
        .map(cells -> line(cells, widths))
        .toList();
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> pad(cells.get(column), widths[column]))
        .collect(Collectors.joining("   "))
        .stripTrailing();
  }

  private static String pad(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }
}
