package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Condition;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import org.junit.jupiter.api.Test;

/** Upgrades in place, step by step. */
class UpgradeStoryTest {
  private static final String IMAGE_2 = "{'containers':[{'name':'log','image':'log:2'}]}";
  private static final String IMAGE_3 = "{'containers':[{'name':'log','image':'log:3'}]}";
  private static final String BAD = "{'containers':[{'name':'log','image':'bad:1'}]}";
  private static final String ALL = "{'updateStrategy':{'maxUnavailable':'100%'}}";

  @Test
  void aNewImageIsOneWriteAndTheConditionOneMoreTheFirstTime() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").settle();
    assertThat(world.podWrites()).as("nothing to do").isZero();

    world.edit(IMAGE_2).settle();
    assertThat(world.counters()).isEqualTo("1/1/1/1");
    assertThat(world.images("log")).containsExactly("log:2");
    assertThat(world.upgradable(0)).isEqualTo("True AllSidecarsetUpgradable {\"log\":true}");
    assertThat(world.podWrites()).isEqualTo(2);

    world.edit(IMAGE_3).settle();
    assertThat(world.images("log")).containsExactly("log:3");
    assertThat(world.podWrites()).isEqualTo(1);
    assertThat(world.annotation(0, SidecarSetKeys.UPDATE_STATE))
        .as("OpenKruise leaves the first one there")
        .contains("\"revision\":\"" + world.set().meta().annotations().get(SidecarSetKeys.HASH));
  }

  @Test
  void anUpgradeTouchesNothingThatBelongsToSomebodyElse() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1", p -> p.annotation("mine", "1")).run();
    PodView before = world.pod(0);

    world.edit(IMAGE_2).settle();

    PodView after = world.pod(0);
    assertThat(after.containerStatus("main")).isEqualTo(before.containerStatus("main"));
    assertThat(after.containerStatus("log").orElseThrow().restarts()).isEqualTo(1);
    assertThat(after.meta().annotations()).containsEntry("mine", "1");
    assertThat(after.condition("InPlaceUpdateReady"))
        .isEqualTo(before.condition("InPlaceUpdateReady"));
  }

  @Test
  void thePodNotesHashRevisionAndWhatRanBefore() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").run().edit(IMAGE_2).settle();

    InjectionRecord noted =
        InjectionRecords.of(world.pod(0).meta().annotations(), SidecarSetKeys.HASH)
            .of("log")
            .orElseThrow();
    assertThat(noted.hash()).isEqualTo(world.set().meta().annotations().get(SidecarSetKeys.HASH));
    assertThat(noted.sidecars()).containsExactly("log");
    assertThat(noted.revision()).isEqualTo(world.set().latestRevision());
    assertThat(noted.updatedAt()).isEqualTo("2026-01-01T01:00:00Z");
    assertThat(world.annotation(0, SidecarSetKeys.UPDATE_STATE))
        .isEqualTo(
            "{\"log\":{\"lastContainerStatuses\":{\"log\":{\"imageID\":\"sha256:log:1\"}},"
                + "\"revision\":\"%s\",\"updateTimestamp\":\"2026-01-01T01:00:00Z\"}}"
                    .formatted(noted.hash()));
  }

  @Test
  void aBadImageStopsAtTheBudgetAndTheNextGoodOneMendsAll() {
    SidecarWorld world =
        SidecarWorld.of("{'updateStrategy':{'maxUnavailable':'50%'}}")
            .pod("p-1")
            .pod("p-2")
            .pod("p-3")
            .pod("p-4")
            .run();

    world.edit(BAD).settle();
    assertThat(world.counters()).isEqualTo("4/2/2/0");
    assertThat(world.reasons()).filteredOn(r -> r.endsWith("BudgetUsed")).hasSize(2);

    world.edit(IMAGE_2).settle();
    assertThat(world.counters()).isEqualTo("4/4/4/4");
  }

  @Test
  void issue1834APodThatIsNotReadyForOtherReasonsUsesNoBudgetAndCostsNone() {
    SidecarWorld world =
        SidecarWorld.of("{}").pod("p-1", p -> p.notReady()).pod("p-2").pod("p-3").run();

    world.edit(IMAGE_2).step().step();

    assertThat(world.images("log")).containsExactly("log:2", "log:2", "log:1");
  }

  @Test
  void aReadySidecarThatIsStillBeingUpgradedIsLeftAlone() {
    SidecarWorld world = SidecarWorld.of(ALL).pod("p-1").run().edit(IMAGE_2).run();
    assertThat(world.counters()).as("updated, and not yet ready so").isEqualTo("1/1/0/0");

    world.edit(IMAGE_3).run();
    assertThat(world.images("log")).containsExactly("log:2");
    assertThat(world.reasons()).contains("shop/p-1 InUpgrade");

    assertThat(world.settle().images("log")).containsExactly("log:3");
  }

  @Test
  void issue1309MoreThanAnImageCannotBeUpgradedAndSaysSo() {
    SidecarWorld world = SidecarWorld.of(ALL).pod("p-1").pod("p-2").run();

    world
        .edit("{'containers':[{'name':'log','image':'log:2','env':[{'name':'A','value':'1'}]}]}")
        .settle();
    assertThat(world.counters()).isEqualTo("2/0/2/0");
    assertThat(world.upgradable(1)).isEqualTo("False UpdateImmutableField {\"log\":false}");
    assertThat(world.podWrites()).as("one each").isEqualTo(2);
    assertThat(world.events())
        .extracting(Action.Announce::reason)
        .containsExactly("NotUpgradablePods");

    world.edit("{'containers':[{'name':'log','image':'log:1'}]}").settle();
    assertThat(world.counters()).isEqualTo("2/2/2/2");
    assertThat(world.upgradable(1)).isEqualTo("True AllSidecarsetUpgradable {\"log\":true}");
  }

  @Test
  void theConditionIsFalseWhileAnotherSidecarSetSaysNo() {
    SidecarWorld world =
        SidecarWorld.of(ALL)
            .pod(
                "p-1",
                p -> p.gate(SidecarSetKeys.UPGRADABLE, Condition.Status.FALSE, "{\"other\":false}"))
            .run();

    world.edit(IMAGE_2).run();

    assertThat(world.upgradable(0))
        .isEqualTo("False UpdateImmutableField {\"log\":true,\"other\":false}");
  }

  @Test
  void whatIsNoPartOfTheHashUpgradesNobodyButRidesAlong() {
    String note =
        "'patchPodMetadata':[{'annotations':{'note':'{\\'b\\':2}'},"
            + "'patchPolicy':'MergePatchJson'}]";
    SidecarWorld world =
        SidecarWorld.of("{}").pod("p-1", p -> p.annotation("note", "{\"a\":1}")).run();
    int history = world.revisions().size();

    world.edit("{" + note + ",'volumes':[{'name':'v'}]}").settle();
    assertThat(world.podWrites()).isZero();
    assertThat(world.counters()).isEqualTo("1/1/1/1");
    assertThat(world.revisions()).as("it is a revision all the same").hasSize(history + 1);

    world.edit(IMAGE_2).settle();
    assertThat(world.annotation(0, "note")).isEqualTo("{\"a\":1,\"b\":2}");
  }

  @Test
  void anAnnotationThatCannotBeMergedHoldsUpItsPodOnly() {
    SidecarWorld world =
        SidecarWorld.of(
                "{'updateStrategy':{'maxUnavailable':'100%'},'patchPodMetadata':"
                    + "[{'annotations':{'note':'{}'},'patchPolicy':'MergePatchJson'}]}")
            .pod("p-1", p -> p.annotation("note", "no json"))
            .pod("p-2")
            .run();

    world.edit(IMAGE_2).run();

    assertThat(world.images("log")).containsExactly("log:1", "log:2");
    assertThat(world.reasons()).contains("shop/p-1 InvalidMetadata");
  }

  @Test
  void aPodThatTheServerRefusedGivesItsPlaceToTheNext() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").pod("p-2").run().edit(IMAGE_2).step();
    Action refused = world.plan().actions().getLast();
    assertThat(refused.target().key().name()).isEqualTo("p-1");

    world.refused(refused, "Forbidden", "no").run();

    assertThat(world.images("log")).containsExactly("log:1", "log:2");
    assertThat(world.reasons()).contains("shop/p-1 UpdateRefused");
    assertThat(world.plan().nextLook()).contains(SidecarWorld.NOW.plusSeconds(10));
    assertThat(world.set().status().items("conditions").getFirst().text("message")).contains("no");
  }
}
