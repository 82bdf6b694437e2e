package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.testing.CloneSets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whole rollouts with a deadline of 60 s. */
class ProgressStoryTest {
  private static CloneSets timed() {
    return CloneSets.sound().spec("{'progressDeadlineSeconds': 60}");
  }

  private static String reason(World world) {
    return progressing(world).flatMap(c -> c.text("reason")).orElse("");
  }

  private static Optional<Json> progressing(World world) {
    return world.cloneSet.status().items("conditions").stream()
        .filter(c -> c.text("type").orElse("").equals("Progressing"))
        .findFirst();
  }

  @Test
  void aRolloutThatHangsExceedsItsDeadlineWithoutAnyEvent() {
    World world = new World(timed());
    world.settle();
    assertThat(reason(world)).isEqualTo("CloneSetAvailable");
    world.now = world.now.plus(Duration.ofHours(9));
    world.edit(timed().image("app:2"));
    world.reconcile();
    assertThat(reason(world)).isEqualTo("CloneSetUpdated");
    world.reconcile();
    Instant begun = world.now;
    Instant look = world.reconcile().nextLook().orElseThrow();
    assertThat(look).isBetween(begun.plusSeconds(59), begun.plusSeconds(61));
    world.now = look;
    world.reconcile();
    assertThat(progressing(world).flatMap(c -> c.text("message")).orElse(""))
        .isEqualTo(
            "CloneSet revision %s has timed out progressing"
                .formatted(world.cloneSet.status().text("updateRevision").orElseThrow()));
    assertThat(world.reconcile().isNoOp()).isTrue();

    world.edit(timed().image("app:3"));
    world.reconcile();
    world.reconcile();
    assertThat(reason(world)).isEqualTo("ProgressDeadlineExceeded");
    world.settle();
    assertThat(reason(world)).isEqualTo("CloneSetAvailable");
  }

  @Test
  void theDeadlineIsOfEachStepNotOfTheWhole() {
    World world = new World(timed().replicas(5));
    world.settle();
    world.edit(timed().replicas(5).image("app:2"));
    world.reconcile();
    for (int step = 0; step < 5; step++) {
      world.now = world.now.plusSeconds(50);
      world.pods.keySet().stream().toList().forEach(world::kubelet);
      world.reconcile();
      world.pods.keySet().stream().toList().forEach(world::kubelet);
      world.reconcile();
      assertThat(reason(world)).isNotEqualTo("ProgressDeadlineExceeded");
    }
  }

  @Test
  void theLargestNumberAndNoNumberMeanNoCondition() {
    World world = new World(CloneSets.sound().spec("{'progressDeadlineSeconds': 2147483647}"));
    world.settle();
    assertThat(progressing(world)).isEmpty();
    world.edit(timed());
    world.settle();
    assertThat(reason(world)).isEqualTo("CloneSetAvailable");
    world.edit(CloneSets.sound());
    world.settle();
    assertThat(progressing(world)).isEmpty();
  }

  @Test
  void pausesAndPartitionsAreToldAndCostNoWriteMore() {
    World world = new World(timed());
    world.settle();
    world.edit(
        timed().image("app:2").spec("{'updateStrategy': {'partition': 2, 'maxUnavailable': 3}}"));
    world.settle();
    assertThat(reason(world)).isEqualTo("ProgressPartitionAvailable");
    world.edit(timed().image("app:2").spec("{'updateStrategy': {'paused': true}}"));
    world.settle();
    assertThat(reason(world)).isEqualTo("CloneSetPaused");
    world.countWrites();
    world.now = world.now.plus(Duration.ofDays(2));
    assertThat(world.reconcile().isNoOp()).isTrue();
  }
}
