package io.windlass.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AvailabilityTest {
  private static final Instant NOW = Pods.BIRTH.plusSeconds(60);
  private static final Availability TEN = new Availability(Duration.ofSeconds(10), NOW);

  static Stream<Arguments> judgements() {
    return Stream.of(
        row("a pod that serves", pod -> pod, true, true),
        row("not ready", Pods::notReady, false, false),
        row("not running", pod -> pod.phase(PodView.Phase.PENDING), false, false),
        row("the gate is down", pod -> pod.gateDown().ready(Pods.BIRTH), false, false),
        row("no gate condition at all", Pods::withoutGate, true, true),
        row(
            "new: ready counts, available does not",
            pod -> pod.lifecycle("PreparingNormal"),
            true,
            false),
        row("being updated", pod -> pod.lifecycle("Updating"), true, false),
        row("no lifecycle label", pod -> pod.withoutLabel(PodMarks.LIFECYCLE_STATE), true, true),
        row("a lifecycle label that nobody knows", pod -> pod.lifecycle("Mine"), true, false),
        row("ready for 9 s of 10 s", pod -> pod.ready(NOW.minusSeconds(9)), false, false),
        row("ready for exactly 10 s", pod -> pod.ready(NOW.minusSeconds(10)), false, false),
        row("ready for 11 s", pod -> pod.ready(NOW.minusSeconds(11)), true, true));
  }

  private static Arguments row(
      String rule, UnaryOperator<Pods> pod, boolean updateReady, boolean available) {
    return Arguments.of(rule, pod.apply(Pods.serving("demo-a")).view(), updateReady, available);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void judgements(String rule, PodView pod, boolean updateReady, boolean available) {
    assertThat(TEN.isUpdateReady(pod)).isEqualTo(updateReady);
    assertThat(TEN.isAvailable(pod)).isEqualTo(available);
  }

  @Test
  void theMomentOfAvailabilityIsKnown() {
    PodView pod = Pods.serving("demo-a").ready(NOW.minusSeconds(4)).view();
    Instant then = TEN.availableFrom(pod).orElseThrow();
    assertThat(then).isAfter(NOW.plusSeconds(6)).isBefore(NOW.plusSeconds(7));
    assertThat(new Availability(Duration.ofSeconds(10), then).isAvailable(pod)).isTrue();
    assertThat(TEN.availableFrom(Pods.serving("demo-a").view())).isEmpty();
    assertThat(TEN.availableFrom(Pods.serving("demo-a").notReady().view())).isEmpty();
  }

  @ParameterizedTest(name = "label {0}, revision {1}: {2}")
  @CsvSource({
    "demo-abc, demo-abc, true",
    "abc,      demo-abc, true",
    "demo-abc, abc,      true",
    "demo-abc, demo-abd, false",
    "'',       demo-abc, false"
  })
  void revisionLabels(String label, String revision, boolean names) {
    PodView pod = Pods.pod("demo-a").label(PodMarks.REVISION, label).view();
    assertThat(RevisionLabels.names(pod, revision)).isEqualTo(names);
  }

  @Test
  void aNameTooLongForALabelIsShortened() {
    String revision = "p".repeat(63) + "-hash";
    assertThat(RevisionLabels.of(revision).text(PodMarks.REVISION)).contains("hash");
    assertThat(RevisionLabels.of("demo-hash").text(PodMarks.REVISION)).contains("demo-hash");
    assertThat(RevisionLabels.of(revision).text(PodMarks.TEMPLATE_HASH)).contains("hash");
  }
}
