package io.windlass.devcluster.sim.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.sim.autoscale.Limits.Bounds;
import io.windlass.devcluster.sim.autoscale.Limits.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a recommendation is followed. A past is written as SECONDS-AGO:REPLICAS. */
final class LimitsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Bounds BOUNDS = new Bounds(2, 20);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                       | current | wanted | recommended | answer | able                | limited
          a wish within the bounds is followed       | 5       | 7      | ''          | 7      | ReadyForNewScale    | DesiredWithinRange
          never below the minimum                    | 5       | 1      | ''          | 2      | ReadyForNewScale    | TooFewReplicas
          never above the maximum                    | 15      | 25     | ''          | 20     | ReadyForNewScale    | TooManyReplicas
          at most twice as many at once              | 5       | 15     | ''          | 10     | ReadyForNewScale    | ScaleUpLimit
          but four are always allowed                | 1       | 9      | ''          | 4      | ReadyForNewScale    | ScaleUpLimit
          shrinking waits for the last five minutes  | 8       | 3      | 200:8 100:6 | 8      | ScaleDownStabilized | DesiredWithinRange
          what is older does not count               | 8       | 3      | 301:8 100:6 | 6      | ScaleDownStabilized | DesiredWithinRange
          growing waits for nothing                  | 4       | 8      | 200:4       | 8      | ReadyForNewScale    | DesiredWithinRange
          """)
  void withoutBehavior(
      String rule,
      int current,
      int wanted,
      String recommended,
      int answer,
      String able,
      String limited) {
    Limits limits = new Limits(Optional.empty(), BOUNDS, history(recommended, ""), NOW);
    check(limits.apply(current, wanted), answer, able, limited);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                     | behavior                                                                       | current | wanted | recommended | changed    | answer | able                | limited
          pods per period                          | {scaleUp: {policies: [{type: Pods, value: 2, periodSeconds: 60}]}}             | 5       | 9      | ''          | ''         | 7      | ReadyForNewScale    | ScaleUpLimit
          what came in the period counts           | {scaleUp: {policies: [{type: Pods, value: 2, periodSeconds: 60}]}}             | 6       | 9      | ''          | 30:1       | 7      | ReadyForNewScale    | ScaleUpLimit
          what came before it does not             | {scaleUp: {policies: [{type: Pods, value: 2, periodSeconds: 60}]}}             | 6       | 9      | ''          | 61:1       | 8      | ReadyForNewScale    | ScaleUpLimit
          percent is rounded up when growing       | {scaleUp: {policies: [{type: Percent, value: 10, periodSeconds: 60}]}}         | 5       | 9      | ''          | ''         | 6      | ReadyForNewScale    | ScaleUpLimit
          percent is rounded down when shrinking   | {scaleDown: {stabilizationWindowSeconds: 0, policies: [{type: Percent, value: 10, periodSeconds: 60}]}} | 5 | 2 | '' | ''    | 4      | ReadyForNewScale    | ScaleDownLimit
          the policy that moves most counts        | {scaleUp: {policies: [{type: Pods, value: 1, periodSeconds: 60}, {type: Percent, value: 100, periodSeconds: 60}]}} | 5 | 20 | '' | '' | 10 | ReadyForNewScale | ScaleUpLimit
          or the one that moves least              | {scaleUp: {selectPolicy: Min, policies: [{type: Pods, value: 1, periodSeconds: 60}, {type: Percent, value: 100, periodSeconds: 60}]}} | 5 | 20 | '' | '' | 6 | ReadyForNewScale | ScaleUpLimit
          a direction may be closed                | {scaleDown: {selectPolicy: Disabled, stabilizationWindowSeconds: 0}}            | 5       | 2      | ''          | ''         | 5      | ReadyForNewScale    | ScaleDownLimit
          growing may wait, too                    | {scaleUp: {stabilizationWindowSeconds: 60, policies: [{type: Pods, value: 9, periodSeconds: 60}]}} | 5 | 9 | 30:6 | ''      | 6      | ScaleUpStabilized   | DesiredWithinRange
          shrinking waits five minutes unless said | {scaleDown: {policies: [{type: Pods, value: 9, periodSeconds: 60}]}}           | 5       | 2      | 299:4       | ''         | 4      | ScaleDownStabilized | DesiredWithinRange
          """)
  void withBehavior(
      String rule,
      String behavior,
      int current,
      int wanted,
      String recommended,
      String changed,
      int answer,
      String able,
      String limited) {
    Behavior rules = Behavior.of(YamlDocuments.parse(behavior.getBytes(StandardCharsets.UTF_8)));
    Limits limits = new Limits(Optional.of(rules), BOUNDS, history(recommended, changed), NOW);
    check(limits.apply(current, wanted), answer, able, limited);
  }

  private static void check(Verdict verdict, int answer, String able, String limited) {
    assertThat(verdict.replicas()).isEqualTo(answer);
    assertThat(verdict.able().reason()).isEqualTo(able);
    assertThat(verdict.words().reason()).isEqualTo(limited);
    assertThat(verdict.limited()).isEqualTo(!limited.equals("DesiredWithinRange"));
  }

  private static History history(String recommended, String changed) {
    History history = History.NONE;
    for (String entry : recommended.isEmpty() ? new String[0] : recommended.split(" ")) {
      history = history.recommended(number(entry, 1), ago(entry));
    }
    for (String entry : changed.isEmpty() ? new String[0] : changed.split(" ")) {
      history = history.changed(0, number(entry, 1), ago(entry));
    }
    return history;
  }

  private static Instant ago(String entry) {
    return NOW.minus(Duration.ofSeconds(number(entry, 0)));
  }

  private static int number(String entry, int part) {
    return Integer.parseInt(entry.split(":", -1)[part]);
  }
}
