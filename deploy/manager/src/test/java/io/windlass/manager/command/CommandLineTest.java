package io.windlass.manager.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Exit codes and words of commands that need no cluster. */
class CommandLineTest {
  private record Ended(int code, String out, String err) {}

  @ParameterizedTest(name = "windlass {0}: exit code {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                        | 2 | which command?
          deploy                    | 2 | Unmatched argument at index 0: 'deploy'
          dev --ports 1             | 2 | Unknown options: '--ports', '1'
          dev --port 99999          | 2 | --port: not a port: 99999
          dev --nodes 0             | 2 | --nodes: from 1 to 10000, not 0
          devcluster --nodes many   | 2 | 'many' is not an int
          dev --time-scale 0        | 2 | --time-scale: from 0.01 to 1000, not 0.0
          devcluster --profile moon | 2 | --profile: there is no "moon"; there are public-cloud, private, edge
          demo --act 7              | 2 | there are the acts [1, 2, 3, 4, 5, 6], not [7]
          demo --output yaml        | 2 | expected one of [TABLE, JSON]
          demo --plant-fault GREMLIN| 2 | RESTART_EVERY_CONTAINER
          manager --lease-duration 5| 2 | is not a duration
          bench                     | 2 | which work? There is: rollout
          rollout                   | 2 | what about the rollout? There are: status, history, undo
          rollout undo web          | 2 | a CloneSet is named clone/NAME, not web
          rollout status clone/web --timeout soon | 2 | is not a duration
          why                       | 2 | Missing required parameter: 'clone/NAME
          why clone/web --output xml| 2 | expected one of [TABLE, JSON, YAML]
          why clone/web --feature-gates A=true | 2 | no feature gate: A=true
          bench rollout --pods 0    | 2 | --pods must be at least 1, not 0
          bench rollout --rounds 0  | 2 | --rounds must be at least 1, not 0
          bench rollout --max-unavailable some | 2 | a number or a percentage such as 20%, not some
          bench rollout --manager-pid 1        | 2 | need --kubeconfig
          """)
  void wrongUsageIsToldInOneLineAndEndsWith2(String arguments, int code, String message) {
    Ended ended = run(arguments);
    assertThat(ended.code()).isEqualTo(code);
    assertThat(ended.err()).startsWith("windlass: ").contains(message);
    assertThat(ended.err().lines().count()).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "devcluster"})
  void aPlaygroundHasItsUsualPortAndThreeNodes(String command) {
    String help = run(command + " --help").out().replaceAll("\\s+", " ");
    assertThat(help)
        .containsPattern("--port=PORT Port .{0,60}default: 6443")
        .containsPattern("--nodes=N How many .{0,60}default: 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dev",
        "demo",
        "manager",
        "devcluster",
        "bench",
        "bench rollout",
        "why",
        "rollout",
        "rollout status",
        "rollout undo",
        "crds",
        "version"
      })
  void everyCommandHasHelp(String command) {
    Ended ended = run(command + " --help");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("Usage: windlass").doesNotContain("plant-fault");
    assertThat(ended.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --chaos  | {rules: [{effect: {latency: soon}}]}      | rules[0].effect.latency is "soon"
          --images | {images: [{image: a, ready-delay: soon}]} | images[0].ready-delay is "soon"
          """)
  void aBadFileIsToldWithItsPlaceAndARemedy(
      String option, String content, String message, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), content);
    Ended ended = run("devcluster --port 0 " + option + " " + file);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains(file + ": " + message, "Give a duration such as");
  }

  @Test
  void versionSaysWhatItIsAndWhatItRunsOn() {
    Ended ended = run("version");
    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .containsPattern("windlass \\d+\\.\\d+\\.\\d+")
        .contains("OpenKruise 1.9", "Java " + Runtime.version());
    assertThat(run("--version").out()).isEqualTo(ended.out());
  }

  @Test
  void crdsPrintsWhatTheCrdsFolderHolds() throws IOException {
    Path folder = Path.of(System.getProperty("windlass.root")).resolve("crds");
    String file = Files.readString(folder.resolve("apps.kruise.io_clonesets.yaml"));
    Ended ended = run("crds");
    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("---").contains(file.strip());
  }

  @Test
  void aMissingKubeconfigIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("nothing-here");
    Ended ended = run("manager --kubeconfig " + file);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("cannot read the kubeconfig " + file, "--kubeconfig");
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  @Test
  void aFileThatIsNoKubeconfigIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("wrong"), "clusters: {]");
    Ended ended = run("manager --kubeconfig " + file);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains(file + " is not a kubeconfig").doesNotContain("\tat ");
  }

  @Test
  void aClusterThatIsDownIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG_OF_NOTHING);
    Ended ended = run("manager --kubeconfig " + file);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("cannot reach the cluster at https://127.0.0.1:1/", "Check that the cluster")
        .doesNotContain("\tat ");
  }

  @Test
  void aKubeconfigOfAnotherClusterIsNotWrittenOver(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kubeconfig"), KUBECONFIG_OF_NOTHING);
    Ended ended = run("dev --port 0 --kubeconfig " + file);
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("is not the kubeconfig of a devcluster");
    assertThat(file).hasContent(KUBECONFIG_OF_NOTHING);
  }

  private static Ended run(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words = arguments.isBlank() ? new String[0] : arguments.strip().split(" +");
    return new Ended(commandLine.execute(words), out.toString(), err.toString());
  }

  private static final String KUBECONFIG_OF_NOTHING =
      """
      apiVersion: v1
      kind: Config
      current-context: nothing
      clusters: [{name: nothing, cluster: {server: 'https://127.0.0.1:1'}}]
      contexts: [{name: nothing, context: {cluster: nothing, user: nobody}}]
      users: [{name: nobody, user: {token: none}}]
      """;
}
