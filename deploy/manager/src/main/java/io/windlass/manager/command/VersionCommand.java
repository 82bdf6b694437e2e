package io.windlass.manager.command;

import io.windlass.manager.report.Version;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass version}. */
@Command(
    name = "version",
    description = "Print what this build is.",
    mixinStandardHelpOptions = true)
public final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    List.of(new Version().getVersion()).forEach(out::println);
    out.flush();
  }
}
