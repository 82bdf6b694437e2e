package io.windlass.manager.command;

import io.windlass.crds.Crds;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass crds}: the custom resource definitions, ready for {@code kubectl apply -f -}. */
@Command(
    name = "crds",
    description =
        "Print the custom resource definitions as YAML: windlass crds | kubectl apply -f -",
    mixinStandardHelpOptions = true)
public final class CrdsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Crds.Document document : Crds.all()) {
      out.println("---");
      out.println(document.yaml().strip());
    }
    out.flush();
  }
}
