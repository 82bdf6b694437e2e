package io.windlass.devcluster.differ;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of known differences and the page that shows it. */
final class KnownDifferencesTest {
  private static final Path PAGE = Path.of("deploy/docs/devcluster-differences.md");

  @Test
  void thePageShowsTheTable() throws IOException {
    List<String> shown =
        Files.readAllLines(Path.of(System.getProperty("windlass.root")).resolve(PAGE)).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(shown)
        .containsExactlyElementsOf(
            KnownDifferences.load().rows().stream()
                .map(r -> "| `%s` | %s | %s |".formatted(r.id(), r.difference(), r.reason()))
                .toList());
  }

  @Test
  void everyRowSaysWhatAndWhy() {
    assertThat(KnownDifferences.load().rows())
        .allSatisfy(
            row -> {
              assertThat(row.id()).matches("[a-z][a-z0-9-]+");
              assertThat(row.difference()).isNotBlank();
              assertThat(row.reason()).isNotBlank();
            })
        .extracting(KnownDifferences.Row::id)
        .doesNotHaveDuplicates();
  }
}
