package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import io.windlass.core.testing.CloneSets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole rollouts: how they end, and what they cost in writes. */
class CloneSetStoryTest {
  private static World settled(CloneSets cloneSet) {
    World world = new World(cloneSet);
    world.settle();
    world.countWrites();
    return world;
  }

  private static Map<String, String> uids(World world) {
    Map<String, String> uids = new HashMap<>();
    world.pods.forEach((name, pod) -> uids.put(name, pod.uid()));
    return uids;
  }

  private static List<String> images(World world) {
    return world.pods.values().stream().map(pod -> pod.containers().getFirst().image()).toList();
  }

  @Test
  void aNewPodCostsTwoWrites() {
    World world = new World(CloneSets.sound());
    world.settle();
    assertThat(world.countWrites())
        .containsEntry("create pods", 3)
        .containsEntry("patch pods/status", 3)
        .doesNotContainKey("patch pods");
    assertThat(world.pods.values()).allMatch(PodView::isReady);
    assertThat(world.events)
        .containsExactly("SuccessfulCreate", "SuccessfulCreate", "SuccessfulCreate");
  }

  @Test
  void anImageInPlaceCostsThreeWritesAndKeepsThePod() {
    World world = settled(CloneSets.sound());
    Map<String, String> before = uids(world);
    world.edit(CloneSets.sound().image("app:2"));
    world.settle();
    assertThat(uids(world)).isEqualTo(before);
    assertThat(images(world)).containsOnly("app:2");
    assertThat(world.countWrites())
        .containsEntry("patch pods/status", 6)
        .containsEntry("patch pods", 3)
        .doesNotContainKeys("create pods", "delete pods");
    assertThat(world.cloneSet.status().number("updatedAvailableReplicas")).contains(3L);
    assertThat(world.cloneSet.status().text("currentRevision"))
        .isEqualTo(world.cloneSet.status().text("updateRevision"));
  }

  @Test
  void metadataCostsOneWriteAndTakesNoPodDown() {
    World world = settled(CloneSets.sound());
    world.edit(CloneSets.sound().spec("{'template':{'metadata':{'labels':{'tier':'web'}}}}"));
    world.reconcile();
    world.reconcile();
    assertThat(world.pods.values()).allMatch(pod -> pod.meta().label("tier").equals("web"));
    assertThat(world.pods.values()).allMatch(PodView::isReady);
    world.settle();
    assertThat(world.countWrites())
        .containsEntry("patch pods", 3)
        .doesNotContainKeys("patch pods/status", "create pods");
  }

  @Test
  void aNewPodForAnOldOneCostsThreeWrites() {
    World world = settled(CloneSets.sound().type("ReCreate"));
    world.edit(CloneSets.sound().type("ReCreate").image("app:2"));
    world.settle();
    assertThat(images(world)).containsOnly("app:2").hasSize(3);
    assertThat(world.countWrites())
        .containsEntry("delete pods", 3)
        .containsEntry("create pods", 3)
        .containsEntry("patch pods/status", 3)
        .doesNotContainKey("patch pods");
  }

  @Test
  void scaleInCostsOneWrite() {
    World world = settled(CloneSets.sound());
    world.edit(CloneSets.sound().replicas(1));
    world.settle();
    assertThat(world.pods).hasSize(1);
    assertThat(world.countWrites())
        .containsEntry("delete pods", 2)
        .doesNotContainKeys("patch pods", "patch pods/status", "create pods");
  }

  @Test
  void nothingToDoCostsNothing() {
    World world = settled(CloneSets.sound());
    assertThat(world.reconcile().isNoOp()).isTrue();
    assertThat(world.countWrites()).isEmpty();
  }

  @Test
  void aDeletedPodIsReplacedByOneOfAnotherName() {
    World world = settled(CloneSets.sound());
    String gone = world.pods.firstKey();
    world.pods.remove(gone);
    world.settle();
    assertThat(world.pods).hasSize(3);
  }

  @Test
  void aFailedPodIsReplacedAndStays() {
    World world = settled(CloneSets.sound());
    PodView failed = world.pods.firstEntry().getValue();
    world.fail(failed.name());
    world.settle();
    assertThat(world.pods).hasSize(4).containsKey(failed.name());
    assertThat(world.cloneSet.status().number("replicas")).contains(3L);
  }

