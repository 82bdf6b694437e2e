package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.history.RevisionHash;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanResults;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pods that are to pull images and that the server does not let in. */
class ImagePullRefusedTest {
  private static final RevisionView OLD =
      CloneSets.revision(CloneSets.sound().view(), "demo-old", 1);
  private static final RevisionView NEW =
      CloneSets.revision(CloneSets.sound().image("app:2").view(), "demo-new", 2);
  private static final List<PodView> PODS =
      Stream.of("a", "b", "c", "d")
          .map(n -> Pods.serving("demo-" + n).revision("demo-old").scheduled(n).view())
          .toList();

  private static CloneSetSnapshot snapshot(RecentOutcomes memory, Duration later) {
    CloneSetSnapshot begin =
        CloneSets.snapshot(
            CloneSets.sound()
                .replicas(4)
                .image("app:2")
                .spec("{'updateStrategy': {'maxUnavailable': 1, 'partition': 4}}")
                .status("{'currentRevision': 'demo-old', 'updateRevision': 'demo-new'}")
                .view(),
            PODS,
            OLD,
            NEW);
    return new CloneSetSnapshot(
            begin.cloneSet(), begin.pods(), begin.revisions(), memory, begin.now().plus(later))
        .with(Features.DEFAULT.with(Feature.PRE_DOWNLOAD_IMAGE));
  }

  private static List<Action> pulls(Plan plan) {
    return plan.actions().stream().filter(CloneSetEvents::isPull).toList();
  }

  private static RecentOutcomes refuse(CloneSetSnapshot snapshot, String reason) {
    Plan plan = CloneSetPlanner.plan(snapshot);
    List<PlanResults.Refused> refused =
        pulls(plan).stream().map(pull -> new PlanResults.Refused(pull, reason, "no room")).toList();
    assertThat(refused).isNotEmpty();
    return RecentOutcomes.after(snapshot, plan, new PlanResults(List.of(), refused));
  }

  @Test
  void aRefusedPullBacksOffAndIsNoFailureOfTheCloneSet() {
    RecentOutcomes once = refuse(snapshot(RecentOutcomes.NONE, Duration.ZERO), "Forbidden");
    assertThat(once.scale()).isEmpty();
    assertThat(once.update()).isEmpty();

    CloneSetSnapshot soon = snapshot(once, Duration.ofSeconds(9));
    Plan waiting = CloneSetPlanner.plan(soon);
    assertThat(pulls(waiting)).isEmpty();
    assertThat(waiting.reasons())
        .anyMatch(why -> why.code().equals("PullRefused") && why.text().equals("no room"));
    Instant retryAt = soon.now().plusSeconds(1);
    assertThat(waiting.nextLook()).contains(retryAt);

    RecentOutcomes twice = refuse(snapshot(once, Duration.ofSeconds(10)), "Forbidden");
    assertThat(pulls(CloneSetPlanner.plan(snapshot(twice, Duration.ofSeconds(29))))).isEmpty();
    CloneSetSnapshot later = snapshot(twice, Duration.ofSeconds(30));
    Plan again = CloneSetPlanner.plan(later);
    assertThat(pulls(again)).hasSize(1);
    assertThat(RecentOutcomes.after(later, again, new PlanResults(pulls(again), List.of())).pull())
        .as("forgotten once one is let in")
        .isEmpty();
  }

  @Test
  void aNodeWhosePodHasTheNameOfAnotherIsPassedOver() {
    CloneSetSnapshot snapshot = snapshot(RecentOutcomes.NONE, Duration.ZERO);
    Action first = pulls(CloneSetPlanner.plan(snapshot)).getFirst();
    Plan next = CloneSetPlanner.plan(snapshot(refuse(snapshot, "AlreadyExists"), Duration.ZERO));
    assertThat(pulls(next))
        .singleElement()
        .satisfies(pull -> assertThat(pull.target()).isNotEqualTo(first.target()));
  }

  @Test
  void theLongestNameOfACloneSetLeavesRoomForTheName() {
    String name = "n".repeat(253);
    RevisionView longest =
        CloneSets.revision(
            CloneSets.sound().view(), name.substring(0, 223) + "-" + RevisionHash.of("x", 0), 1);
    assertThat(
            new ImagePullPod(CloneSets.sound().view(), longest, Map.of())
                .nameOn("node-" + "z".repeat(240)))
        .hasSizeLessThanOrEqualTo(253);
  }
}
