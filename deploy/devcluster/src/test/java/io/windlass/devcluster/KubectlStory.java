package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.devcluster.document.YamlDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A session at a terminal with what it is expected to show. Lines of a story:
 *
 * <pre>{@code
 * # a comment; the first one is the title
 * < FILE             the lines down to one with > alone are written to FILE
 * $ COMMAND          is run by a shell in the story's folder and namespace
 * $~ COMMAND         the same, again until it shows what follows
 * $devcluster COMMAND  only where the cluster is a devcluster
 * = CODE             the expected exit code, 0 if not said
 * }</pre>
 *
 * Other lines are the expected output. Runs of spaces are one space, {@code *} stands for anything
 * within a line, a line {@code ...} for any lines, {@code {ns}} for the story's namespace; commands
 * find this repository under {@code $ROOT}.
 */
final class KubectlStory {
  private static final long PATIENCE_SECONDS = 60;
  private static final Duration CONVERGENCE = Duration.ofSeconds(60);

  private final TestCluster cluster;
  private final String namespace;
  private final Path directory;
  private final List<String> left = new ArrayList<>();

  private KubectlStory(TestCluster cluster, String namespace, Path directory) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.directory = directory;
  }

  private record Step(String command, boolean repeated, boolean ours, int code, String output) {}

  private record Said(int code, String text) {}

  /** Plays a story in a namespace of its own; answers the commands that were left out. */
  static List<String> play(TestCluster cluster, String name, List<String> lines, Path directory) {
    String namespace = cluster.namespace() + "-" + name;
    KubectlStory story = new KubectlStory(cluster, namespace, directory);
    story.kubeconfig();
    cluster.http().post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + namespace + "\"}}");
    try {
      story.play(new ArrayDeque<>(lines));
    } finally {
      cluster.http().delete("/api/v1/namespaces/" + namespace, "{}");
    }
    return story.left;
  }

  private void kubeconfig() {
    try {
      var config = YamlDocuments.parse(Files.readAllBytes(cluster.kubeconfig()));
      config
          .withArrayProperty("contexts")
          .path(0)
          .withObjectProperty("context")
          .put("namespace", namespace);
      Files.write(directory.resolve("kubeconfig"), YamlDocuments.bytes(config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void play(Deque<String> lines) {
    while (!lines.isEmpty()) {
      String line = lines.poll();
      if (line.startsWith("< ")) {
        write(line.substring(2).trim(), lines);
      } else if (line.startsWith("$")) {
        run(step(line, lines));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        throw new IllegalArgumentException("no command before: " + line);
      }
    }
  }

  private void write(String file, Deque<String> lines) {
    List<String> content = new ArrayList<>();
    while (!lines.element().equals(">")) {
      content.add(inNamespace(lines.remove()));
    }
    lines.remove();
    try {
      Files.write(directory.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Step step(String line, Deque<String> lines) {
    int space = line.indexOf(' ');
    List<String> expected = new ArrayList<>();
    int code = 0;
    while (!lines.isEmpty() && !isNext(lines.element())) {
      String next = lines.remove();
      if (next.startsWith("= ")) {
        code = Integer.parseInt(next.substring(2).trim());
      } else if (!next.isBlank()) {
        expected.add(inNamespace(next));
      }
    }
    return new Step(
        inNamespace(line.substring(space + 1)),
        line.startsWith("$~"),
        line.substring(0, space).contains("devcluster"),
        code,
        String.join("\n", expected));
  }

  private static boolean isNext(String line) {
    return line.startsWith("$") || line.startsWith("#") || line.startsWith("< ");
  }

  private String inNamespace(String line) {
    return line.replace("{ns}", namespace);
  }

  private void run(Step step) {
    if (step.ours() && !cluster.isEmbedded()) {
      left.add(step.command());
    } else if (step.repeated()) {
      await()
          .atMost(CONVERGENCE)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() -> check(step, shell(step.command())));
    } else {
      check(step, shell(step.command()));
    }
  }

  private static void check(Step step, Said said) {
    String shown = "$ %s%n%s= %d".formatted(step.command(), said.text(), said.code());
    assertThat(said.code()).as(shown).isEqualTo(step.code());
    assertThat(meaning(said.text())).as(shown).matches(pattern(step.output()));
  }

  private static String meaning(String text) {
    return text.lines()
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !line.isEmpty())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static Pattern pattern(String expected) {
    StringBuilder pattern = new StringBuilder();
    for (String line : meaning(expected).lines().toList()) {
      if (line.equals("...")) {
        pattern.append("(.*\\n)*?");
      } else {
        pattern.append(Pattern.quote(line).replace("*", "\\E.*\\Q")).append("\\n");
      }
    }
    return Pattern.compile(pattern.toString());
  }

  private Said shell(String command) {
    ProcessBuilder builder =
        new ProcessBuilder("timeout", Long.toString(PATIENCE_SECONDS), "sh", "-c", command)
            .redirectErrorStream(true);
    builder.directory(directory.toFile());
    builder.environment().put("KUBECONFIG", directory.resolve("kubeconfig").toString());
    builder.environment().put("ROOT", Path.of("../..").toAbsolutePath().normalize().toString());
    builder.environment().put("HOME", directory.resolveSibling("home").toString());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
