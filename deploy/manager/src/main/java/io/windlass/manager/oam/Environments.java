package io.windlass.manager.oam;

import io.windlass.core.model.Json;
import io.windlass.manager.report.CommandFailure;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.EnvironmentReader;
import io.windlass.oam.environment.ShippedEnvironments;
import io.windlass.oam.yaml.UnreadableYaml;
import io.windlass.oam.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Environments as one names them on a command line. */
public final class Environments {
  private Environments() {}

  /** A shipped one by its name, or one of a file. */
  public static Environment named(String text) {
    return ShippedEnvironments.named(text).orElseGet(() -> read(Path.of(text)));
  }

  private static Environment read(Path file) {
    Problems problems = new Problems();
    Environment environment = EnvironmentReader.read(document(file), problems);
    if (problems.refuse()) {
      throw new CommandFailure(file + ": " + problems.list().getFirst(), "Mend the file");
    }
    return environment;
  }

  private static Json.Obj document(Path file) {
    try {
      return YamlText.objects(Files.readString(file)).stream()
          .filter(each -> each.text("kind").orElse("").equals(EnvironmentReader.KIND))
          .findFirst()
          .orElseThrow(
              () ->
                  new CommandFailure(
                      "there is no Environment in " + file,
                      "windlass oam environment private prints one"));
    } catch (IOException e) {
      throw new CommandFailure(
          "there is no environment \"%s\", and no file of that name".formatted(file),
          "Give one of %s or a file".formatted(ShippedEnvironments.NAMES));
    } catch (UnreadableYaml e) {
      throw new CommandFailure(file + ": " + e.getMessage(), "Mend the file");
    }
  }
}
