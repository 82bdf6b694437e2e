package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a house of cards: its own script, an {@code mvnw} that only says that it was
 * called, and an application that only says how it was called.
 */
class LauncherTest {
  private static final String MVNW =
      """
      #!/bin/sh
      echo "$@" >>mvnw.calls
      echo '[INFO] Building Windlass core 0.1.0-SNAPSHOT            [1/2]'
      echo '[INFO] something that nobody waits for'
      [ ! -e broken ] || { echo '[ERROR] /src/A.java:[3,4] cannot find symbol'; exit 1; }
      mkdir -p deploy/manager/target/lib
      cp app.jar deploy/manager/target/windlass-manager.jar
      cp app.jar deploy/manager/target/lib/library.jar
      """;
  private static final String MAIN =
      """
      package io.windlass.manager;
      public class Main {
        public static void main(String[] arguments) {
          System.out.println(ProcessHandle.current().pid() + " " + java.util.List.of(arguments));
          System.exit(arguments.length);
        }
      }
      """;

  @TempDir private Path folder = Path.of("");
  private Path house = Path.of("");

  private record Ended(int code, String out, String err, long pid) {}

  @BeforeEach
  void build() throws IOException {
    Path root = Path.of(System.getProperty("windlass.root"));
    house = Files.createDirectories(folder.resolve("a house with spaces"));
    for (String part :
        List.of("src", "crds", "controllers", "oam-bridge", "deploy/devcluster", ".mvn")) {
      Files.createDirectories(house.resolve(part));
    }
    Files.createDirectories(house.resolve("deploy/manager/src/test"));
    Files.copy(root.resolve("windlass"), house.resolve("windlass"));
    Files.copy(root.resolve(".mvn/jdk.sh"), house.resolve(".mvn/jdk.sh"));
    Files.writeString(house.resolve("pom.xml"), "<project/>");
    Files.writeString(house.resolve("src/A.java"), "class A {}");
    Files.writeString(house.resolve("mvnw"), MVNW);
    assertThat(house.resolve("mvnw").toFile().setExecutable(true)).isTrue();
    writeApplication();
  }

  @Test
  void theFirstRunBuildsAndTellsWhatAndTheNextStartsAtOnce() throws Exception {
    Ended first = run(house.resolve("windlass"), "demo", "--act", "2 and 5");
    assertThat(first.code()).as(first.err()).isEqualTo(3);
    assertThat(first.out()).isEqualTo(first.pid() + " [demo, --act, 2 and 5]\n");
    assertThat(first.err())
        .contains("windlass: building", "windlass:   Windlass core\n")
        .doesNotContain("nobody waits for");
    Ended second = run(house.resolve("windlass"));
    assertThat(second.err()).isEmpty();
    assertThat(calls()).hasSize(1);
  }

  @Test
  void whatChangedIsBuiltAndWhatWasOnlyTouchedIsNot() throws Exception {
    run(house.resolve("windlass"));
    Files.setLastModifiedTime(house.resolve("src/A.java"), FileTime.fromMillis(1));
    Files.writeString(house.resolve("deploy/manager/src/test/ATest.java"), "class ATest {}");
    run(house.resolve("windlass"));
    assertThat(calls()).hasSize(1);
    Files.writeString(house.resolve("src/A.java"), "class A { int changed; }");
    assertThat(run(house.resolve("windlass")).err()).contains("windlass: building");
    Files.delete(house.resolve("src/A.java"));
    run(house.resolve("windlass"));
    assertThat(calls()).hasSize(3);
  }

  @Test
  void aFailedBuildIsToldWithItsErrorsAndTriedAgain() throws Exception {
    Files.createFile(house.resolve("broken"));
    Ended ended = run(house.resolve("windlass"), "version");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("windlass: the build failed", ".windlass/build.log", "cannot find symbol")
        .doesNotContain("nobody waits for");
    Files.delete(house.resolve("broken"));
    assertThat(run(house.resolve("windlass"), "version").code()).isEqualTo(1);
    assertThat(calls()).hasSize(2);
  }

  @Test
  void aLinkOnThePathIsAPluginOfKubectl() throws Exception {
    Path link = folder.resolve("kubectl-windlass");
    Files.createSymbolicLink(link, Path.of("a house with spaces/windlass"));
    Ended ended = run(link, "version");
    assertThat(ended.out()).as(ended.err()).isEqualTo(ended.pid() + " [version]\n");
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(house.resolve("mvnw.calls"));
  }

  private Ended run(Path launcher, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(), Files.readString(out), Files.readString(err), process.pid());
  }

  private void writeApplication() throws IOException {
    Path source = Files.writeString(folder.resolve("Main.java"), MAIN);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(code).isZero();
    try (OutputStream file = Files.newOutputStream(house.resolve("app.jar"));
        JarOutputStream jar = new JarOutputStream(file, new java.util.jar.Manifest())) {
      jar.putNextEntry(new ZipEntry("io/windlass/manager/Main.class"));
      jar.write(Files.readAllBytes(folder.resolve("io/windlass/manager/Main.class")));
      jar.closeEntry();
    }
  }
}
