package io.windlass.manager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
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
import picocli.CommandLine;

/** {@code import -f}: the document, the report, and what is refused. */
class ImportCommandTest {
  private static final Path ROOT = Path.of(System.getProperty("windlass.root"));
  private static final Path SAMPLES = ROOT.resolve("deploy/samples/tpa/import");
  private static final String CRONHPA =
      """
      apiVersion: autoscaling.alibabacloud.com/v1beta1
      kind: CronHorizontalPodAutoscaler
      metadata: {name: %s}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
        jobs: [{name: a, schedule: "%s", targetSize: 3}]
      """;
  private static final String HPA =
      """
      ---
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: load}
      spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, maxReplicas: 9}
      """;

  private record Ended(int code, String out, String err) {}

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cronhpa | cronhpa.yaml         | --time-zone Asia/Shanghai | /spec/windows/0/replicas             | 10      | note: evening: moved to :00 (-30 seconds)
          cronhpa | cronhpa-on-hpa.yaml  | --time-zone Asia/Shanghai | /spec/windows/0/bounds/minReplicas   | 10      | step 4: HPA shop is taken over, replicas untouched
          hpa     | cronhpa-on-hpa.yaml  |                           | /spec/takeover/hpa                   | shop    | step 1: apply it: it is in DryRun
          keda    | keda.yaml            |                           | /spec/windows/0/timeZone             | Asia/Shanghai | step 3: keep a copy of the old one and delete it: kubectl -n default get scaledobject shop
          """)
  void aSampleIsMoved(
      String kind, String file, String options, String field, String value, String told)
      throws IOException {
    Ended ended =
        windlass("import %s -f %s %s".formatted(kind, SAMPLES.resolve(file), text(options)));
    assertThat(ended.code()).as(ended.err()).isZero();
    JsonNode object = new YAMLMapper().readTree(ended.out());
    assertThat(object.path("kind").asText()).isEqualTo("TimedPodAutoscaler");
    assertThat(object.at(field).asText()).isEqualTo(value);
    assertThat(ended.err()).contains(told);
  }

  @Test
  void theReportIsDataToo() throws IOException {
    Ended ended = windlass("import keda -o json -f " + SAMPLES.resolve("keda.yaml"));
    JsonNode report = new ObjectMapper().readTree(ended.out());
    assertThat(ended.err()).isEmpty();
    assertThat(report.at("/object/metadata/name").asText()).isEqualTo("shop");
    assertThat(report.path("refusals")).isEmpty();
    assertThat(report.path("steps")).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          refused                      | schedule      | more | options                    | message
          no zone is known             | 0 0 8 * * *   |      |                            | the time zone of the CronHPA controller is not known
          an abbreviation              | 0 0 8 * * *   |      | --time-zone CST            | write Asia/Shanghai or America/Chicago
          two readings                 | 0 8 * * 1     |      | --time-zone Asia/Shanghai  | refused: a: "0 8 * * 1" has five fields
          no anchor on a clock         | @every 5m     |      | --time-zone Asia/Shanghai  | refused: a: @every 5m: no anchor on a clock
          an HPA on the same workload  | 0 0 8 * * *   | HPA  | --time-zone Asia/Shanghai  | HPA load scales shop too: the two overwrite each other
          an HPA that is not there     | 0 0 8 * * *   |      | --time-zone Asia/Shanghai --from-hpa | no HPA scales shop
          two of the kind              | 0 0 8 * * *   | TWO  | --time-zone Asia/Shanghai  | 2 CronHorizontalPodAutoscaler in
          none of the name             | 0 0 8 * * *   |      | other --time-zone Asia/Shanghai | 0 CronHorizontalPodAutoscaler other in
          """)
  void refused(
      String refused,
      String schedule,
      String more,
      String options,
      String message,
      @TempDir Path folder)
      throws IOException {
    Ended ended = windlass(command(schedule, text(more), text(options), folder));
    assertThat(ended.code()).as(refused).isEqualTo(1);
    assertThat(ended.err()).contains(message).doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void oneOfTwoIsChosenByItsName(@TempDir Path folder) throws IOException {
    Ended ended =
        windlass(command("0 0 8 * * *", "TWO", "second --time-zone Asia/Shanghai", folder));
    assertThat(ended.out()).contains("name: \"second\"");
  }

  @Test
  void theHpaOfTheSameWorkloadMovesWithIt(@TempDir Path folder) throws IOException {
    Ended ended =
        windlass(command("0 0 8 * * *", "HPA", "--from-hpa --time-zone Asia/Shanghai", folder));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains("hpa: \"load\"", "minReplicas: 3", "averageUtilization: 80");
  }

  @Test
  void aNameIsOneOrTwoWords() {
    assertThat(windlass("import cronhpa a/b/c").code()).isEqualTo(2);
  }

  private static String command(String schedule, String more, String options, Path folder)
      throws IOException {
    String first = CRONHPA.formatted("first", schedule);
    String documents =
        switch (more) {
          case "HPA" -> first + HPA;
          case "TWO" -> first + "---\n" + CRONHPA.formatted("second", schedule);
          default -> first;
        };
    Path file = Files.writeString(folder.resolve("old.yaml"), documents);
    return "import cronhpa -f %s %s".formatted(file, options);
  }

  private static String text(String cell) {
    return cell == null ? "" : cell;
  }

  private static Ended windlass(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = commandLine.execute(arguments.strip().split("\\s+"));
    return new Ended(code, out.toString(), err.toString());
  }
}
