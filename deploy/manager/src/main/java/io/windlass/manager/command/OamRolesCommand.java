package io.windlass.manager.command;

import io.windlass.manager.report.TextTable;
import io.windlass.oam.ownership.FieldOwner;
import io.windlass.oam.ownership.FieldOwners;
import io.windlass.oam.ownership.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windlass oam roles}: the table of who says what in a component. */
@Command(
    name = "roles",
    description = "Show who says what in a component, and where the others say it instead.",
    mixinStandardHelpOptions = true)
public final class OamRolesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "ROLE",
      defaultValue = "",
      description = "Only what developer, operator or infrastructure says.")
  private String role = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json or yaml (default: ${DEFAULT-VALUE}).")
  private Output output = Output.TABLE;

  @Override
  public void run() {
    List<FieldOwner> rows = rows();
    List<String> lines =
        new TextTable(
                List.of("ROLE", "WHERE", "FIELD", "MEANING"),
                rows.stream()
                    .map(
                        row ->
                            List.of(
                                row.owner().word(), row.place().word(), row.field(), row.meaning()))
                    .toList())
            .lines();
    output.print(
        spec.commandLine().getOut(), lines, rows.stream().map(OamRolesCommand::answer).toList());
  }

  private List<FieldOwner> rows() {
    List<FieldOwner> rows =
        FieldOwners.all().stream()
            .filter(row -> role.isEmpty() || row.owner().word().equals(role))
            .toList();
    if (rows.isEmpty()) {
      List<String> words = Arrays.stream(Role.values()).map(Role::word).toList();
      throw new ParameterException(
          spec.commandLine(), "there are the roles %s, not %s".formatted(words, role));
    }
    return rows;
  }

  private static Map<String, String> answer(FieldOwner row) {
    return new TreeMap<>(
        Map.of(
            "role", row.owner().word(),
            "where", row.place().word(),
            "field", row.field(),
            "meaning", row.meaning()));
  }
}
