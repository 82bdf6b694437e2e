package io.windlass.manager.command;

import io.windlass.manager.report.TextTable;
import io.windlass.oam.environment.DatabaseProvider;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.ShippedEnvironments;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windlass oam environment}: the environments that are shipped. */
@Command(
    name = "environment",
    description = "List the shipped environments, or print one as YAML to be changed and applied.",
    mixinStandardHelpOptions = true)
public final class OamEnvironmentCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Print this one.")
  private String name = "";

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (name.isEmpty()) {
      table().forEach(out::println);
    } else {
      out.print(
          ShippedEnvironments.text(name)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "there is no \"%s\"; there are %s"
                              .formatted(name, String.join(", ", ShippedEnvironments.NAMES)))));
    }
    out.flush();
  }

  private static List<String> table() {
    return new TextTable(
            List.of("NAME", "BACKEND", "INGRESS", "METRICS", "MONITORING", "DATABASE"),
            ShippedEnvironments.NAMES.stream()
                .map(each -> row(ShippedEnvironments.named(each).orElseThrow()))
                .toList())
        .lines();
  }

  private static List<String> row(Environment environment) {
    return List.of(
        environment.name(),
        word(environment.backend()),
        environment.ingress().isServed()
            ? environment.ingress().className().orElse("the cluster's class")
            : "none",
        environment.metricsApi() ? "yes" : "no",
        word(environment.monitoring()),
        switch (environment.database()) {
          case DatabaseProvider.None() -> "none";
          case DatabaseProvider.Claim _ -> "claim";
          case DatabaseProvider.InCluster _ -> "in-cluster";
          case DatabaseProvider.Existing _ -> "existing";
        });
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
