package io.windlass.manager.oam;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.manager.Main;
import io.windlass.oam.yaml.YamlText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The samples, and what the commands make of them without a cluster. */
class OamSamplesTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("windlass.root"), "deploy/samples/oam");

  private record Ended(int code, String out, String err) {}

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          environment                 | orders become | their database     | and users hear
          public-cloud                | CloneSet      | PostgreSQLInstance | claimed as PostgreSQLInstance; connection in Secret orders-db-connection
          private                     | CloneSet      | StatefulSet        | PostgreSQL in the cluster; connection in Secret orders-db-connection
          edge                        | Deployment    | ConfigMap          | environment "edge" serves no Ingress
          infrastructure/environment.yaml | CloneSet  | StatefulSet        | PostgreSQL in the cluster
          """)
  void theSamplesAreRenderedUnchangedEverywhere(
      String environment, String orders, String database, String hears) {
    String named = environment.contains("/") ? SAMPLES + "/" + environment : environment;
    Ended ended = run("oam", "render", "-f", SAMPLES.toString(), "--environment", named);
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains(hears).doesNotContain("error:", "warning:");
    assertThat(YamlText.objects(ended.out()))
        .extracting(each -> each.text("kind").orElseThrow() + " " + name(each))
        .contains(orders + " orders", database + " orders-db");
  }

  @Test
  void renderingTwiceGivesTheSameBytes() {
    String[] command = {"oam", "render", "-f", SAMPLES.toString()};
    assertThat(run(command).out()).isEqualTo(run(command).out());
  }

  @Test
  void theGraphShowsWhatComesOfEachTrait() {
    assertThat(run("oam", "graph", "-f", SAMPLES.toString(), "--environment", "private").out())
        .startsWith("flowchart LR\n")
        .contains("([\"shop\"])", "-->|ingress|", "[[\"Ingress<br/>orders-ingress\"]]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          file                                                                                                   | hears
          {kind: ComponentSchematic, metadata: {name: a}}                                                        | there is no ApplicationConfiguration
          {kind: ApplicationConfiguration, metadata: {name: a}, spec: {components: [{componentName: b, instanceName: b}]}} | error: ApplicationConfiguration a: spec.components[0].componentName
          '{kind: ['                                                                                             | a.yaml: while parsing
          """)
  void whatIsWrongIsToldWithItsPlace(String file, String hears, @TempDir Path folder)
      throws IOException {
    Path path = Files.writeString(folder.resolve("a.yaml"), file);
    Ended ended = run("oam", "render", "-f", path.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains(hears);
  }

  @Test
  void anEnvironmentThatIsNoneIsTold() {
    Ended ended = run("oam", "render", "-f", SAMPLES.toString(), "--environment", "moon");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("there is no environment \"moon\"");
  }

  private static String name(Json.Obj object) {
    return object.text("metadata", "name").orElseThrow();
  }

  private static Ended run(String... command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Ended(line.execute(command), out.toString(), err.toString());
  }
}
