package io.windlass.manager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on moving prints what its commands print, and names what there is. */
class MovePageTest {
  private static final Path ROOT = Path.of(System.getProperty("windlass.root"));
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```\\n\\$ \\./windlass (?<command>[^\\n]+)\\n(?<output>.*?)^```$");

  @Test
  void itsCommandPrintsWhatItShows() throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(page()).results().toList();
    assertThat(blocks).hasSize(1);
    StringWriter out = new StringWriter();
    String command = blocks.getFirst().group(1).replace(" deploy/", " " + ROOT + "/deploy/");
    int code = Main.commandLine().setOut(new PrintWriter(out)).execute(command.split(" ", -1));
    assertThat(code).isZero();
    String[] parts = blocks.getFirst().group(2).split("(?m)^\\.\\.\\.\\n", -1);
    assertThat(out.toString()).startsWith(parts[0]).endsWith(parts[1]);
  }

  @Test
  void itsOptionsAndFilesAreThere() throws IOException {
    assertThat(options("manager")).contains("--serve-cronhpa");
    assertThat(options("import")).contains("--time-zone", "--from-hpa", "-f", "-o");
    for (MatchResult file :
        Pattern.compile("deploy/(?:samples|overlays)/[a-z/.-]*[a-z]")
            .matcher(page())
            .results()
            .toList()) {
      assertThat(ROOT.resolve(file.group())).exists();
    }
  }

  private static Set<String> options(String command) {
    return Optional.ofNullable(Main.commandLine().getSubcommands().get(command))
        .orElseThrow()
        .getCommandSpec()
        .optionsMap()
        .keySet();
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("deploy/docs/autoscaling-move.md"));
  }
}
