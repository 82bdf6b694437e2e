package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods that slipped through are counted and named. */
class PodsMissedTest {
  private static SidecarWorld with(UnaryOperator<Pods> change) {
    return SidecarWorld.of("{}")
        .existing(change.apply(Pods.serving("p-1").label("app", "a")).view())
        .run();
  }

  private static String missed(SidecarWorld world) {
    return world.set().status().items("conditions").stream()
        .filter(one -> one.text("type").orElse("").equals("PodsMissed"))
        .map(one -> one.text("status").orElse("") + " " + one.text("message").orElse(""))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a pod of after the SidecarSet is missed        | 1970-01-01T00:00:01Z | RUNNING   | true
          one of the same second is missed, too          | 1970-01-01T00:00:00Z | RUNNING   | true
          one of before was promised nothing             | 1969-12-31T23:59:59Z | RUNNING   | false
          one that has ended is past mending             | 1970-01-01T00:00:01Z | SUCCEEDED | false
          """)
  void who(String rule, Instant created, PodView.Phase phase, boolean yes) {
    SidecarWorld world = with(pod -> pod.createdAt(created).phase(phase));

    assertThat(missed(world))
        .isEqualTo(
            yes
                ? "True 1 matching pod was created without the sidecars: shop/p-1;"
                    + " re-create them to inject them"
                : "");
    assertThat(world.counters()).as("never counted").isEqualTo("0/0/0/0");
  }

  @Test
  void theConditionGoesWhenThePodsHaveGone() {
    SidecarWorld world = with(pod -> pod);
    assertThat(missed(world)).isNotEmpty();

    world.existing(Pods.serving("p-1").label("app", "a").terminating().view()).run();

    assertThat(missed(world)).isEmpty();
    assertThat(world.set().status().get("conditions").map(Json::items).orElse(List.of())).isEmpty();
  }

  @Test
  void manyAreCountedAndSomeNamed() {
    SidecarWorld world = SidecarWorld.of("{}");
    for (int i = 1; i <= 7; i++) {
      world.existing(Pods.serving("p-" + i).label("app", "a").view());
    }

    assertThat(missed(world.run()))
        .startsWith("True 7 matching pods were created without the sidecars: shop/p-1, shop/p-2,")
        .contains("shop/p-5 and 2 more");
  }

  @Test
  void whileInjectionIsPausedNobodyIsMissed() {
    SidecarWorld world =
        SidecarWorld.of("{'injectionStrategy':{'paused':true}}")
            .existing(Pods.serving("p-1").label("app", "a").view())
            .run();

    assertThat(missed(world)).isEmpty();
  }

  @Test
  void aPodOfACanaryIsNotMissedByItsBase() {
    SidecarWorld world = with(pod -> pod.annotation(SidecarSetKeys.INJECTED, "log-canary"));

    assertThat(missed(world)).isEmpty();
    assertThat(missed(with(pod -> pod.annotation(SidecarSetKeys.INJECTED, "another"))))
        .isNotEmpty();
  }
}
