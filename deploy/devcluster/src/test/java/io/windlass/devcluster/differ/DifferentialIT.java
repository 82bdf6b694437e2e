package io.windlass.devcluster.differ;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.Http;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.devcluster.differ.Recording.Recorded;
import io.windlass.devcluster.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole series against a referee; skipped where there is none. */
@Tag("nightly")
@EnabledIfSystemProperty(
    named = "windlass.cluster",
    matches = ".+",
    disabledReason = "needs the kubeconfig of a referee as -Dwindlass.cluster")
final class DifferentialIT {
  private static final long SEED = Long.getLong("differ.seed", 20_251_123);
  private static final int REQUESTS = Integer.getInteger("differ.requests", 20_000);
  private static final Pattern LANES = Pattern.compile(System.getProperty("differ.lanes", ".*"));
  private static final Pattern SKIPPED = Pattern.compile(System.getProperty("differ.skip", "(?!)"));
  private static final int MINIMISED = Integer.getInteger("differ.minimise", 0);
  private static final Path REPORT =
      Path.of(System.getProperty("differ.report", "target/differ-report.txt"));

  private final KnownDifferences known = KnownDifferences.load();

  @TempDir private Path directory;

  @Test
  void theRefereeAgrees() {
    List<Finding> findings = new ArrayList<>();
    StringBuilder shortest = new StringBuilder();
    int sent =
        forEachLane(
            (duel, lane) -> {
              List<Finding> found = duel.run(lane, Recorder.newRun(), (step, heard) -> {});
              findings.addAll(found);
              found.stream()
                  .limit(MINIMISED)
                  .forEach(f -> shortest.append(Minimiser.shortest(duel, lane, f)));
            });
    String text = "seed %d, %d requests%n".formatted(SEED, sent) + Report.of(findings, known);
    write(text + shortest);
    assertThat(findings.size()).as("findings with seed %d, see %s", SEED, REPORT).isZero();
  }

  @Test
  @EnabledIfSystemProperty(named = "differ.record", matches = ".+")
  void theRefereeIsRecorded() {
    List<Recorded> recorded = new ArrayList<>();
    forEachLane((duel, lane) -> recorded.add(Recorder.record(duel, lane)));
    Recording.write(Path.of(System.getProperty("differ.record")), recorded);
    assertThat(recorded).isNotEmpty();
  }

  /** What is done with a lane and the two sides. */
  private interface Work {
    void on(Duel duel, Lane lane);
  }

  /** Answers how many requests the lanes have. */
  private int forEachLane(Work work) {
    try (RealClock clock = new RealClock();
        DevCluster cluster = DevCluster.start(Ours.options(directory, clock));
        Http ours = Http.of(cluster.kubeconfig());
        Http theirs = Http.of(Path.of(System.getProperty("windlass.cluster")));
        Duel duel = new Duel(ours, theirs, known)) {
      forgetEarlierRuns(theirs);
      int each = Math.ceilDiv(REQUESTS, TypeSpec.entries().size());
      int sent = 0;
      for (Lane lane : Series.lanes(theirs, LANES, SEED, each)) {
        Lane chosen = chosen(lane);
        work.on(duel, chosen);
        sent += chosen.steps().size();
      }
      return sent;
    }
  }

  // Objects without a namespace that an earlier run left under a fixed name.
  private static void forgetEarlierRuns(Http theirs) {
    Schemas none = new Schemas(Documents.object());
    TypeSpec.entries().stream()
        .map(entry -> new TypeSpec(entry, none, Documents.object()))
        .filter(type -> !type.isNamespaced())
        .forEach(type -> theirs.send("DELETE", type.collection() + "/twice", "", "*/*", ""));
  }

  private static Lane chosen(Lane lane) {
    return lane.of(
        lane.steps().stream().filter(s -> !SKIPPED.matcher(s.summary()).find()).toList());
  }

  private static void write(String text) {
    try {
      Files.createDirectories(REPORT.toAbsolutePath().getParent());
      Files.writeString(REPORT, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
