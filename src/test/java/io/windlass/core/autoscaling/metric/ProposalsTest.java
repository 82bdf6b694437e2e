package io.windlass.core.autoscaling.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.metric.MetricSpec.Kind;
import io.windlass.core.autoscaling.metric.PodReading.Life;
import io.windlass.core.autoscaling.metric.PodReading.Readiness;
import io.windlass.core.autoscaling.metric.PodReading.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One metric, one proposal: group A of the vectors, and more of HorizontalPodAutoscaler v2. */
class ProposalsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  /** Pods are {@code count x usage/request}, or {@code count x missing|unready/request}. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          vector                                       | current | target | tolerance | pods                            | replicas
          A1 twice the target                          | 3       | 50%    |           | 3x100/100                       | 6
          A2 outside tolerance, yet rounded up         | 4       | 50%    |           | 4x200/500                       | 4
          A3 at the target                             | 4       | 50%    |           | 4x50/100                        | 4
          A4 55.5 % counts as 55: 1.1 is inside        | 10      | 50%    |           | 10x555/1000                     | 10
          A5 1.12 is outside                           | 10      | 50%    |           | 10x56/100                       | 12
          A6 0.9 is inside                             | 10      | 50%    |           | 10x45/100                       | 10
          A7 0.88 is outside                           | 10      | 50%    |           | 10x44/100                       | 9
          A8 a missing pod uses nothing on the way up  | 4       | 50%    |           | 3x90/100, 1xmissing/100         | 6
          A10 and all of its request on the way down   | 4       | 50%    |           | 3x10/100, 1xmissing/100         | 3
          A11 the direction flips: hold                | 3       | 50%    |           | 2x44/100, 1xmissing/100         | 3
          A13 the direction flips: hold                | 10      | 50%    |           | 2x30/100, 8xmissing/100         | 10
          A14 unready pods use nothing on the way up   | 4       | 50%    |           | 2x100/100, 2xunready/100        | 4
          A15 unready pods stay out on the way down    | 4       | 50%    |           | 2x10/100, 2xunready/100         | 1
          A16 a large unready pod                      | 2       | 50%    |           | 1x260/100, 1xunready/300        | 3
          A17 only unready pods                        | 4       | 50%    |           | 4xunready/100                   | FailedGetResourceMetric
          A19 a container without request              | 3       | 50%    |           | 2x50/100, 1x50/-                | FailedGetResourceMetric
          nor an ignored pod may lack it               | 3       | 50%    |           | 2x50/100, 1xleaving/-           | FailedGetResourceMetric
          A20 its own tolerance up                     | 20      | 50%    | 0.15 0.1  | 20x56/100                       | 20
          A22 its own tolerance down                   | 20      | 50%    | 0.1 0.05  | 20x46/100                       | 19
          A23 a value for each pod                     | 5       | 250m   |           | 5x400/100                       | 8
          a missing pod is at a value target           | 4       | 100m   |           | 3x10/1, 1xmissing/1             | 2
          an ignored pod does not count                | 3       | 50%    |           | 2x100/100, 1xleaving/100        | 4
          nothing requested                            | 3       | 50%    |           | 3x0/0                           | FailedGetResourceMetric
          survivors of a crash count, not replicas     | 10      | 50%    |           | 4x100/100                       | 8
          to nothing                                   | 3       | 50%    |           | 3x0/100                         | 0
          """)
  void pods(
      String vector, long current, String target, String tolerance, String pods, String replicas) {
    Reading reading = new Reading.OfPods(pods(pods));
    MetricSpec metric =
        new MetricSpec("cpu", Kind.RESOURCE, "cpu", Optional.empty(), target(target, "average"));
    assertThat(answer(metric, reading, current, tolerance == null ? "0.1 0.1" : tolerance))
        .as(vector)
        .isEqualTo(replicas);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          vector                              | kind    | target  | how     | total | current | ready | status | replicas
          A25 a value of the whole            | EXTERNAL| 30      | value   | 90    | 2       | 2     | 2      | 6
          A26 no tolerance at zero            | EXTERNAL| 30      | value   | 45    | 0       | 0     | 0      | 2
          A27 nothing at zero                 | EXTERNAL| 30      | value   | 0     | 0       | 0     | 0      | 0
          A28 1.056 is inside                 | EXTERNAL| 10      | average | 95    | 9       | 9     | 9      | 9
          A29 KEDA: a number is about itself  | EXTERNAL| 1       | average | 10    | 11      | 11    | 11     | 11
          KEDA: 21 wanted, 20 there           | EXTERNAL| 1       | average | 21    | 20      | 20    | 20     | 20
          A30 no replicas: infinitely far     | EXTERNAL| 10      | average | 95    | 0       | 0     | 0      | 10
          nothing over nothing                | EXTERNAL| 10      | average | 0     | 0       | 0     | 0      | 0
          within tolerance: what status says  | OBJECT  | 10      | average | 95    | 12      | 9     | 9      | 9
          only ready pods multiply            | OBJECT  | 30      | value   | 90    | 4       | 2     | 4      | 6
          an object within tolerance          | OBJECT  | 100     | value   | 109   | 7       | 3     | 7      | 7
          a sum beyond int32 is cut           | EXTERNAL| 1       | average | 5000000000 | 5  | 5     | 5      | 2147483647
          """)
  void whole(
      String vector,
      Kind kind,
      String target,
      String how,
      long total,
      long current,
      long ready,
      long status,
      String replicas) {
    MetricSpec metric = new MetricSpec("q", kind, "q", Optional.empty(), target(target, how));
    Reading reading = new Reading.OfWhole(total * 1000, ready, status);
    assertThat(answer(metric, reading, current, "0.1 0.1")).as(vector).isEqualTo(replicas);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                                                  | metric | life    | started | ready | since | sample | class
          running and ready for long                            | cpu    | RUNNING | 3600    | true  | 3500  | 20     | ready
          deleted or failed                                     | cpu    | LEAVING | 3600    | true  | 3500  | 20     | ignored
          pending                                               | cpu    | PENDING |         |       |       |        | unready
          no sample                                             | cpu    | RUNNING | 3600    | true  | 3500  |        | missing
          no condition Ready                                    | cpu    | RUNNING | 3600    |       |       | 20     | unready
          never started                                         | cpu    | RUNNING |         | true  | 3500  | 20     | unready
          young and not ready                                   | cpu    | RUNNING | 200     | false | 200   | 20     | unready
          young, and the sample reaches back before it was ready | cpu   | RUNNING | 200     | true  | 40    | 20     | unready
          young, and the sample is all of the time since        | cpu    | RUNNING | 200     | true  | 50    | 20     | ready
          old, and never became ready                           | cpu    | RUNNING | 3600    | false | 3580  | 20     | unready
          old, and lost its readiness later                     | cpu    | RUNNING | 3600    | false | 60    | 20     | ready
          memory does not wait                                  | memory | RUNNING | 200     | false | 200   | 20     | ready
          five minutes are over                                 | cpu    | RUNNING | 300     | true  | 10    | 20     | ready
          """)
  void classOf(
      String what,
      String metric,
      Life life,
      Integer started,
      Boolean ready,
      Integer since,
      Integer sample,
      String expected) {
    PodReading pod =
        new PodReading(
            "p",
            life,
            Optional.ofNullable(ready).map(is -> new Readiness(is, ago(since))),
            Optional.ofNullable(started).map(ProposalsTest::ago),
            OptionalLong.of(100),
            Optional.ofNullable(sample)
                .map(age -> new Sample(50, ago(age), Duration.ofSeconds(30))));
    PodClasses classes = PodClasses.of(List.of(pod), metric.equals("cpu"), NOW, Timing.DEFAULT);
    String found =
        !classes.ready().isEmpty()
            ? "ready"
            : !classes.unready().isEmpty()
                ? "unready"
                : !classes.missing().isEmpty() ? "missing" : "ignored";
    assertThat(found).as(what).isEqualTo(expected);
  }

  private static String answer(MetricSpec metric, Reading reading, long current, String tolerance) {
    String[] sides = tolerance.split(" ", -1);
    Tolerance within = new Tolerance(Double.parseDouble(sides[0]), Double.parseDouble(sides[1]));
    return switch (Proposals.of(
        metric, reading, new Proposals.Look(current, within, NOW, Timing.DEFAULT))) {
      case Proposal.Asks asks -> String.valueOf(asks.replicas());
      case Proposal.Fails fails -> fails.reason();
    };
  }

  private static MetricTarget target(String text, String how) {
    if (text.endsWith("%")) {
      return new MetricTarget.Utilization(Long.parseLong(text.substring(0, text.length() - 1)));
    }
    long milli =
        text.endsWith("m")
            ? Long.parseLong(text.substring(0, text.length() - 1))
            : 1000 * Long.parseLong(text);
    return how.equals("value")
        ? new MetricTarget.Value(milli)
        : new MetricTarget.AverageValue(milli);
  }

  private static List<PodReading> pods(String text) {
    List<PodReading> pods = new ArrayList<>();
    for (String group : text.split(",\\s*", -1)) {
      String[] parts = group.split("[x/]", 3);
      for (int i = 0; i < Integer.parseInt(parts[0]); i++) {
        pods.add(pod("p" + pods.size(), parts[1], parts[2]));
      }
    }
    return pods;
  }

  private static PodReading pod(String name, String usage, String request) {
    Life life =
        usage.equals("leaving")
            ? Life.LEAVING
            : usage.equals("unready") ? Life.PENDING : Life.RUNNING;
    return new PodReading(
        name,
        life,
        Optional.of(new Readiness(true, ago(3500))),
        Optional.of(ago(3600)),
        request.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(request)),
        Character.isDigit(usage.charAt(0))
            ? Optional.of(new Sample(Long.parseLong(usage), ago(20), Duration.ofSeconds(30)))
            : Optional.empty());
  }

  private static Instant ago(int seconds) {
    return NOW.minusSeconds(seconds);
  }
}
