package io.windlass.manager.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code windlass rollout}: how a rollout gets on, and a hand on it. */
@Command(
    name = "rollout",
    description = "Watch and steer the rollout of a CloneSet.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RolloutStatusCommand.class,
      RolloutHistoryCommand.class,
      RolloutUndoCommand.class,
      RolloutPauseCommand.class,
      RolloutResumeCommand.class,
      RolloutRestartCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, as far as the partition lets it; 1 an error; 2 wrong usage;",
      "3 not done when --timeout was over; 4 failed: its deadline is over, or the spec is invalid;",
      "5 paused before it was done."
    })
public final class RolloutCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "what about the rollout? There are: status, history, undo, pause, resume, restart");
  }
}
