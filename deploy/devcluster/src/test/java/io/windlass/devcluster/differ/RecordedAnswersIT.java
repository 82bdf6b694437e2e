package io.windlass.devcluster.differ;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.Http;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.devcluster.differ.Recording.Recorded;
import io.windlass.devcluster.differ.Side.Heard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the referee answered once to a part of the series, asked of this cluster. */
final class RecordedAnswersIT {
  static final String FILE = "referee-answers.jsonl.gz";
  private static final int FEWEST = 3_000;

  private final KnownDifferences known = KnownDifferences.load();

  @Test
  void theRecordedRefereeAgrees(@TempDir Path directory) throws IOException {
    List<Finding> findings = new ArrayList<>();
    int asked = 0;
    try (InputStream file = RecordedAnswersIT.class.getResourceAsStream(FILE);
        RealClock clock = new RealClock();
        DevCluster cluster = DevCluster.start(Ours.options(directory, clock));
        Http http = Http.of(cluster.kubeconfig())) {
      for (Recorded recorded : Recording.read(file)) {
        findings.addAll(replay(http, recorded));
        asked += recorded.answers().size();
      }
    }
    assertThat(findings.size()).as(Report.of(findings, known)).isZero();
    assertThat(asked).isGreaterThan(FEWEST);
  }

  private List<Finding> replay(Http http, Recorded recorded) {
    Lane lane = recorded.lane();
    Memory memory = new Memory(Recorder.newRun(), lane.kind(), lane.raced());
    Side side = new Side(http, memory, lane.raced());
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < lane.steps().size(); i++) {
      Step step = lane.steps().get(i);
      // What is not recorded is not waited for.
      JsonNode events = recorded.answers().get(i).path("events");
      Heard heard = side.send(step, events.isArray() ? events.size() : Long.MAX_VALUE);
      List<Difference> found =
          step.compared()
              ? Difference.between(heard.normal(), recorded.answers().get(i))
              : List.of();
      List<Difference> unknown = known.unknown(step, found);
      if (!unknown.isEmpty()) {
        findings.add(new Finding(i, step, unknown, heard.raw(), recorded.answers().get(i)));
      }
    }
    return findings;
  }
}
