package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.cloneset.RecentOutcomes.Write;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanResults;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeLogTest {
  private static final RevisionView OLD =
      CloneSets.revision(CloneSets.sound().view(), "demo-old", 1);
  private static final RevisionView NEW =
      CloneSets.revision(CloneSets.sound().image("app:2").view(), "demo-new", 2);

  private static CloneSetSnapshot snapshot(CloneSets cloneSet, PodView... pods) {
    return CloneSets.snapshot(cloneSet.view(), List.of(pods), OLD, NEW);
  }

  private static CloneSetSnapshot withMemory(CloneSetSnapshot snapshot, RecentOutcomes outcomes) {
    return new CloneSetSnapshot(
        snapshot.cloneSet(), snapshot.pods(), snapshot.revisions(), outcomes, snapshot.now());
  }

  private static RecentOutcomes refuse(CloneSetSnapshot snapshot, String reason, int... actions) {
    Plan plan = CloneSetPlanner.plan(withMemory(snapshot, RecentOutcomes.NONE));
    List<PlanResults.Refused> refused = new ArrayList<>();
    for (int index : actions) {
      refused.add(new PlanResults.Refused(plan.actions().get(index), reason, "words"));
    }
    return RecentOutcomes.after(snapshot, plan, new PlanResults(List.of(), refused));
  }

  private static CloneSetSnapshot oneOldPod() {
    return snapshot(
        CloneSets.sound().replicas(1).image("app:2"),
        Pods.serving("demo-a").revision("demo-old").view());
  }

  @Test
  void aRefusedUpdateIsRememberedForThatRevision() {
    CloneSetSnapshot snapshot = oneOldPod();
    RecentOutcomes after = refuse(snapshot, "Forbidden", 1);
    assertThat(after.refused("uid-demo-a", "demo-new", snapshot.now()))
        .map(Refusal::message)
        .contains("words");
    assertThat(after.refused("uid-demo-a", "demo-other", snapshot.now())).isEmpty();
    assertThat(after.update()).map(Refusal::write).contains(Write.UPDATE);
    assertThat(after.scale()).isEmpty();
  }

  @Test
  void aRefusedRecreationIsRememberedForTheRevisionThatWasWanted() {
    CloneSetSnapshot snapshot =
        snapshot(
            CloneSets.sound().replicas(1).type("ReCreate").image("app:2"),
            Pods.serving("demo-a").revision("demo-old").view());
    RecentOutcomes after = refuse(snapshot, "Forbidden", 0);
    assertThat(after.refused("uid-demo-a", "demo-new", snapshot.now())).isPresent();
    assertThat(after.refused("uid-demo-a", "", snapshot.now())).isEmpty();
  }

  @Test
  void theWaitGrowsToFiveMinutes() {
    CloneSetSnapshot snapshot = oneOldPod();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      snapshot = withMemory(snapshot, refuse(snapshot, "Forbidden", 1));
      Refusal refusal = snapshot.outcomes().update().orElseThrow();
      waits.add(Duration.between(snapshot.now(), refusal.retryAt()).toSeconds());
    }
    assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void halfAChainIsNotASuccess() {
    CloneSetSnapshot snapshot = oneOldPod();
    Plan plan = CloneSetPlanner.plan(snapshot);
    List<Action> chain = plan.actions().subList(0, 2);
    PlanResults results =
        new PlanResults(
            chain, List.of(new PlanResults.Refused(chain.get(1), "Forbidden", "words")));
    CloneSetSnapshot second = withMemory(snapshot, RecentOutcomes.after(snapshot, plan, results));
    assertThat(RecentOutcomes.after(second, plan, results).update())
        .map(Refusal::times)
        .contains(2);
  }

  @Test
  void whenItSucceedsItIsForgotten() {
    CloneSetSnapshot snapshot = oneOldPod();
    Plan plan = CloneSetPlanner.plan(snapshot);
    CloneSetSnapshot refused = withMemory(snapshot, refuse(snapshot, "Forbidden", 1));
    RecentOutcomes after =
        RecentOutcomes.after(refused, plan, new PlanResults(plan.actions(), List.of()));
    assertThat(after).isEqualTo(RecentOutcomes.NONE);
  }

  @Test
  void podsThatAreGoneAreForgotten() {
    RecentOutcomes refused = refuse(oneOldPod(), "Forbidden", 1);
    CloneSetSnapshot empty = withMemory(snapshot(CloneSets.sound().replicas(0)), refused);
    assertThat(RecentOutcomes.after(empty, Plan.DONE, new PlanResults(List.of(), List.of())))
        .isEqualTo(RecentOutcomes.NONE);
  }

  @Test
  void severalRefusedCreatesOfOneRunCountAsOne() {
    CloneSetSnapshot snapshot = snapshot(CloneSets.sound().image("app:2"));
    RecentOutcomes after = refuse(snapshot, "Forbidden", 0, 2, 4);
    assertThat(after.scale()).map(Refusal::times).contains(1);
    assertThat(after.holdsCreates(snapshot.now())).isTrue();
    assertThat(after.holdsCreates(snapshot.now().plusSeconds(1))).isFalse();
  }

  @Test
  void aNameThatBelongsToSomebodyElseIsTaken() {
    CloneSetSnapshot snapshot = snapshot(CloneSets.sound().image("app:2"));
    String name = CloneSetPlanner.plan(snapshot).actions().getFirst().target().key().name();
    assertThat(refuse(snapshot, "AlreadyExists", 0).takenNames()).containsExactly(name);
  }

  @Test
  void aRefusedDeletionDoesNotHoldCreates() {
    CloneSetSnapshot snapshot =
        snapshot(
            CloneSets.sound().replicas(0).image("app:2"),
            Pods.serving("demo-a").revision("demo-new").view());
    RecentOutcomes after = refuse(snapshot, "Forbidden", 0);
    assertThat(after.refused("uid-demo-a", "", snapshot.now())).isPresent();
    assertThat(after.scale()).map(Refusal::write).contains(Write.DELETE);
    assertThat(after.holdsCreates(snapshot.now())).isFalse();
    assertThat(CloneSetPlanner.plan(withMemory(snapshot, after)).actions()).isEmpty();
  }

  @Test
  void idsOfDeletedPodsAreRemembered() {
    PodView[] pods =
        IntStream.range(0, 3)
            .mapToObj(i -> Pods.serving("demo-" + i).revision("demo-new").view())
            .toArray(PodView[]::new);
    CloneSetSnapshot snapshot = snapshot(CloneSets.sound().replicas(1).image("app:2"), pods);
    Plan plan = CloneSetPlanner.plan(snapshot);
    RecentOutcomes after =
        RecentOutcomes.after(snapshot, plan, new PlanResults(plan.actions(), List.of()));
    assertThat(after.deletedIds()).containsExactlyInAnyOrder("0", "1");
  }

  @Test
  void aRefusalBecomesAWarningOfOpenKruisesName() {
    CloneSetSnapshot update = oneOldPod();
    assertThat(warnings(update, 1)).containsExactly("FailedUpdatePodInPlace");
    assertThat(warnings(update, 0)).containsExactly("FailedUpdatePodInPlace");
    CloneSetSnapshot create = snapshot(CloneSets.sound().image("app:2"));
    assertThat(warnings(create, 0)).containsExactly("FailedCreate");
    CloneSetSnapshot recreate =
        snapshot(
            CloneSets.sound().replicas(1).type("ReCreate").image("app:2"),
            Pods.serving("demo-a").revision("demo-old").view());
    assertThat(warnings(recreate, 0)).containsExactly("FailedUpdatePodReCreate");
    CloneSetSnapshot scaleIn =
        snapshot(
            CloneSets.sound().replicas(0).image("app:2"),
            Pods.serving("demo-a").revision("demo-new").view());
    assertThat(warnings(scaleIn, 0)).containsExactly("FailedDelete");
  }

  private static List<String> warnings(CloneSetSnapshot snapshot, int action) {
    Plan plan = CloneSetPlanner.plan(snapshot);
    Optional<Action.Announce> warning =
        CloneSetEvents.refused(snapshot.cloneSet(), plan, plan.actions().get(action), "words");
    return warning
        .filter(announce -> announce.severity() == Action.Severity.WARNING)
        .filter(announce -> announce.message().endsWith(": words"))
        .map(Action.Announce::reason)
        .stream()
        .toList();
  }
}
