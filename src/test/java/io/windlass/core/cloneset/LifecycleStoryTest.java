package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.testing.CloneSets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pods that hooks hold: what happens when, and what it costs in writes. */
class LifecycleStoryTest {
  private static final String HELD = "{'template':{'metadata':{'labels':{'hold':'yes'}}}}";
  private static final String LET_GO = "{'labels':{'hold':null}}";
  private static final String HOLD = "{'labels':{'hold':'yes'}}";

  /** All pods bear the mark of the hook from their birth. */
  private static CloneSets cloneSet(String hook, boolean marksNotReady) {
    return CloneSets.sound()
        .replicas(1)
        .spec(HELD)
        .spec(
            "{'lifecycle':{'%s':{'labelsHandler':{'hold':'yes'},'markPodNotReady':%s}}}"
                .formatted(hook, marksNotReady));
  }

  private static World settled(CloneSets cloneSet) {
    World world = new World(cloneSet);
    world.settle();
    world.countWrites();
    return world;
  }

  private static PodView first(World world) {
    return world.pods.firstEntry().getValue();
  }

  private static String state(World world) {
    return first(world).meta().label("lifecycle.apps.kruise.io/state");
  }

  private static void remarkAll(World world, String metadata) {
    List.copyOf(world.pods.keySet()).forEach(name -> world.remark(name, metadata));
    world.settle();
  }

  private static void writes(World world, String... expected) {
    Map<String, Integer> counted = world.countWrites();
    counted.remove("patch clonesets/status");
    counted.remove("create controllerrevisions");
    counted.remove("patch controllerrevisions");
    assertThat(counted.entrySet().stream().map(Object::toString)).containsExactly(expected);
  }

  @Test
  void aNewPodWithAPreNormalHookCostsThreeWritesAndIsNotAvailableBeforeTheHook() {
    World world =
        new World(
            CloneSets.sound()
                .replicas(1)
                .spec("{'lifecycle':{'preNormal':{'finalizersHandler':['a/ok']}}}"));
    world.settle();
    assertThat(state(world)).isEqualTo("PreparingNormal");
    assertThat(world.cloneSet.status().number("readyReplicas")).contains(1L);
    assertThat(world.cloneSet.status().number("availableReplicas")).contains(0L);
    remarkAll(world, "{'finalizers':['a/ok']}");
    assertThat(state(world)).isEqualTo("Normal");
    writes(world, "create pods=1", "patch pods=1", "patch pods/status=1");
    remarkAll(world, "{'$deleteFromPrimitiveList/finalizers':['a/ok']}");
    assertThat(state(world)).isEqualTo("Normal");
    assertThat(world.cloneSet.status().number("availableReplicas")).contains(1L);
    writes(world);
  }

  @Test
  void preNormalTakesNoTrafficWhateverItSays() {
    String hook = "{'preNormal':{'finalizersHandler':['a/ok'],'markPodNotReady':true}}";
    World world = new World(CloneSets.sound().replicas(1).spec("{'lifecycle':" + hook + "}"));
    world.settle();
    assertThat(state(world)).isEqualTo("PreparingNormal");
    assertThat(first(world).isReady()).isTrue();
  }

  @Test
  void aPodThatWaitsForItsHookIsAnnouncedOnlyWhenItIsDeleted() {
    World world = settled(cloneSet("preDelete", false));
    world.events.clear();
    world.edit(cloneSet("preDelete", false).replicas(0));
    world.settle();
    assertThat(world.events).isEmpty();
    remarkAll(world, LET_GO);
    assertThat(world.events).containsExactly("SuccessfulDelete");
  }

  @Test
  void anImageInPlaceWithAHookCostsFiveWrites() {
    World world = settled(cloneSet("inPlaceUpdate", false));
    world.edit(cloneSet("inPlaceUpdate", false).image("app:2"));
    world.settle();
    assertThat(state(world)).isEqualTo("PreparingUpdate");
    assertThat(first(world).isReady()).isTrue();
    assertThat(first(world).containers().getFirst().image()).isEqualTo("app:1");
    remarkAll(world, LET_GO);
    assertThat(state(world)).isEqualTo("Updated");
    assertThat(first(world).containers().getFirst().image()).isEqualTo("app:2");
    remarkAll(world, HOLD);
    assertThat(state(world)).isEqualTo("Normal");
    writes(world, "patch pods=3", "patch pods/status=2");
  }

  @Test
  void aHookMayTakeTrafficOffThePodAtTheSameCost() {
    World world = settled(cloneSet("inPlaceUpdate", true));
    world.edit(cloneSet("inPlaceUpdate", true).image("app:2"));
    world.settle();
    assertThat(state(world)).isEqualTo("PreparingUpdate");
    assertThat(first(world).isReady()).isFalse();
    assertThat(first(world).condition("KruisePodReady").orElseThrow().message())
        .isEqualTo("[{\"userAgent\":\"Lifecycle\",\"key\":\"preUpdateHook\"}]");
    remarkAll(world, LET_GO);
    assertThat(state(world)).isEqualTo("Updated");
    assertThat(first(world).isReady()).isTrue();
    assertThat(first(world).condition("KruisePodReady").orElseThrow().message()).isEqualTo("[]");
    remarkAll(world, HOLD);
    assertThat(state(world)).isEqualTo("Normal");
    writes(world, "patch pods=2", "patch pods/status=3");
  }

