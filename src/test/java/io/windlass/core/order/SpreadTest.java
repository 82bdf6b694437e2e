package io.windlass.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.Availability;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.NodeLabels;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which order pods go where a template says what they are to be spread over. */
class SpreadTest {
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String HOST = "kubernetes.io/hostname";
  private static final Availability AT_ONCE =
      new Availability(Duration.ZERO, Pods.BIRTH.plusSeconds(3600));

  /** Nodes 1 and 2 are in zone a, node 3 in b, node 4 in no zone, node 5 is not known. */
  private static final NodeLabels NODES =
      new NodeLabels(
          Map.of(
              "1", Map.of(ZONE, "a", HOST, "1"),
              "2", Map.of(ZONE, "a", HOST, "2"),
              "3", Map.of(ZONE, "b", HOST, "3"),
              "4", Map.of(HOST, "4")));

  /** The letter is the pod's name, the digit its node; later ones have been ready for less. */
  private static List<PodView> pods(String words) {
    List<String> all = Arrays.asList(words.split(" ", -1));
    return all.stream()
        .map(
            word ->
                Pods.serving("demo-" + word.charAt(0))
                    .scheduled(word.substring(1))
                    .ready(Pods.BIRTH.plusSeconds(all.indexOf(word)))
                    .view())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          without constraints one of several on a node goes first      | none      | a1 b1 c3 d2    | b d c a
          the zone with more pods is thinned out                       | zone      | a3 b1 c2 d1    | d c b a
          until the zones are even                                     | zone      | a1 b1 c3 d3    | d b c a
          inside a zone one of several on a node goes first            | zone      | a3 b2 c1 d1 e3 | d e c b a
          pods on nodes without the label, or unknown, are kept longer | zone      | a1 d3 e4 f5    | d a f e
          over hosts                                                   | host      | a1 b1 c2 d3    | b d c a
          two constraints add up                                       | zone host | a1 b1 c2 d3    | b c d a
          """)
  void order(String rule, String over, String pods, String order) {
    List<String> keys =
        over.equals("none")
            ? List.of()
            : Arrays.stream(over.split(" ")).map(key -> key.equals("zone") ? ZONE : HOST).toList();
    assertThat(
            PodOrder.forScaleIn(pods(pods), AT_ONCE, new Spread(keys, NODES)).stream()
                .map(pod -> pod.name().substring("demo-".length()))
                .collect(Collectors.joining(" ")))
        .isEqualTo(order);
  }

  @Test
  void whatToSpreadOverStandsInTheTemplate() {
    Json.Obj template =
        (Json.Obj)
            JsonText.parse(
                """
                {"spec": {"topologySpreadConstraints": [
                  {"topologyKey": "topology.kubernetes.io/zone", "maxSkew": 1}, {"maxSkew": 1}]}}
                """);
    assertThat(Spread.of(template, NODES).topologyKeys()).containsExactly(ZONE);
    assertThat(Spread.topologyKeys(Json.Obj.EMPTY)).isEmpty();
  }
}
