package io.windlass.devcluster.differ;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.Http;
import io.windlass.devcluster.clock.RealClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
  private static final Pattern SKIPPED = Pattern.compile(System.getProperty("differ.skip", "-"));
  private static final Path REPORT =
      Path.of(System.getProperty("differ.report", "target/differ-report.txt"));

  @Test
  void theRefereeAgrees(@TempDir Path directory) throws IOException {
    try (RealClock clock = new RealClock();
        DevCluster cluster = DevCluster.start(DevClusterOptions.in(directory, clock).withNodes(0));
        Http ours = Http.of(cluster.kubeconfig());
        Http theirs = Http.of(Path.of(System.getProperty("windlass.cluster")))) {
      KnownDifferences known = KnownDifferences.load();
      List<Finding> findings = new ArrayList<>();
      int each = Math.ceilDiv(REQUESTS, TypeSpec.entries().size());
      try (Duel duel = new Duel(ours, theirs, known)) {
        for (Lane lane : Series.lanes(theirs, LANES, SEED, each)) {
          String run = "r" + UUID.randomUUID().toString().substring(0, 5);
          findings.addAll(duel.run(chosen(lane), run, (step, heard) -> {}));
        }
      }
      Files.createDirectories(REPORT.toAbsolutePath().getParent());
      Files.writeString(REPORT, Report.of(findings, known));
      assertThat(findings.size()).as("findings with seed %d, see %s", SEED, REPORT).isZero();
    }
  }

  private static Lane chosen(Lane lane) {
    return lane.of(
        lane.steps().stream().filter(s -> !SKIPPED.matcher(s.summary()).find()).toList());
  }
}
