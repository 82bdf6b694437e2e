package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.testing.Pods;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What went wrong with SidecarSets in OpenKruise, by the numbers of its issues. */
class SidecarRegressionTest {
  private static final String ALL = "{'updateStrategy':{'maxUnavailable':'100%'}}";

  private static String image(int version) {
    return "{'containers':[{'name':'log','image':'log:%d'}]}".formatted(version);
  }

  private static List<Action.Patch> podWrites(SidecarWorld world) {
    return world.plan().actions().stream()
        .filter(action -> action.target().kind().equals(ResourceKind.POD))
        .map(Action.Patch.class::cast)
        .toList();
  }

  @Test
  void issue2472AWriteIsForThePodThatWasSeenAndForNoOtherOfItsName() {
    SidecarWorld world = SidecarWorld.of(ALL).pod("p-1").pod("p-2").run().edit(image(2)).step();
    List<Action.Patch> writes = podWrites(world);
    assertThat(writes).hasSize(4);
    for (Action.Patch write : writes) {
      assertThat(write.precondition().uid()).isNotEmpty();
      assertThat(write.body().object("metadata").fields().keySet())
          .as("it adds, and never replaces")
          .doesNotContain("labels", "ownerReferences");
    }
    assertThat(world.refused(writes.getLast(), "NotFound", "gone").run().images("log"))
        .as("the other one is upgraded")
        .contains("log:2");
  }

  @Test
  void issue1641AStatusIsAboutTheGenerationThatWasSeen() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").run().edit(image(2));
    long seen = world.set().meta().generation();
    Json body = world.plan().status().map(Action.Patch::body).orElseThrow();
    assertThat(body.number("status", "observedGeneration")).contains(seen);
    assertThat(body.object("status").fields())
        .as("what the pods are not yet")
        .containsEntry("updatedPods", Json.of(0));
  }

  @Test
  void issue1435AnImageThatIsChangedOnceMoreIsRolledOutAllTheSame() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").pod("p-2").pod("p-3").run();
    world.edit(image(2)).run();
    assertThat(world.images("log")).containsOnlyOnce("log:2");
    world.edit(image(3)).settle();
    assertThat(world.images("log")).containsOnly("log:3");
    assertThat(world.counters()).isEqualTo("3/3/3/3");
  }

  @Test
  void podsThatHaveEndedUseNoBudget() {
    SidecarWorld world =
        SidecarWorld.of("{}").pod("p-0", Pods::terminating).pod("p-1").pod("p-2").run();
    world.edit(image(2)).settle();
    assertThat(world.images("log"))
        .as("since OpenKruise 1.0")
        .containsExactly("log:1", "log:2", "log:2");
  }

  @Test
  void aPodFromBeforeTheListOfNamesGetsOne() {
    SidecarWorld world =
        SidecarWorld.of(ALL).pod("p-1", pod -> pod.annotation(SidecarSetKeys.INJECTED, ""));
    world.run().edit(image(2)).settle();
    assertThat(world.annotation(0, SidecarSetKeys.INJECTED)).isEqualTo("log");
  }
}
