package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.YamlDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who owns which field after each of a series of requests, compared with what Kubernetes 1.32 said
 * to the same series. To record that again: {@code ./mvnw -pl deploy/devcluster verify
 * -Dit.test=ManagedFieldsIT -Dwindlass.cluster=KUBECONFIG -Dwindlass.record=FOLDER}, where FOLDER
 * is that of the recordings.
 */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManagedFieldsIT {
  private static final List<String> SERIES = List.of("writes", "applies");
  private static final String GADGETS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private final TestCluster cluster;

  ManagedFieldsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void define() {
    Answer made = cluster.http().send("POST", GADGETS, "application/yaml", text("gadgets.yaml"));
    assertThat(made.code()).isIn(201, 409);
    String served = "/apis/manage.windlass.test/v2/gadgets";
    Awaitility.await().until(() -> cluster.http().get(served).code() == 200);
  }

  @AfterAll
  void tidyUp() {
    cluster.http().delete(GADGETS + "/gadgets.manage.windlass.test", "{}");
    cluster.http().delete(GADGETS + "/mfs.manage.windlass.test", "{}");
    cluster.http().delete("/api/v1/namespaces/" + cluster.namespace() + "-mf", "{}");
  }

  static Stream<Arguments> stories() {
    return SERIES.stream().flatMap(ManagedFieldsIT::storiesOf);
  }

  private static Stream<Arguments> storiesOf(String series) {
    JsonNode recorded = recorded(series);
    return parse(series)
        .valueStream()
        .map(
            story -> {
              String title = story.path("story").asText();
              return Arguments.of(title, series, story, recorded.path(title));
            });
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("stories")
  void ownsAsRecorded(String title, String series, JsonNode story, JsonNode recorded) {
    List<JsonNode> answers = new ArrayList<>();
    for (JsonNode step : story.path("steps")) {
      answers.add(answer(step));
    }
    Optional<String> folder = Optional.ofNullable(System.getProperty("windlass.record"));
    if (folder.isPresent()) {
      write(Path.of(folder.get(), series + ".recorded.json"), title, answers);
      return;
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(lines(answers.get(i)))
          .as("step %d: %s", i, story.path("steps").path(i))
          .isEqualTo(lines(recorded.path(i)));
    }
  }

  private JsonNode answer(JsonNode step) {
    String look = step.path("look").asText("");
    Answer answer = Contract.send(cluster, step.path("do").asText(), body(step.path("body")));
    ObjectNode seen = Documents.object().put("code", answer.code());
    seen.set("body", Normal.form(answer.body(), cluster.namespace()));
    if (!look.isEmpty()) {
      Answer later = Contract.send(cluster, "GET " + look, "");
      seen.set("look", Normal.form(later.body(), cluster.namespace()));
    }
    return seen;
  }

  // A text is sent as it is, with its apostrophes.
  private static String body(JsonNode body) {
    return body.isTextual() ? body.asText() : body.toString();
  }

  private static String lines(JsonNode node) {
    return node.toPrettyString();
  }

  private static JsonNode recorded(String series) {
    try (InputStream in = resource(series + ".recorded.json")) {
      return in == null ? Documents.object() : new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String series) {
    String list = text(series + ".yaml").indent(2);
    byte[] yaml = ("stories:\n" + list).getBytes(StandardCharsets.UTF_8);
    return YamlDocuments.parse(yaml).path("stories");
  }

  private static String text(String name) {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return ManagedFieldsIT.class.getResourceAsStream("manage/" + name);
  }

  private static void write(Path file, String title, List<JsonNode> answers) {
    try {
      ObjectMapper json = new ObjectMapper();
      ObjectNode all =
          Files.exists(file) && json.readTree(file.toFile()) instanceof ObjectNode present
              ? present
              : Documents.object();
      answers.forEach(all.putArray(title)::add);
      List<String> rows = new ArrayList<>();
      all.properties().forEach(e -> rows.add(row(e.getKey(), e.getValue())));
      Files.writeString(file, "{\n" + String.join(",\n", rows) + "\n}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String row(String title, JsonNode answers) {
    List<String> steps = answers.valueStream().map(JsonNode::toString).toList();
    return "\"" + title + "\": [\n" + String.join(",\n", steps) + "\n]";
  }
}
