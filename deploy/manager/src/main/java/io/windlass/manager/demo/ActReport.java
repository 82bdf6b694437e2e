package io.windlass.manager.demo;

import java.util.List;

/**
 * What an act did and saw, as {@code --output json} prints it.
 *
 * @param act its number in the story
 * @param commands what a person would type, in order
 */
public record ActReport(
    int act, String title, List<String> commands, List<Table> tables, List<Check> checks) {
  /** Figures, by row. */
  public record Table(List<String> columns, List<List<String>> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  public ActReport {
    commands = List.copyOf(commands);
    tables = List.copyOf(tables);
    checks = List.copyOf(checks);
  }

  /** Whether every check of the act held, and there was one. */
  public boolean held() {
    return !checks.isEmpty() && checks.stream().allMatch(Check::held);
  }
}