  @Test
  void goingBackUsesTheOldRevisionAgain() {
    World world = settled(CloneSets.sound());
    String first = world.revisions.firstKey();
    world.edit(CloneSets.sound().image("app:2"));
    world.settle();
    world.edit(CloneSets.sound());
    world.settle();
    assertThat(world.revisions).hasSize(2);
    assertThat(world.revisions).extractingByKey(first).matches(revision -> revision.number() == 3);
    assertThat(world.cloneSet.status().text("updateRevision")).contains(first);
    assertThat(images(world)).containsOnly("app:1");
  }

  @Test
  void onlySoManyOldRevisionsAreKept() {
    World world = settled(CloneSets.sound().spec("{'revisionHistoryLimit': 2}"));
    for (int i = 2; i <= 6; i++) {
      world.edit(CloneSets.sound().spec("{'revisionHistoryLimit': 2}").image("app:" + i));
      world.settle();
    }
    assertThat(world.revisions.values())
        .extracting(r -> r.number())
        .containsExactlyInAnyOrder(4L, 5L, 6L);
  }

  @Test
  void issue893APausedRolloutStillFinishesNewPods() {
    World world = new World(CloneSets.sound().spec("{'updateStrategy': {'paused': true}}"));
    world.settle();
    assertThat(world.pods.values()).hasSize(3).allMatch(PodView::isReady);
    world.edit(CloneSets.sound().spec("{'updateStrategy': {'paused': true}}").image("app:2"));
    world.settle();
    assertThat(images(world)).containsOnly("app:1");
  }

  @Test
  void aPodWhoseLabelsChangedIsReleasedAndReplaced() {
    World world = settled(CloneSets.sound());
    world.relabel(world.pods.firstKey(), "app", "other");
    world.settle();
    assertThat(world.pods).hasSize(3);
    assertThat(world.pods.values()).allMatch(pod -> pod.meta().label("app").equals("demo"));
  }

  @Test
  void aRefusedPodIsTakenDownOnceAndTheOthersGoOn() {
    World world = settled(CloneSets.sound());
    String stubborn = world.pods.firstKey();
    world.forbidden =
        action ->
            action instanceof Action.Patch patch
                && patch.subresource().isEmpty()
                && patch.target().key().name().equals(stubborn);
    world.edit(CloneSets.sound().image("app:2"));
    for (int i = 0; i < 9; i++) {
      world.reconcile();
      world.pods.keySet().stream().toList().forEach(world::kubelet);
      world.now = world.now.plusSeconds(1);
    }
    assertThat(images(world)).containsExactlyInAnyOrder("app:1", "app:2", "app:2");
    assertThat(world.pods.get(stubborn)).matches(PodView::isReady);
    assertThat(world.countWrites()).containsEntry("patch pods/status", 6);
    assertThat(condition(world, "FailedUpdate")).contains("the policy says no");
    world.forbidden = _ -> false;
    world.settle();
    assertThat(images(world)).containsOnly("app:2");
    assertThat(condition(world, "FailedUpdate")).isEmpty();
  }

  @Test
  void aRefusedCreateIsAConditionUntilItSucceeds() {
    World world = new World(CloneSets.sound());
    world.forbidden = Action.Create.class::isInstance;
    world.revisions.putAll(settled(CloneSets.sound()).revisions);
    world.reconcile();
    world.reconcile();
    assertThat(condition(world, "FailedScale")).contains("the policy says no");
    Map<String, Integer> writes = world.countWrites();
    world.reconcile();
    assertThat(writes).containsEntry("create pods", 3);
    assertThat(world.countWrites()).doesNotContainKey("create pods");
    world.forbidden = _ -> false;
    world.settle();
    assertThat(world.pods).hasSize(3);
    assertThat(condition(world, "FailedScale")).isEmpty();
  }

  @Test
  void aBatchThatHasJustBegunIsRolledBackWithoutTakingItDownAgain() {
    World world = settled(CloneSets.sound());
    world.edit(CloneSets.sound().image("app:2"));
    world.reconcile();
    world.reconcile();
    world.countWrites();
    world.edit(CloneSets.sound());
    world.reconcile();
    world.reconcile();
    assertThat(world.countWrites())
        .containsEntry("patch pods", 1)
        .doesNotContainKey("patch pods/status");
    world.settle();
    assertThat(images(world)).containsOnly("app:1");
    String revision = world.cloneSet.status().text("updateRevision").orElseThrow();
    assertThat(world.pods.values()).allMatch(pod -> RevisionLabels.names(pod, revision));
  }

  private static List<String> condition(World world, String type) {
    return world.cloneSet.status().items("conditions").stream()
        .filter(condition -> condition.text("type").orElse("").equals(type))
        .flatMap((Json condition) -> condition.text("message").stream())
        .toList();
  }
}
