package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import org.junit.jupiter.api.Test;

/** A spec that cannot be obeyed is not half obeyed. */
class InvalidCloneSetTest {
  private static final String BAD =
      "{'replicas': 5, 'updateStrategy': {'maxUnavailable': 0, 'maxSurge': 0},"
          + " 'selector': {'matchLabels': {'app': 'x'}}}";

  private static World settled() {
    World world = new World(CloneSets.sound());
    world.settle();
    world.countWrites();
    return world;
  }

  @Test
  void noPodIsTouchedAndTheConditionNamesEveryFault() {
    World world = settled();
    world.edit(CloneSets.sound().spec(BAD).image("app:2"));
    Plan plan = world.reconcile();
    assertThat(plan.actions()).isEmpty();
    assertThat(world.cloneSet.status().items("conditions"))
        .singleElement()
        .matches(condition -> condition.text("type").orElse("").equals("Valid"))
        .matches(condition -> condition.text("status").orElse("").equals("False"))
        .matches(condition -> condition.text("reason").orElse("").equals("InvalidSpec"))
        .matches(condition -> message(condition).contains("spec.template.metadata.labels: "))
        .matches(condition -> message(condition).contains("spec.updateStrategy.maxUnavailable: "));
    assertThat(world.cloneSet.status().number("observedGeneration")).contains(2L);
    assertThat(world.reconcile().isNoOp()).isTrue();
  }

  private static String message(Json condition) {
    return condition.text("message").orElse("");
  }

  @Test
  void theCountersStillTellTheTruth() {
    World world = settled();
    world.edit(CloneSets.sound().spec(BAD));
    world.pods.remove(world.pods.firstKey());
    world.reconcile();
    assertThat(world.cloneSet.status().number("replicas")).contains(2L);
    assertThat(world.cloneSet.status().number("updatedReadyReplicas")).contains(2L);
    assertThat(world.cloneSet.status().text("labelSelector")).contains("app=demo");
  }

  @Test
  void onceMendedItIsObeyedAndTheConditionGoes() {
    World world = settled();
    world.edit(CloneSets.sound().spec(BAD));
    world.reconcile();
    world.edit(CloneSets.sound().replicas(5));
    world.settle();
    assertThat(world.pods).hasSize(5);
    assertThat(world.cloneSet.status().items("conditions")).isEmpty();
  }

  @Test
  void aNewOneGetsOnlyAStatus() {
    World world = new World(CloneSets.sound().spec(BAD));
    world.reconcile();
    assertThat(world.countWrites()).containsOnlyKeys("patch clonesets/status");
    assertThat(world.cloneSet.status().number("replicas")).contains(0L);
  }

  @Test
  void oneThatIsBeingDeletedIsLeftToTheCollector() {
    World world = settled();
    world.cloneSet =
        CloneSets.sound().replicas(9).terminating().status(world.cloneSet.status()).view();
    assertThat(world.plan().isNoOp()).isTrue();
    world.pods.remove(world.pods.firstKey());
    assertThat(world.reconcile().actions()).isEmpty();
    assertThat(world.cloneSet.status().number("replicas")).contains(2L);
  }
}