  @Test
  void aRollbackWhileTheHookHoldsCostsOneWriteAndGivesTrafficBack() {
    World world = settled(cloneSet("inPlaceUpdate", true));
    world.edit(cloneSet("inPlaceUpdate", true).image("app:2"));
    world.settle();
    world.countWrites();
    world.edit(cloneSet("inPlaceUpdate", true));
    world.settle();
    assertThat(state(world)).isEqualTo("Normal");
    assertThat(first(world).isReady()).isTrue();
    writes(world, "patch pods/status=1");
  }

  @Test
  void aPodThatWaitsInUpdatedIsHeldAgainBeforeTheNextUpdate() {
    World world = settled(cloneSet("inPlaceUpdate", false));
    world.edit(cloneSet("inPlaceUpdate", false).image("app:2"));
    world.settle();
    remarkAll(world, LET_GO);
    assertThat(state(world)).isEqualTo("Updated");
    world.edit(cloneSet("inPlaceUpdate", false).image("app:3"));
    world.settle();
    assertThat(state(world)).as("as since OpenKruise 0.10").isEqualTo("PreparingUpdate");
    assertThat(first(world).meta().label("hold")).isEqualTo("yes");
    assertThat(first(world).containers().getFirst().image()).isEqualTo("app:2");
    remarkAll(world, LET_GO);
    assertThat(first(world).containers().getFirst().image()).isEqualTo("app:3");
  }

  @Test
  void aChangeOfLabelsAsksTheHookToo() {
    World world = settled(cloneSet("inPlaceUpdate", false));
    world.edit(
        cloneSet("inPlaceUpdate", false)
            .spec("{'template':{'metadata':{'labels':{'tier':'web'}}}}"));
    world.settle();
    assertThat(state(world)).isEqualTo("PreparingUpdate");
    assertThat(first(world).meta().label("tier")).isEmpty();
    remarkAll(world, LET_GO);
    assertThat(first(world).meta().label("tier")).isEqualTo("web");
    assertThat(state(world)).isEqualTo("Updated");
    remarkAll(world, HOLD);
    assertThat(state(world)).isEqualTo("Normal");
  }

  @Test
  void aScaleInWithAHookCostsOneWriteMore() {
    World world = settled(cloneSet("preDelete", true));
    world.edit(cloneSet("preDelete", true).replicas(0));
    world.settle();
    assertThat(state(world)).isEqualTo("PreparingDelete");
    assertThat(first(world).isReady()).isFalse();
    assertThat(world.cloneSet.status().number("replicas")).contains(1L);
    remarkAll(world, LET_GO);
    assertThat(world.pods).isEmpty();
    writes(world, "delete pods=1", "patch pods/status=1");
  }

  @Test
  void aPodThatHasToBeMarkedAndWaitCostsFourWritesToReplace() {
    World world = settled(cloneSet("preDelete", false).type("ReCreate"));
    String before = first(world).uid();
    world.edit(cloneSet("preDelete", false).type("ReCreate").image("app:2"));
    world.settle();
    assertThat(first(world).uid()).isEqualTo(before);
    assertThat(state(world)).isEqualTo("PreparingDelete");
    assertThat(first(world).meta().labels()).containsKey("apps.kruise.io/specified-delete");
    remarkAll(world, LET_GO);
    assertThat(first(world).containers().getFirst().image()).isEqualTo("app:2");
    writes(world, "create pods=1", "delete pods=1", "patch pods=1", "patch pods/status=1");
  }

  @Test
  void aDeletionThatIsNotWantedAnyMoreIsGivenUp() {
    World world = settled(cloneSet("preDelete", false));
    world.edit(cloneSet("preDelete", false).replicas(0));
    world.settle();
    world.edit(cloneSet("preDelete", false));
    world.settle();
    assertThat(state(world)).isEqualTo("Normal");
    writes(world, "patch pods=3");
  }

  @Test
  void aPodThatLostItsTrafficIsNotKept() {
    World world = settled(cloneSet("preDelete", true));
    world.edit(cloneSet("preDelete", true).replicas(0));
    world.settle();
    world.edit(cloneSet("preDelete", true));
    world.settle();
    assertThat(state(world)).isEqualTo("PreparingDelete");
    remarkAll(world, LET_GO);
    assertThat(world.pods).hasSize(1);
    assertThat(state(world)).isEqualTo("Normal");
  }

  @Test
  void aHookThatIsTakenOutOfTheSpecHoldsNobody() {
    World world = settled(cloneSet("preDelete", false));
    world.edit(cloneSet("preDelete", false).replicas(0));
    world.settle();
    world.edit(cloneSet("preDelete", false).replicas(0).spec("{'lifecycle':null}"));
    world.settle();
    assertThat(world.pods).isEmpty();
  }
}
