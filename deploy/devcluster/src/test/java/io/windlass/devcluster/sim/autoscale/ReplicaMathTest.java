package io.windlass.devcluster.sim.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.sim.autoscale.MetricSpec.Target;
import io.windlass.devcluster.sim.autoscale.ReplicaMath.Outcome;
import io.windlass.devcluster.sim.load.Load;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodFacts.Readiness;
import io.windlass.devcluster.sim.roster.PodShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many replicas a metric asks for: pods are written as READINESS:MILLICORES. */
final class ReplicaMathTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                          | pods                             | target | answer
          twice the target needs twice the pods         | ready:1000 ready:1000            | 50%    | 4
          a tenth around the target is near enough      | ready:540 ready:540              | 50%    | 2
          a little more than that is not                | ready:560 ready:560              | 50%    | 3
          replicas are rounded up                       | ready:600 ready:600 ready:600    | 50%    | 4
          half the target needs half the pods           | ready:250 ready:250              | 50%    | 1
          nothing used, no pods wanted                  | ready:0 ready:0                  | 50%    | 0
          an amount per pod                             | ready:300 ready:500              | 200m   | 4
          unready pods count as idle when growing       | ready:1000 unready:1000          | 50%    | 2
          unready pods do not count when shrinking      | ready:250 unready:1000           | 50%    | 1
          pending pods count as idle when growing       | ready:1500 pending:-             | 50%    | 3
          missing pods count as idle when growing       | ready:1200 ready:1200 missing:-  | 50%    | 5
          missing pods count as busy when shrinking     | ready:100 ready:100 missing:-    | 60%    | 2
          missing pods never turn the direction         | ready:300 missing:- missing:-    | 40%    | 3
          failed pods are left out                      | ready:1000 failed:-              | 50%    | 2
          deleted pods are left out                     | ready:1000 deleted:1000          | 50%    | 2
          a young pod counts once it was ready a window | ready:1000 young:1000            | 50%    | 2
          """)
  void proposes(String rule, String pods, String target, int answer) {
    List<ReplicaMath.Sample> samples = samples(pods);
    MetricSpec.Usage metric = new MetricSpec.Usage("cpu", Optional.empty(), target(target));
    Outcome outcome = ReplicaMath.propose(metric, samples, samples.size(), NOW);
    assertThat(outcome).isInstanceOf(Outcome.Proposal.class);
    assertThat(((Outcome.Proposal) outcome).replicas()).isEqualTo(answer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          pods        | resource | why
          ''          | cpu      | no pods returned by selector while calculating replica count
          missing:-   | cpu      | unable to get metrics for resource cpu: no metrics returned from resource metrics API
          unready:100 | cpu      | did not receive metrics for targeted pods (pods might be unready)
          ready:100   | memory   | missing request for memory in container web of Pod p0
          """)
  void cannotSay(String pods, String resource, String why) {
    MetricSpec.Usage metric = new MetricSpec.Usage(resource, Optional.empty(), target("50%"));
    assertThat(ReplicaMath.propose(metric, samples(pods), 1, NOW))
        .isEqualTo(new Outcome.Unknown(why));
  }

  private static Target target(String text) {
    int amount = Integer.parseInt(text.substring(0, text.length() - 1));
    return text.endsWith("%") ? new Target.Utilization(amount) : new Target.Average(amount);
  }

  private static List<ReplicaMath.Sample> samples(String text) {
    List<ReplicaMath.Sample> samples = new ArrayList<>();
    for (String pod : text.isEmpty() ? List.<String>of() : List.of(text.split(" +"))) {
      String[] parts = pod.split(":", -1);
      Optional<Long> milli =
          parts[1].equals("-") ? Optional.empty() : Optional.of(Long.parseLong(parts[1]));
      samples.add(new ReplicaMath.Sample(pod("p" + samples.size(), parts[0]), milli));
    }
    return samples;
  }

  private static PodFacts pod(String name, String state) {
    PodShape.Container web =
        new PodShape.Container("web", Map.of("cpu", 1000L), Optional.empty(), Map.of());
    String phase =
        switch (state) {
          case "pending" -> "Pending";
          case "failed" -> "Failed";
          default -> "Running";
        };
    Instant since = state.equals("young") ? NOW.minusSeconds(5) : LONG_AGO;
    return new PodFacts(
        new Meta.Key("team", name),
        name,
        Map.of(),
        Optional.empty(),
        Set.of(),
        new PodShape(List.of(web), Load.IDLE, "", "", List.of()),
        new PodFacts.State(
            phase,
            "node-0",
            "10.64.0.1",
            new Readiness(true, !state.equals("unready"), Optional.of(since)),
            Optional.of(since),
            state.equals("deleted")));
  }
}
