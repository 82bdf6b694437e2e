package io.windlass.manager;

import io.windlass.manager.command.BenchCommand;
import io.windlass.manager.command.CrdsCommand;
import io.windlass.manager.command.DemoCommand;
import io.windlass.manager.command.DevClusterCommand;
import io.windlass.manager.command.DevCommand;
import io.windlass.manager.command.ImportCommand;
import io.windlass.manager.command.ManagerCommand;
import io.windlass.manager.command.NextCommand;
import io.windlass.manager.command.OamCommand;
import io.windlass.manager.command.RolloutCommand;
import io.windlass.manager.command.SimulateCommand;
import io.windlass.manager.command.VersionCommand;
import io.windlass.manager.command.WhyCommand;
import io.windlass.manager.report.FailureReport;
import io.windlass.manager.report.UsageReport;
import io.windlass.manager.report.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line of Windlass. Exit codes: 0 it is done, 1 it failed and standard error says what,
 * where and what to do, 2 it was called wrongly.
 */
@Command(
    name = "windlass",
    description = "Kubernetes workload controllers, compatible with OpenKruise, on the JVM.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DevCommand.class,
      DemoCommand.class,
      ManagerCommand.class,
      DevClusterCommand.class,
      WhyCommand.class,
      RolloutCommand.class,
      SimulateCommand.class,
      NextCommand.class,
      ImportCommand.class,
      OamCommand.class,
      BenchCommand.class,
      CrdsCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line; tests run it with writers of their own. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(new UsageReport())
        .setExecutionExceptionHandler(new FailureReport());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
