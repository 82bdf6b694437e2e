package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.windlass.oam.graph.Mermaid;
import io.windlass.oam.translate.Translation;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass oam graph}: applications and what becomes of them, as a drawing. */
@Command(
    name = "graph",
    description =
        "Draw applications, their instances and traits and what becomes of them, as Mermaid.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class OamGraphCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private OamSources sources = new OamSources();

  @Override
  public Integer call() {
    Logging.of(Level.WARN);
    List<Translation> translations = sources.translations(spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    out.print(Mermaid.draw(translations));
    out.flush();
    return OamSources.tell(translations, spec.commandLine().getErr()) ? 0 : 1;
  }
}
