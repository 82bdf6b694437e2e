package io.windlass.devcluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real kubectl, command by command: the stories under {@code kubectl/}, and at night those
 * under {@code kubectl-nightly/}. Against another cluster ({@code -Dwindlass.cluster}) the same
 * stories are played, without the commands that say why not.
 */
final class KubectlRowsIT {
  private static TestCluster cluster;

  @TempDir static Path home;

  @BeforeAll
  static void open() {
    Kubectl.assumeIsThere();
    cluster = TestCluster.live();
  }

  @AfterAll
  static void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  static Stream<String> stories() throws IOException {
    return namesIn("kubectl");
  }

  static Stream<String> nightly() throws IOException {
    return namesIn("kubectl-nightly");
  }

  private static Path folder(String name) {
    return Path.of(
        URI.create(Objects.requireNonNull(KubectlRowsIT.class.getResource(name)).toString()));
  }

  private static Stream<String> namesIn(String folder) throws IOException {
    String only = System.getProperty("windlass.story", "");
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .filter(name -> name.contains(only))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void storiesShowWhatKubectlShows(String name, TestReporter reporter) throws IOException {
    play("kubectl", name, reporter);
  }

  @Tag("nightly")
  @ParameterizedTest(name = "{0}")
  @MethodSource("nightly")
  void longStoriesShowWhatKubectlShows(String name, TestReporter reporter) throws IOException {
    play("kubectl-nightly", name, reporter);
  }

  private static void play(String folder, String name, TestReporter reporter) throws IOException {
    List<String> lines = Files.readAllLines(folder(folder).resolve(name + ".txt"));
    Path directory = Files.createDirectories(home.resolve(name));
    List<String> left = KubectlStory.play(cluster, name, lines, directory);
    left.forEach(command -> reporter.publishEntry("not asked of this cluster", command));
  }
}
