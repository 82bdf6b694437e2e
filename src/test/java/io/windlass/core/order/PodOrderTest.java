package io.windlass.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.Availability;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PodOrderTest {
  private static final Instant NOW = Pods.BIRTH.plusSeconds(3600);
  private static final Availability TEN_SECONDS = new Availability(Duration.ofSeconds(10), NOW);

  static Stream<Arguments> update() {
    return Stream.of(
        rule("not bound before bound", pod -> pod.scheduled(""), pod -> pod),
        rule("pending before running", pod -> pod.phase(PodView.Phase.PENDING), pod -> pod),
        rule("unknown before running", pod -> pod.phase(PodView.Phase.UNKNOWN), pod -> pod),
        rule("not ready before ready", Pods::notReady, pod -> pod),
        rule("ready for a shorter time first", pod -> pod.ready(NOW), pod -> pod),
        rule("more restarts first", pod -> pod.restarts("main", 3), pod -> pod.restarts("main", 2)),
        rule("newer first", pod -> pod.createdAt(NOW), pod -> pod));
  }

  static Stream<Arguments> scaleIn() {
    return Stream.concat(
        update(),
        Stream.of(
            rule(
                "not available before available",
                pod -> pod.ready(NOW.minusSeconds(5)).annotation(COST, "9"),
                pod -> pod),
            rule("in transition before settled", pod -> pod.lifecycle("Updating"), pod -> pod),
            rule("cheap before dear", pod -> pod.annotation(COST, "-1"), pod -> pod),
            rule(
                "a cost that is no number is 0",
                pod -> pod.annotation(COST, "+10"),
                pod -> pod.annotation(COST, "1")),
            rule(
                "a cost with leading zeros is 0",
                pod -> pod.annotation(COST, "008"),
                pod -> pod.annotation(COST, "1"))));
  }

  private static final String COST = "controller.kubernetes.io/pod-deletion-cost";

  private static Arguments rule(
      String name, UnaryOperator<Pods> first, UnaryOperator<Pods> second) {
    // Names are against the rule, so that the tie-break would give the wrong answer.
    return Arguments.of(
        name,
        first.apply(Pods.serving("demo-z")).view(),
        second.apply(Pods.serving("demo-a")).view());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void update(String rule, PodView first, PodView second) {
    assertThat(PodOrder.active(List.of(second, first))).containsExactly(first, second);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void scaleIn(String rule, PodView first, PodView second) {
    assertThat(PodOrder.forScaleIn(List.of(second, first), TEN_SECONDS, Spread.OVER_NODES))
        .containsExactly(first, second);
  }

  @Test
  void oneOfSeveralOnANodeGoesBeforeTheOnlyOneThere() {
    PodView alone = Pods.serving("demo-a").scheduled("n1").ready(NOW.minusSeconds(20)).view();
    PodView older = Pods.serving("demo-b").scheduled("n2").view();
    PodView younger = Pods.serving("demo-c").scheduled("n2").ready(NOW.minusSeconds(30)).view();
    assertThat(PodOrder.forScaleIn(List.of(alone, older, younger), TEN_SECONDS, Spread.OVER_NODES))
        .containsExactly(younger, alone, older);
  }

  @Test
  void costComesBeforeCrowding() {
    PodView cheap = Pods.serving("demo-a").scheduled("n1").annotation(COST, "-5").view();
    PodView one = Pods.serving("demo-b").scheduled("n2").view();
    PodView other = Pods.serving("demo-c").scheduled("n2").view();
    assertThat(PodOrder.forScaleIn(List.of(one, other, cheap), TEN_SECONDS, Spread.OVER_NODES))
        .startsWith(cheap);
  }

  @ParameterizedTest(name = "{0} costs {1}")
  @CsvSource({"7,7", "-7,-7", "0,0", "+7,0", "07,0", "x,0", "'',0", "2147483648,0"})
  void deletionCost(String annotation, int cost) {
    assertThat(PodOrder.deletionCost(Pods.pod("demo-a").annotation(COST, annotation).view()))
        .isEqualTo(cost);
  }

  @Test
  void equalPodsKeepATotalOrder() {
    PodView a = Pods.serving("demo-a").view();
    PodView b = Pods.serving("demo-b").view();
    assertThat(PodOrder.active(List.of(a, b)))
        .containsExactlyElementsOf(PodOrder.active(List.of(b, a)));
  }
}
