package io.windlass.manager.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code windlass bench}: what things cost on a cluster. */
@Command(
    name = "bench",
    description = "Measure what work on a cluster costs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WORK",
    subcommands = {BenchRolloutCommand.class, HelpCommand.class})
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "bench: which work? There is: rollout");
  }
}
