package io.windlass.core.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.Hooks;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PodRefreshTest {
  private static final Instant NOW = Pods.BIRTH.plusSeconds(60);
  private static final String NORMAL = "state/Normal";
  private static final String UP = "gate/True";
  private static final String WAITING =
      "{\"lastContainerStatuses\":{\"main\":{\"imageID\":\"sha256:app:1\"}}}";

  static Stream<Arguments> born() {
    return Stream.of(
        row("a new pod waits until it is scheduled (#2060)", pod -> fresh(), ""),
        row(
            "a new pod that is scheduled is Normal, its gate up, in one write",
            pod -> fresh().scheduled("n"),
            "status " + NORMAL + " " + UP),
        row(
            "a new pod whose gate is up already becomes Normal",
            pod -> pod.lifecycle("PreparingNormal"),
            "pod " + NORMAL));
  }

  static Stream<Arguments> updated() {
    return Stream.of(
        row("a pod that serves is left alone", pod -> pod, ""),
        row(
            "an updated pod waits for its containers",
            pod -> updating(pod).image("main", "app:2"),
            ""),
        row(
            "an updated pod whose containers run the image is Normal, its gate up",
            pod -> updating(pod).image("main", "app:2").running(),
            "status " + NORMAL + " " + UP),
        row(
            "an updated pod without the gate becomes Normal",
            pod -> updating(pod).withoutGate().image("main", "app:2").running(),
            "pod " + NORMAL));
  }

  static Stream<Arguments> restored() {
    return Stream.of(
        row(
            "a pod taken down for an update that never came is put up again",
            Pods::gateDown,
            "status " + UP),
        row(
            "a pod without lifecycle label gets none",
            pod -> pod.withoutLabel("lifecycle.apps.kruise.io/state").gateDown(),
            "status " + UP),
        row(
            "Updated without a hook becomes Normal",
            pod -> pod.lifecycle("Updated"),
            "pod " + NORMAL),
        row(
            "PreparingUpdate of the update revision becomes Normal (#1157)",
            pod -> pod.lifecycle("PreparingUpdate"),
            "pod " + NORMAL),
        row(
            "a pod without the short hash gets it (#931)",
            pod -> pod.withoutLabel("pod-template-hash"),
            "pod hash/x"));
  }

  static Stream<Arguments> promised() {
    return Stream.of(
        row(
            "a promised image waits for the containers before it",
            pod -> pod.lifecycle("Updating").annotation(InPlaceState.ANNOTATION, next("'other'")),
            ""),
        row(
            "a promised image is given when they are ready",
            pod -> pod.lifecycle("Updating").annotation(InPlaceState.ANNOTATION, next("'main'")),
            "pod state/Updating image/log:2"),
        row(
            "the end of a grace period gives the promised images",
            pod ->
                pod.lifecycle("Updating")
                    .annotation(
                        "apps.kruise.io/inplace-update-grace",
                        "{\"revision\":\"demo-x\",\"containerImages\":{\"log\":\"log:2\"}}"),
            "pod state/Updating image/log:2"));
  }

  private static Arguments row(String rule, UnaryOperator<Pods> pod, String expected) {
    return Arguments.of(
        rule, pod.apply(Pods.serving("demo-a").revision("demo-x")).view(), expected);
  }

  private static Pods fresh() {
    return Pods.pod("demo-a").revision("demo-x");
  }

  private static Pods updating(Pods pod) {
    return pod.gateDown().lifecycle("Updating").annotation(InPlaceState.ANNOTATION, WAITING);
  }

  private static String next(String required) {
    return ("{'nextContainerImages':{'log':'log:2'},"
            + "'preCheckBeforeNext':{'containersRequiredReady':["
            + required
            + "]}}")
        .replace('\'', '"');
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"born", "updated", "restored", "promised"})
  void steps(String rule, PodView pod, String expected) {
    assertThat(step(pod, true).map(PodRefreshTest::words).orElse("")).isEqualTo(expected);
  }

  @Test
  void preparingUpdateOfAnotherRevisionStays() {
    assertThat(
            step(
                Pods.serving("demo-a").revision("demo-x").lifecycle("PreparingUpdate").view(),
                false))
        .isEmpty();
  }

  @Test
  void issue2274TheWriteHoldsForTheVersionThatWasLookedAtOnly() {
    PodView pod = Pods.serving("demo-a").revision("demo-x").gateDown().version(7).view();
    assertThat(step(pod, true).orElseThrow().patch().precondition())
        .matches(precondition -> precondition.version() == 7)
        .matches(precondition -> precondition.uid().equals("uid-demo-a"));
  }

  @Test
  void aNewPodIsFinishedWhateverItsKubeletHasWrittenMeanwhile() {
    PodView pod = Pods.pod("demo-a").revision("demo-x").scheduled("n").version(7).view();
    assertThat(step(pod, true).orElseThrow().patch().precondition())
        .matches(precondition -> precondition.version() == 0)
        .matches(precondition -> precondition.uid().equals("uid-demo-a"));
  }

  @Test
  void theTimeOfTheChangeRidesAlong() {
    PodView pod = Pods.pod("demo-a").revision("demo-x").scheduled("n").view();
    assertThat(JsonText.canonical(step(pod, true).orElseThrow().patch().body()))
        .contains("\"lifecycle.apps.kruise.io/timestamp\":\"2026-01-01T00:01:00Z\"");
  }

  private static Optional<PodRefresh.Step> step(PodView pod, boolean current) {
    return new PodRefresh(pod, "demo-x", current, Hooks.NONE, NOW).next();
  }

  private static String words(PodRefresh.Step step) {
    var body = step.patch().body();
    StringBuilder words =
        new StringBuilder(step.patch().subresource().isEmpty() ? "pod" : "status");
    body.text("metadata", "labels", "lifecycle.apps.kruise.io/state")
        .ifPresent(state -> words.append(" state/").append(state));
    body.text("metadata", "labels", "pod-template-hash")
        .ifPresent(hash -> words.append(" hash/").append(hash));
    body.items("status", "conditions")
        .forEach(c -> words.append(" gate/").append(c.text("status").orElse("")));
    body.items("spec", "containers")
        .forEach(c -> words.append(" image/").append(c.text("image").orElse("")));
    return words.toString();
  }
}
