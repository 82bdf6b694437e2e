package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.YamlDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A cluster on which pods run, as the tests of workloads ask it: over HTTP and by kubectl. */
final class LiveWorkloads implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestCluster cluster = TestCluster.live();
  private final Optional<SharedTrees> trees =
      cluster.isEmbedded()
          ? Optional.of(SharedTrees.of(cluster.devCluster().api()))
          : Optional.empty();

  /** Whether there is a kubectl. */
  static boolean hasKubectl() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  /** What kubectl prints; it must succeed. */
  String kubectl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("kubectl", "-n", cluster.namespace()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", cluster.kubeconfig().toString());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(String.join(" ", command) + "\n" + text).isZero();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether the cluster is the referee or another, that has no such controller. */
  boolean isEmbedded() {
    return cluster.isEmbedded();
  }

  /** {@code apps/v1/namespaces/N/PLURAL} or what else of a group. */
  String path(String groupVersion, String rest) {
    return "/apis/%s/namespaces/%s/%s".formatted(groupVersion, cluster.namespace(), rest);
  }

  /** The same of the core group. */
  String core(String rest) {
    return cluster.core(rest);
  }

  Http.Answer post(String path, String yaml) {
    String json = YamlDocuments.parse(yaml.getBytes(StandardCharsets.UTF_8)).toString();
    return cluster.http().post(path, json);
  }

  void create(String path, String yaml) {
    Http.Answer answer = post(path, yaml);
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(201);
  }

  Http.Answer merge(String path, String patch) {
    return cluster.http().patch(path, "merge-patch+json", patch);
  }

  void delete(String path) {
    assertThat(cluster.http().delete(path, "{\"propagationPolicy\":\"Background\"}").code())
        .isEqualTo(200);
  }

  ObjectNode get(String path) {
    return cluster.http().get(path).body();
  }

  List<JsonNode> items(String path) {
    return get(path).path("items").valueStream().toList();
  }

  List<JsonNode> pods() {
    return items(cluster.core("pods"));
  }

  /** Waits until the object at a path is as it should be; answers it. */
  ObjectNode until(String path, Predicate<ObjectNode> isSo) {
    await().atMost(PATIENCE).until(() -> isSo.test(get(path)));
    return get(path);
  }

  /** The messages of the Events with this reason about a kind, in order. */
  List<String> told(String kind, String reason) {
    return items(cluster.core("events")).stream()
        .filter(event -> event.path("reason").asText().equals(reason))
        .filter(event -> event.at("/involvedObject/kind").asText().equals(kind))
        .sorted(Comparator.comparingLong(e -> e.at("/metadata/resourceVersion").asLong()))
        .map(event -> event.path("message").asText())
        .toList();
  }

  @Override
  public void close() {
    try {
      trees.ifPresent(SharedTrees::check);
    } finally {
      cluster.close();
    }
  }
}
