package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.translate.Translation;
import io.windlass.oam.yaml.YamlText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windlass oam render}: the objects that the bridge would make of applications. */
@Command(
    name = "render",
    description =
        "Print the objects that applications become, as YAML; what is wrong goes to standard error."
            + " Ends with 1 if an application would be refused.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class OamRenderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private OamSources sources = new OamSources();

  @Override
  public Integer call() {
    Logging.of(Level.WARN);
    List<Translation> translations = sources.translations(spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        YamlText.write(
            translations.stream()
                .flatMap(each -> each.objects().stream())
                .map(Rendered::object)
                .toList()));
    out.flush();
    return OamSources.tell(translations, spec.commandLine().getErr()) ? 0 : 1;
  }
}
