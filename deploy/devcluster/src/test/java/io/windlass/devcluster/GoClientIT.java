package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program on client-go (in src/test/go) against this API: shared informer, leader election,
 * status update, events. Skipped, and said so, where there is no Go, or no way to get its modules.
 */
@ExtendWith(SharedCluster.class)
final class GoClientIT {
  private static final Path MODULE =
      Path.of(System.getProperty("windlass.root")).resolve("deploy/devcluster/src/test/go");

  private final TestCluster cluster;

  @TempDir Path directory;

  GoClientIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private record Ended(int code, String text) {}

  @Test
  void aProgramOnClientGoFindsWhatItNeeds() throws Exception {
    assumeThat(goIsOnPath()).as("SKIPPED: there is no go on the PATH").isTrue();
    Ended modules = run(List.of("go", "mod", "download"), 120);
    assumeThat(modules.code()).as("SKIPPED: no modules of Go: " + modules.text()).isZero();
    String program = directory.resolve("client").toString();
    Ended built = run(List.of("go", "build", "-mod=readonly", "-o", program, "."), 300);
    assertThat(built.code()).as(built.text()).isZero();
    Ended done = run(List.of(program), 120);
    assertThat(done.code()).as(done.text()).isZero();
    assertThat(done.text().lines().filter(line -> !line.matches("[IE]\\d{4} .*")))
        .containsExactly(
            "version 1.32",
            "discovered true",
            "cache filled",
            "informer: added worker",
            "informer: updated two",
            "stale update is a conflict true",
            "status updated",
            "event recorded: all is well",
            "leads",
            "leads no more",
            "informer: deleted",
            "gone is not found true",
            "all done");
  }

  private Ended run(List<String> command, long seconds) throws IOException, InterruptedException {
    Path said = Files.createTempFile(directory, "said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(MODULE.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    Process process = builder.start();
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end: " + Files.readString(said));
    }
    return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
  }

  private static boolean goIsOnPath() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "go")));
  }
}
