package io.windlass.manager.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The three forms of a result say the same. */
class BenchOutputTest {
  @Test
  void theTableTellsRatesAndCostsPerPod() {
    String table = String.join("\n", BenchTable.lines(Results.measured()));
    assertThat(table)
        .contains("1,000 pods, maxUnavailable 20%", "warm-up with 100", "some-manager/1")
        .containsPattern("in place +40\\.0 +25\\.0 +3\\.00 +2\\.40 +150")
        .contains("in place: patch pods 1.000, patch pods/status 2.000")
        .contains("in place: patch clonesets/status 40");
  }

  @Test
  void whatIsUnknownIsADashAndSaidInWords() {
    String table = String.join("\n", BenchTable.lines(Results.blind()));
    assertThat(table)
        .containsPattern("in place +40\\.0 +25\\.0 +- +- +-")
        .contains("not measured: requests: the server does not count them");
  }

  @Test
  void theDocumentHasTheSameNumbersAndLeavesOutWhatIsUnknown() throws Exception {
    JsonNode phase = firstPhase(document(Results.measured()), 0);
    assertThat(phase.path("phase").asText()).isEqualTo("in place");
    assertThat(phase.path("podsPerSecond").asDouble()).isEqualTo(25);
    assertThat(phase.path("requestsPerPod").asDouble()).isEqualTo(3);
    assertThat(phase.path("cpuMillisPerPod").asDouble()).isEqualTo(2.4);
    assertThat(phase.path("requests").path("patch pods/status").asLong()).isEqualTo(2_000);
    assertThat(phase.path("besideThem").path("patch clonesets/status").asLong()).isEqualTo(40);

    JsonNode blind = document(Results.blind());
    assertThat(firstPhase(blind, 0).has("requestsPerPod")).isFalse();
    assertThat(blind.path("notMeasured").get(0).asText()).contains("does not count");
  }

  @Test
  void severalRoundsAreToldApartByWhatTheManagerHadDoneBefore() throws Exception {
    assertThat(String.join("\n", BenchTable.lines(Results.twice())))
        .containsPattern("round 1 of 2, after 3 s of the manager's CPU\\n.*\\nin place .* 7\\.50 ")
        .containsPattern("round 2 of 2, after 22 s of the manager's CPU\\n.*\\nin place .* 2\\.50 ")
        .contains("requests per pod, by verb, in the last round:");
    assertThat(String.join("\n", BenchTable.lines(Results.measured()))).doesNotContain("round");

    JsonNode document = document(Results.twice());
    assertThat(document.path("rounds").get(1).path("cpuSecondsBefore").asDouble()).isEqualTo(22);
    assertThat(firstPhase(document, 0).path("cpuMillisPerPod").asDouble()).isEqualTo(7.5);
    assertThat(firstPhase(document, 1).path("cpuMillisPerPod").asDouble()).isEqualTo(2.5);
  }

  private static JsonNode firstPhase(JsonNode document, int round) {
    return document.path("rounds").get(round).path("phases").get(0);
  }

  private static JsonNode document(BenchResult result) throws Exception {
    return new ObjectMapper().readTree(BenchJson.text(result));
  }

  @Test
  void thePictureRisesFromNoPodAtTheBottomToAllAtTheTop() throws Exception {
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    BenchPlot.svg(Results.measured()).getBytes(StandardCharsets.UTF_8)));
    Element line = (Element) svg.getElementsByTagName("polyline").item(0);
    assertThat(line.getAttribute("points")).isEqualTo("60.0,360.0 320.0,232.0 580.0,40.0");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("in place", "25.0 pods/s, 3.00 requests/pod");
  }
}
