package io.windlass.manager.oam;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.Main;
import io.windlass.oam.catalogue.ShippedCatalogue;
import io.windlass.oam.crd.OamCrds;
import io.windlass.oam.yaml.YamlText;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the commands about OAM print without a cluster. */
class OamCommandsTest {
  private record Ended(int code, String out, String err) {}

  @ParameterizedTest(name = "windlass {0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          command                      | code | prints
          oam                          | 2    | what about OAM. There are: render, graph, roles
          oam roles                    | 0    | operator +spec +replicas +use the trait manual-scaler
          oam roles infrastructure     | 0    | infrastructure +pod +shareProcessNamespace +set for all pods by field pods of the Environment
          oam roles developer          | 0    | developer +container +image +its image
          oam roles boss               | 2    | there are the roles .developer, operator, infrastructure., not boss
          oam roles operator -o json   | 0    | "field" : "replicas"
          oam environment              | 0    | edge +native +none +no +none +existing
          oam environment edge         | 0    | backend: native
          oam environment moon         | 2    | there is no "moon"; there are public-cloud, private, edge
          oam catalogue                | 0    | kind: Trait
          crds --oam                   | 0    | name: applicationconfigurations.core.oam.dev
          """)
  void prints(String command, int code, String prints) {
    Ended ended = run(command);
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
    assertThat(code == 0 ? ended.out() : ended.err()).containsPattern(prints);
  }

  @Test
  void whatIsPrintedIsWhatIsInstalled() {
    assertThat(YamlText.objects(run("crds --oam").out())).isEqualTo(OamCrds.all());
    assertThat(YamlText.objects(run("oam catalogue").out())).isEqualTo(ShippedCatalogue.objects());
  }

  private static Ended run(String command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Ended(line.execute(command.split(" ")), out.toString(), err.toString());
  }
}
