package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JDK {@code ./mvnw} and {@code ./windlass} take on a machine that has several. */
class JdkFinderTest {
  private static final Path FINDER =
      Path.of(System.getProperty("windlass.root")).resolve(".mvn/jdk.sh");

  @TempDir private Path folder = Path.of("");
  private Path old = Path.of("");
  private Path fresh = Path.of("");

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    old = jdk("jdk-17", "17.0.12");
    fresh = jdk("jdk-25", "25.0.1");
  }

  @Test
  void javaHomeIsTakenIfItFits() throws Exception {
    Ended ended = find(Map.of("JAVA_HOME", fresh.toString()));
    assertThat(ended.out()).isEqualTo(fresh + "\n" + fresh.resolve("bin/java") + "\n");
  }

  @Test
  void aJava17ByDefaultIsPassedOverForAJdk25BesideIt() throws Exception {
    Path beside = Files.createDirectories(folder.resolve("home/.jdks")).resolve("temurin-25");
    Files.createSymbolicLink(beside, fresh);
    Ended ended = find(Map.of("JAVA_HOME", old.toString()));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(Path.of(ended.out().lines().findFirst().orElseThrow())).isNotEqualTo(old);
    assertThat(release(ended)).contains("\"25");
  }

  private static String release(Ended ended) throws IOException {
    return Files.readString(Path.of(ended.out().lines().findFirst().orElseThrow(), "release"));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (String tool : new String[] {"java", "javac"}) {
      Files.writeString(bin.resolve(tool), "#!/bin/sh\n");
      assertThat(bin.resolve(tool).toFile().setExecutable(true)).isTrue();
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }

  /** Runs the finder where the java on the PATH is the old one. */
  private Ended find(Map<String, String> environment) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh", "-c", ". '%s'; echo $JAVA_HOME; command -v java".formatted(FINDER));
    builder.environment().putAll(environment);
    builder.environment().put("HOME", folder.resolve("home").toString());
    builder.environment().merge("PATH", "", (path, none) -> old.resolve("bin") + ":" + path);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
