package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo as a process: it believes what it sees, and what it sees decides how it ends. */
class DemoIT {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");

  @Test
  void inAHealthyClusterEveryCheckHolds() throws Exception {
    try (WindlassProcess demo = start("--act=2", "--act=3", "--act=4")) {
      JsonNode result = result(demo);
      assertThat(failed(result)).as(demo.err()).isEmpty();
      assertThat(result.get("held").asBoolean()).isTrue();
      assertThat(result.findValuesAsText("act")).containsExactly("2", "3", "4");
      assertThat(rows(result, 1))
          .containsExactly(
              "[the first upgrade, 0, 0, 0, 10, 20, 1, 2]",
              "[the next upgrade, 0, 0, 0, 10, 10, 1, 2]");
      JsonNode rows = result.get("acts").get(0).get("tables").get(0).get("rows");
      assertThat(rows.get(0))
          .map(JsonNode::asText)
          .containsExactly("Deployment", "10", "10", "10", "2", "2");
      assertThat(rows.get(2))
          .map(JsonNode::asText)
          .containsExactly("CloneSet, in place", "0", "0", "0", "3", "2");
      assertThat(result.findValuesAsText("sentence"))
          .contains("2 pods are ready with the new image")
          .contains("only the pods of the canary were touched")
          .contains("every pod was born with container log-agent")
          .contains("two owners of one count leave the bounds, one does not");
      assertThat(rows(result, 2)).first().asString().endsWith(", 0 s]");
      assertThat(demo.exitCode()).isZero();
    }
  }

  @Test
  void plantedFaultsMakeItExitWith1() throws Exception {
    try (WindlassProcess demo =
        start(
            "--act=2",
            "--patience=10s",
            "--plant-fault=RESTART_EVERY_CONTAINER",
            "--plant-fault=NEW_IP_ON_RESTART",
            "--plant-fault=LOSE_POD")) {
      assertThat(failed(result(demo)))
          .contains("no other container started again", "every pod kept its IP", "no pod was lost");
      assertThat(demo.err()).contains("FAILED every pod kept its IP");
      assertThat(demo.exitCode()).isEqualTo(1);
    }
  }

  /** The act's only table, each row as its cells. */
  private static List<String> rows(JsonNode result, int act) {
    List<String> rows = new ArrayList<>();
    for (JsonNode row : result.get("acts").get(act).get("tables").get(0).get("rows")) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.asText()));
      rows.add(cells.toString());
    }
    return rows;
  }

  @Tag("nightly")
  @Test
  void theWholeStoryHolds() throws Exception {
    try (WindlassProcess demo = start()) {
      assertThat(failed(result(demo))).as(demo.err()).isEmpty();
      assertThat(demo.exitCode()).isZero();
    }
  }

  @Tag("nightly")
  @ParameterizedTest(name = "act {0}: {1}")
  @CsvSource({
    "1, LOSE_POD,                in the same pods as before",
    "1, NEVER_READY_AGAIN,       the developer's new image runs in every pod",
    "2, RESTART_EVERY_CONTAINER, no other container started again",
    "2, NEW_IP_ON_RESTART,       every pod kept its IP",
    "2, LOSE_POD,                no pod was lost",
    "2, NEVER_READY_AGAIN,       every pod is ready with the new image",
    "3, RESTART_EVERY_CONTAINER, no other container started again",
    "3, NEW_IP_ON_RESTART,       every pod kept its IP",
    "3, NEVER_READY_AGAIN,       every pod is ready with the new image"
  })
  void eachFaultIsSeenByItsCheck(int act, String fault, String check) throws Exception {
    try (WindlassProcess demo = start("--act=" + act, "--patience=10s", "--plant-fault=" + fault)) {
      assertThat(failed(result(demo))).contains(check);
      assertThat(demo.exitCode()).isEqualTo(1);
    }
  }

  @Tag("nightly")
  @Test
  void nodesThatNobodyLooksAfterMakeItExitWith1() throws Exception {
    try (WindlassProcess demo =
        start("--act=5", "--patience=20s", "--plant-fault=NODES_UNATTENDED")) {
      assertThat(failed(result(demo)))
          .contains("each of them was replaced, with the new image")
          .doesNotContain("no write was repeated in a loop");
      assertThat(demo.exitCode()).isEqualTo(1);
    }
  }

  private WindlassProcess start(String... options) throws IOException {
    return WindlassProcess.start(
        folder,
        Stream.concat(Stream.of("demo", "--output=json"), Stream.of(options))
            .toArray(String[]::new));
  }

  private static JsonNode result(WindlassProcess demo) throws Exception {
    assertThat(demo.endsWithin(TWO_MINUTES)).as(demo.toString()).isTrue();
    assertThat(demo.out()).as(demo.toString()).startsWith("{");
    return JSON.readTree(demo.out());
  }

  private static List<String> failed(JsonNode result) {
    List<String> failed = new ArrayList<>();
    for (JsonNode act : result.get("acts")) {
      for (JsonNode check : act.get("checks")) {
        if (!check.get("held").asBoolean()) {
          failed.add(check.get("sentence").asText());
        }
      }
    }
    return failed;
  }
}
