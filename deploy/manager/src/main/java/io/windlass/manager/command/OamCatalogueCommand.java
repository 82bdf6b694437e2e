package io.windlass.manager.command;

import io.windlass.oam.catalogue.ShippedCatalogue;
import io.windlass.oam.yaml.YamlText;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass oam catalogue}: the shipped traits, workload types, scopes and definitions. */
@Command(
    name = "catalogue",
    description =
        "Print the shipped traits, workload types, scopes and definitions as YAML: windlass oam"
            + " catalogue | kubectl apply --server-side -f -",
    mixinStandardHelpOptions = true)
public final class OamCatalogueCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(YamlText.write(ShippedCatalogue.objects()));
    out.flush();
  }
}
