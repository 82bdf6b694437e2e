package io.windlass.manager.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import picocli.CommandLine;

/** {@code simulate} and {@code next}: what they print, and what they refuse. */
class SimulationCommandsTest {
  static final Path ROOT = Path.of(System.getProperty("windlass.root"));
  private static final String SHOP = ROOT.resolve("deploy/samples/tpa/shop.yaml").toString();
  private static final String LOAD = ROOT.resolve("deploy/samples/tpa/shop-load.csv").toString();
  private static final String PLAIN =
      """
      kind: TimedPodAutoscaler
      metadata: {name: a}
      spec:
        scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}
        maxReplicas: 5
      """;

  record Ended(int code, String out, String err) {}

  @Test
  void csvHasEveryLook() {
    Ended ended = simulate("--from 2026-11-23T07:59 --to 2026-11-23T08:01 --step 30s -o csv");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines().toList())
        .containsExactly(
            "time,local,cpu,floor,ceiling,before,after,reason",
            "2026-11-22T23:59:00Z,2026-11-23T07:59,2.419,8,20,2,8,TooFewReplicas",
            "2026-11-22T23:59:30Z,2026-11-23T07:59:30,2.419,8,20,8,8,TooFewReplicas",
            "2026-11-23T00:00:00Z,2026-11-23T08:00,3.479,10,30,8,10,TooFewReplicas",
            "2026-11-23T00:00:30Z,2026-11-23T08:00:30,3.479,10,30,10,10,TooFewReplicas");
  }

  @Test
  void aHolidayOfTheCalendarIsNoWeekday() {
    Ended ended = simulate("--from 2027-01-01T07:59 --to 2027-01-01T09:00");
    assertThat(ended.out()).contains("8..20", "2..20").doesNotContain("10..30");
  }

  @Test
  void thePlotShowsLoadBoundsAndReplicas(@TempDir Path folder)
      throws IOException, ParserConfigurationException, SAXException {
    Path svg = folder.resolve("day.svg");
    Ended ended = simulate("--from 2026-11-23 --plot " + svg);
    assertThat(ended.code()).as(ended.err()).isZero();
    var picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Files.readString(svg))));
    assertThat(picture.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(picture.getElementsByTagName("polygon").getLength()).isEqualTo(1);
    assertThat(Files.readString(svg)).contains("id=\"load\"", "id=\"bounds\"", "id=\"replicas\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          fault                    | spec adds                                                         | message
          a field misspelt         | minReplica: 2                                                     | spec.minReplica is not a field of a TimedPodAutoscaler
          one inside a window      | windows: [{name: w, start: "@daily", duraton: 1h, replicas: 3}]   | spec.windows[0].duraton is not a field
          a check                  | windows: [{name: w, start: "0 8 * *", duration: 1h, replicas: 3}] | would be refused: TPA001 spec.windows[w].start: 4 fields instead of five
          CronHPA's six fields     | windows: [{name: w, start: "0 0 8 * * 1", duration: 1h, replicas: 3}] | did you paste a CronHPA schedule?
          """)
  void aFileThatWouldBeRefused(String fault, String adds, String message, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), PLAIN + "  " + adds + "\n");
    Ended ended = run("next", "-f", file.toString());
    assertThat(ended.code()).as(fault).isEqualTo(1);
    assertThat(ended.err()).contains(message).doesNotContain("\tat ");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          fault                | lines                                            | message
          no heading           | 2026-11-23T00:00,1                               | line 1: the heading must be: time,METRIC,...
          no time              | time,cpu;morning,1                               | line 2: no time: morning
          no quantity          | time,cpu;2026-11-23T00:00,much                   | line 2: no quantity: much
          a cell too many      | time,cpu;2026-11-23T00:00,1,2                    | line 2: 3 cells instead of 2
          out of order         | time,cpu;2026-11-23T01:00,1;2026-11-23T00:00,1   | samples must be in the order of time
          """)
  void samplesThatCannotBeRead(String fault, String lines, String message, @TempDir Path folder)
      throws IOException {
    Path csv = Files.write(folder.resolve("load.csv"), List.of(lines.split(";", -1)));
    Ended ended = run("simulate", "-f", SHOP, "--samples", csv.toString());
    assertThat(ended.code()).as(fault).isEqualTo(1);
    assertThat(ended.err()).contains(message);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --from yesterday                       | --from: no time such as 2026-11-23T08:00: yesterday
          --from 2026-11-23 --to 2026-11-22      | --to: after --from
          --step 500ms                           | --step: at least 1s
          --request cpu=much                     | --request: no quantity above 0: much
          """)
  void wrongUsage(String options, String message) {
    assertThat(simulate(options).err()).contains(message);
    assertThat(simulate(options).code()).isPositive();
  }

  private static Ended simulate(String options) {
    String all = "simulate -f %s --samples %s %s".formatted(SHOP, LOAD, options);
    return run(all.split(" ", -1));
  }

  static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = commandLine.execute(arguments);
    return new Ended(code, out.toString(), err.toString());
  }
}
