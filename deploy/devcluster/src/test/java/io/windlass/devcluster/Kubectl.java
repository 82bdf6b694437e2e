package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real kubectl in the namespace of a test. */
record Kubectl(TestCluster cluster, Path home) {
  private static final long PATIENCE_SECONDS = 60;

  /** What a command printed, both streams as one. */
  record Said(int code, String text) {}

  /** kubectl from the PATH; the test is skipped, and says so, if there is none. */
  static Kubectl orSkip(TestCluster cluster, Path home) {
    assumeIsThere();
    return new Kubectl(cluster, home);
  }

  /** Skips the test, and says so, if there is no kubectl on the PATH. */
  static void assumeIsThere() {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        List.of(path.split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    assumeTrue(there, "skipped: there is no kubectl on the PATH, so its rows have not been run");
  }

  /** Runs a command; words are separated by spaces, {@code {ns}} is the test's namespace. */
  Said run(String words) {
    return runAll(List.of(words.replace("{ns}", cluster.namespace()).split(" ", -1)));
  }

  /** Runs a command; {@code kubectl edit} finds its editor in the file {@code editor} of home. */
  Said runAll(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", cluster.namespace()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    builder.environment().put("HOME", home.toString());
    builder.environment().put("KUBE_EDITOR", home.resolve("editor").toString());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return new Said(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
