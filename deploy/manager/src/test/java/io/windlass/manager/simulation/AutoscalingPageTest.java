package io.windlass.manager.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.simulation.SimulationCommandsTest.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page on autoscaling prints what its commands print, and lists every check. */
class AutoscalingPageTest {
  private static final Path PAGE =
      SimulationCommandsTest.ROOT.resolve("deploy/docs/autoscaling.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```\\n\\$ \\./windlass (?<command>[^\\n]+)\\n(?<output>.*?)^```$");

  @ParameterizedTest(name = "{0}")
  @MethodSource("blocks")
  void aCommandPrintsWhatThePageShows(String command, String output) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      words.add(
          word.startsWith("deploy/") ? SimulationCommandsTest.ROOT.resolve(word).toString() : word);
    }
    Ended ended = SimulationCommandsTest.run(words.toArray(String[]::new));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).doesNotContain("TPA022");
    String[] parts = output.split("(?m)^\\.\\.\\.\\n", -1);
    assertThat(ended.out()).startsWith(parts[0]).endsWith(parts[parts.length - 1]);
  }

  static Stream<Object[]> blocks() throws IOException {
    List<MatchResult> found = BLOCK.matcher(Files.readString(PAGE)).results().toList();
    assertThat(found).hasSize(3);
    return found.stream().map(block -> new Object[] {block.group(1), block.group(2)});
  }

  @Test
  void everyCheckHasItsRow() throws IOException {
    String page = Files.readString(PAGE);
    List<String> codes =
        Pattern.compile("(?m)^\\| (TPA\\d{3}) \\|")
            .matcher(page)
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(codes)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 55).mapToObj("TPA%03d"::formatted).toList());
  }
}
