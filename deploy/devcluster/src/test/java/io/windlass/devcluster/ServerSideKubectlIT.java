package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What kubectl does with owned fields; skipped, and said so, where there is none on the PATH. */
@ExtendWith(SharedCluster.class)
final class ServerSideKubectlIT {
  private final TestCluster cluster;

  @TempDir Path directory;

  ServerSideKubectlIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void kubectlOrSkip() {
    Kubectl.assumeIsThere();
  }

  private Kubectl.Said kubectl(String... arguments) {
    return new Kubectl(cluster, directory).runAll(List.of(arguments));
  }

  private String succeeds(String... arguments) {
    Kubectl.Said said = kubectl(arguments);
    assertThat(said.code()).as(String.join(" ", arguments) + "\n" + said.text()).isZero();
    return said.text();
  }

  private String file(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String configMap(String name, String value) {
    return file(
        name + ".yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, labels: {app: shop}}
        data: {key: "%s"}
        """
            .formatted(name, value));
  }

  private String data(String name) {
    return succeeds("get", "cm", name, "-o", "jsonpath={.data}");
  }

  @Test
  void appliesOnTheServerAndArguesAboutFields() {
    String applied = succeeds("apply", "--server-side", "-f", configMap("ssa", "one"));
    assertThat(applied).contains("configmap/ssa serverside-applied");
    Kubectl.Said other =
        kubectl("apply", "--server-side", "--field-manager=o", "-f", configMap("ssa", "two"));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.text())
        .contains("Apply failed with 1 conflict: conflict with \"kubectl\": .data.key")
        .contains("--force-conflicts");
    succeeds(
        "apply",
        "--server-side",
        "--field-manager=o",
        "--force-conflicts",
        "-f",
        configMap("ssa", "two"));
    assertThat(data("ssa")).isEqualTo("{\"key\":\"two\"}");
    String managers = "jsonpath={range .metadata.managedFields[*]}{.manager}:{.operation} {end}";
    assertThat(succeeds("get", "cm", "ssa", "--show-managed-fields", "-o", managers))
        .isEqualTo("kubectl:Apply o:Apply ");
  }

  @Test
  void movesFromClientSideToServerSide() {
    succeeds("apply", "-f", configMap("moved", "one"));
    assertThat(succeeds("apply", "view-last-applied", "cm/moved", "-o", "json"))
        .contains("\"key\": \"one\"");
    succeeds("apply", "--server-side", "-f", configMap("moved", "two"));
    assertThat(data("moved")).isEqualTo("{\"key\":\"two\"}");
    assertThat(succeeds("apply", "view-last-applied", "cm/moved", "-o", "json"))
        .contains("\"key\": \"two\"");
  }

  @Test
  void showsNoDifferenceAfterAnApplyAndOneBefore() {
    succeeds("apply", "-f", configMap("differs", "one"));
    assertThat(succeeds("diff", "-f", configMap("differs", "one"))).isEmpty();
    Kubectl.Said changed = kubectl("diff", "-f", configMap("differs", "two"));
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.text()).contains("-  key: one").contains("+  key: two");
    assertThat(data("differs")).isEqualTo("{\"key\":\"one\"}");
    succeeds("apply", "--server-side", "-f", configMap("differs", "two"));
    assertThat(succeeds("diff", "--server-side", "-f", configMap("differs", "two"))).isEmpty();
  }

  @Test
  void replacesAndEdits() throws IOException {
    succeeds("create", "-f", configMap("edited", "one"));
    assertThat(succeeds("replace", "-f", configMap("edited", "two"))).contains("replaced");
    Path editor = Path.of(file("editor", "#!/bin/sh\nsed -i 's/key: two/key: three/' \"$1\"\n"));
    assertThat(editor.toFile().setExecutable(true)).isTrue();
    assertThat(succeeds("edit", "cm/edited")).contains("edited");
    assertThat(data("edited")).isEqualTo("{\"key\":\"three\"}");
    String manager = "jsonpath={.metadata.managedFields[*].manager}";
    assertThat(succeeds("get", "cm", "edited", "--show-managed-fields", "-o", manager))
        .contains("kubectl-create")
        .contains("kubectl-edit");
  }

  @Test
  void triesOnTheServerWithoutATrace() {
    assertThat(succeeds("apply", "--dry-run=server", "-f", configMap("tried", "one")))
        .contains("created (server dry run)");
    succeeds("apply", "--server-side", "--dry-run=server", "-f", configMap("tried", "one"));
    assertThat(kubectl("get", "cm", "tried").text()).contains("NotFound");
    succeeds("create", "-f", configMap("tried", "one"));
    succeeds("delete", "--dry-run=server", "cm/tried");
    succeeds("label", "--dry-run=server", "cm/tried", "tier=web");
    assertThat(succeeds("get", "cm", "tried", "-o", "jsonpath={.metadata.labels}"))
        .isEqualTo("{\"app\":\"shop\"}");
  }
}
