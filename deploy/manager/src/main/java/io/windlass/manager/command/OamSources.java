package io.windlass.manager.command;

import io.windlass.manager.oam.Environments;
import io.windlass.manager.oam.OamFiles;
import io.windlass.oam.document.Problem;
import io.windlass.oam.render.InstanceReport;
import io.windlass.oam.translate.Translation;
import io.windlass.oam.translate.Translator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What to translate, and for where, as options. */
public final class OamSources {
  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      required = true,
      description =
          "Files and folders with applications and their components, as one applies them.")
  private List<Path> files = List.of();

  @Option(
      names = "--environment",
      paramLabel = "NAME|FILE",
      defaultValue = "public-cloud",
      description =
          "Where it is to run: public-cloud, private, edge or a file (default: ${DEFAULT-VALUE}).")
  private String environment = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "default",
      description = "Namespace of applications that name none (default: ${DEFAULT-VALUE}).")
  private String namespace = "";

  /** The translation of each application; tells which entries of the catalogue are left out. */
  List<Translation> translations(PrintWriter err) {
    OamFiles read = OamFiles.read(files);
    read.leftOut().forEach(problem -> err.println("warning: left out: " + problem));
    return read.applications(Environments.named(environment), namespace).stream()
        .map(Translator::translate)
        .toList();
  }

  /** Tells what is wrong and what is to know; whether nothing is refused. */
  static boolean tell(List<Translation> translations, PrintWriter err) {
    for (Translation translation : translations) {
      for (Problem problem : translation.problems()) {
        err.println((problem.refuses() ? "error: " : "warning: ") + problem);
      }
      for (InstanceReport report : translation.instances()) {
        report.notes().forEach(note -> err.println("note: " + report.name() + ": " + note));
        report.traits().stream()
            .filter(trait -> !trait.message().isEmpty())
            .forEach(
                trait ->
                    err.println(
                        "note: %s: %s: %s"
                            .formatted(report.name(), trait.type(), trait.message())));
      }
    }
    err.flush();
    return translations.stream().noneMatch(Translation::refused);
  }
}
