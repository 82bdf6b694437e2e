package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The real kubectl in one namespace of one cluster; a person's hands. */
public final class Kubectl {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path kubeconfig;
  private final String namespace;
  private final Path folder;

  /** What a call ended with. */
  public record Answer(int code, String out, String err) {
    /** Standard output of a call that must have succeeded. */
    public String ok() {
      assertThat(code).as(toString()).isZero();
      return out;
    }

    /** Standard error of a call that must have failed. */
    public String refusal() {
      assertThat(code).as(toString()).isEqualTo(1);
      return err;
    }
  }

  public Kubectl(Path kubeconfig, String namespace, Path folder) {
    this.kubeconfig = kubeconfig;
    this.namespace = namespace;
    this.folder = folder;
  }

  public static boolean isOnPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  public Answer run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "kubectl", ".out");
    Path err = Files.createTempFile(folder, "kubectl", ".err");
    Process process = start(out, err, arguments);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("kubectl did not end: " + List.of(arguments));
    }
    return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Starts a call that goes on until it is ended. */
  Process start(Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", namespace));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** Applies a manifest. */
  public Answer apply(String manifest) throws IOException, InterruptedException {
    return run("apply", "-f", file(manifest).toString());
  }

  /** Puts a text into a file for {@code -f}. */
  Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "manifest", ".yaml"), text);
  }

  /** Repeats a call until its output is as wanted, and returns that output. */
  public String await(Predicate<String> wanted, String... arguments) {
    return Awaitility.await(String.join(" ", arguments))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> run(arguments).out(), wanted);
  }
}
