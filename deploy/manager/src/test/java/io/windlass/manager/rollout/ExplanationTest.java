package io.windlass.manager.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Features;
import io.windlass.core.model.NodeLabels;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import io.windlass.manager.rollout.Explanation.Line;
import io.windlass.manager.rollout.ToldRefusals.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of pods because of things beside them. */
class ExplanationTest {
  private static final String ZONE = "topology.kubernetes.io/zone";

  private static PodView pod(String name, String node) {
    return Pods.serving(name).revision("demo-one").scheduled(node).view();
  }

  private static Workload workload(CloneSets cloneSet) {
    return new Workload(
        cloneSet.view(),
        List.of(pod("demo-a", "n1"), pod("demo-b", "n2"), pod("demo-c", "n3")),
        List.of(CloneSets.revision(cloneSet.view(), "demo-one", 1)),
        List.of());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          the pod that goes is one of | n1   | n2   | n3
          the crowded zone            | west | east | east
          the crowded zone, again     | east | east | west
          """)
  void zonesDecideWhichPodGoes(String which, String n1, String n2, String n3) {
    CloneSets cloneSet =
        CloneSets.sound()
            .replicas(2)
            .spec(
                "{'template':{'spec':{'topologySpreadConstraints':[{'topologyKey':'%s'}]}}}"
                    .formatted(ZONE));
    Map<String, String> zones = Map.of("demo-a", n1, "demo-b", n2, "demo-c", n3);
    NodeLabels nodes =
        new NodeLabels(
            Map.of("n1", Map.of(ZONE, n1), "n2", Map.of(ZONE, n2), "n3", Map.of(ZONE, n3)));
    Explanation told =
        Explanation.of(
            workload(cloneSet),
            Features.DEFAULT,
            new Circumstances(() -> nodes, ToldRefusals.NONE),
            Pods.BIRTH.plusSeconds(600));

    assertThat(told.pods())
        .filteredOn(line -> line.action().equals("delete"))
        .extracting(Line::subject)
        .singleElement()
        .matches(gone -> "east".equals(zones.get(gone)), which);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a refusal                       | after | replicas | is told
          of what would be done           | 300   | 2        | true
          of an earlier pod of that name  | -300  | 2        | false
          of what is not to be done       | 300   | 3        | false
          """)
  void refusalsAreToldWithWhatWouldBeDone(String of, int after, int replicas, boolean isTold) {
    Instant at = Pods.BIRTH.plusSeconds(after);
    Map<String, Refusal> all =
        Map.of(
            "shop/demo-a", new Refusal(at, "stays"),
            "shop/demo-b", new Refusal(at, "stays"),
            "shop/demo-c", new Refusal(at, "stays"));
    Explanation told =
        Explanation.of(
            workload(CloneSets.sound().replicas(replicas)),
            Features.DEFAULT,
            new Circumstances(() -> NodeLabels.NONE, new ToldRefusals(all)),
            Pods.BIRTH.plusSeconds(600));

    assertThat(told.pods().stream().map(Line::because))
        .as(of)
        .filteredOn(because -> because.contains("the server refused it at " + at))
        .hasSize(isTold ? 1 : 0)
        .allMatch(because -> because.endsWith("stays"));
  }
}
