package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells to paste can be pasted: each line of kubectl, from top to bottom. */
class ReadmeIT {
  private static final Path ROOT = Path.of(System.getProperty("windlass.root"));

  @TempDir private static Path folder = Path.of("");
  private static WindlassProcess dev;
  private static String kubeconfig = "";

  private record Ended(int code, String said) {}

  @BeforeAll
  static void start() throws Exception {
    assumeThat(Kubectl.isOnPath())
        .as("SKIPPED: there is no kubectl on the PATH, so the README was not tried")
        .isTrue();
    dev = WindlassProcess.start(folder, "dev", "--port=0");
    kubeconfig = dev.awaitLine("ready: export KUBECONFIG=");
  }

  @AfterAll
  static void end() {
    if (dev != null) {
      dev.close();
    }
  }

  @Test
  void everyLineOfKubectlInTheReadmeWorks() throws Exception {
    List<String> lines = kubectlLines(Files.readString(ROOT.resolve("README.md")));
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      Ended ended = paste(line);
      if (line.contains("bad-schema")) {
        assertThat(ended.said()).as(line).contains("is invalid");
      } else {
        assertThat(ended.code()).as("%s\n%s", line, ended.said()).isZero();
      }
    }
  }

  // A watch ends with Ctrl-C only.
  private static List<String> kubectlLines(String document) {
    List<String> lines = new ArrayList<>();
    boolean inBlock = false;
    for (String line : document.lines().toList()) {
      inBlock = inBlock ^ line.startsWith("```");
      if (inBlock && line.contains("kubectl ") && !line.contains(" -w")) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static Ended paste(String line) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", line).directory(ROOT.toFile());
    bash.environment().put("KUBECONFIG", kubeconfig);
    Process process = bash.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(line).isTrue();
    return new Ended(process.exitValue(), Files.readString(said));
  }
}
