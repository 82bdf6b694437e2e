package io.windlass.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What pods have in common is kept once: the same instance, not an equal one. */
class PodSharingTest {
  private final ObjectStore<PodView> store = new ConcurrentObjectStore<>(StoredType.pods());
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    store.onChange((_, after) -> told.add(after.map(PodView::name).orElse("-")));
  }

  @Test
  void podsOfAnOwnerShareWhatIsEqual() {
    store.changed(unshared("web-a", Pods.BIRTH).version(1).view());
    store.changed(unshared("web-b", Pods.BIRTH).version(2).view());
    PodView first = pod("web-a");
    PodView second = pod("web-b");
    assertThat(second.containers()).isSameAs(first.containers());
    assertThat(second.readinessGates()).isSameAs(first.readinessGates());
    assertThat(second.meta().controller()).isSameAs(first.meta().controller());
    assertThat(second.meta().annotations()).isSameAs(first.meta().annotations());
    assertThat(second.status()).isSameAs(first.status());
    assertThat(second.meta().label("app")).isSameAs(first.meta().label("app"));
  }

  @Test
  void aChangeKeepsWhatDidNotChange() {
    store.changed(unshared("web-a", Pods.BIRTH).version(1).view());
    PodView before = pod("web-a");
    store.changed(unshared("web-a", Pods.BIRTH).label("tier", "front").version(2).view());
    PodView after = pod("web-a");
    assertThat(after.meta().label("tier")).isEqualTo("front");
    assertThat(after.key()).isSameAs(before.key());
    assertThat(after.uid()).isSameAs(before.uid());
    assertThat(after.status()).isSameAs(before.status());
    assertThat(after.meta().annotations()).isSameAs(before.meta().annotations());
  }

  @Test
  void timesOfTheirOwnCostPodsNoTexts() {
    store.changed(unshared("web-a", Pods.BIRTH).version(1).view());
    Instant later = Pods.BIRTH.plus(Duration.ofSeconds(7));
    store.changed(unshared("web-b", later).version(2).view());
    assertThat(pod("web-b").readySince()).contains(later);
    assertThat(pod("web-b").meta().annotations().get("note")).contains(later.toString());
    assertThat(pod("web-a").readySince()).contains(Pods.BIRTH);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void changesThatWakeTheOwner(String change, UnaryOperator<Pods> made) {
    store.changed(unshared("web-a", Pods.BIRTH).version(1).view());
    store.changed(made.apply(unshared("web-a", Pods.BIRTH)).version(2).view());
    assertThat(told).as(change).containsExactly("web-a", "web-a");
  }

  /** OpenKruise's filter of events missed some of them. */
  static Stream<Arguments> changesThatWakeTheOwner() {
    return Stream.of(
        wakes("the pod has failed (#2481)", pod -> pod.phase(PodView.Phase.FAILED)),
        wakes("the pod has ended (#2481)", pod -> pod.phase(PodView.Phase.SUCCEEDED)),
        wakes("a hook's finalizer comes (#2087)", pod -> pod.finalizer("a/hold")),
        wakes("it is not ready any more", Pods::notReady),
        wakes("its gate goes down", Pods::gateDown),
        wakes("it is being deleted", Pods::terminating),
        wakes("a container runs another image", pod -> pod.reports("main", "app:2", "id2")),
        wakes("its labels", pod -> pod.label("a", "b")));
  }

  private static Arguments wakes(String change, UnaryOperator<Pods> made) {
    return Arguments.of(change, made);
  }

  @Test
  void aNewVersionOfTheSameViewWakesNobody() {
    store.changed(unshared("web-a", Pods.BIRTH).version(1).view());
    store.changed(unshared("web-a", Pods.BIRTH).version(2).view());
    assertThat(pod("web-a").meta().version()).isEqualTo(2);
    assertThat(told).containsExactly("web-a");
  }

  private PodView pod(String name) {
    return store.all().stream().filter(pod -> pod.name().equals(name)).findFirst().orElseThrow();
  }

  /** Every text is an instance of its own, as decoders make them. */
  private static Pods unshared(String name, Instant since) {
    return Pods.serving(name)
        .scheduled(String.join("", "no", "de"))
        .image("main", String.join(":", "app", "1"))
        .annotation("note", "{\"updated\":\"" + since + "\",\"by\":\"" + "x".repeat(90) + "\"}")
        .label("app", String.join("", "de", "mo"))
        .ready(since);
  }
}
