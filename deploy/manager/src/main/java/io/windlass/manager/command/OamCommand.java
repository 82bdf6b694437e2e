package io.windlass.manager.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code windlass oam}: OAM applications without a cluster. */
@Command(
    name = "oam",
    description = "What becomes of OAM applications, and who says what in them. Needs no cluster.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      OamRenderCommand.class,
      OamGraphCommand.class,
      OamRolesCommand.class,
      OamEnvironmentCommand.class,
      OamCatalogueCommand.class
    })
public final class OamCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "what about OAM? There are: " + String.join(", ", spec.subcommands().keySet()));
  }
}
