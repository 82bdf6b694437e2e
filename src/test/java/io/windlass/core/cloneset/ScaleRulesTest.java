package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pods one plan creates and deletes. */
class ScaleRulesTest {
  private static final CloneSets SPEC =
      CloneSets.sound().status("{'currentRevision': 'demo-old', 'updateRevision': 'demo-new'}");
  private static final RevisionView OLD =
      CloneSets.revision(CloneSets.sound().image("app:0").view(), "demo-old", 1);
  private static final RevisionView NEW =
      CloneSets.revision(CloneSets.sound().view(), "demo-new", 2);

  private static final String NAMES = "{'scaleStrategy': {'podsToDelete': ['demo-n', 'demo-z']}}";
  private static final Json.Obj STATUS = SPEC.view().status();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          names of pods that are there stay            | a n z    | -
          the name of a pod that is gone is taken out  | a n b    | {"spec":{"scaleStrategy":{"podsToDelete":["demo-n"]}}}
          a terminating pod counts as gone             | a nt zt  | {"spec":{"scaleStrategy":{"podsToDelete":null}}}
          """)
  void namesOfPodsThatAreGoneAreTakenOut(String rule, String pods, String patch) {
    PodView[] views =
        Stream.of(pods.split(" ", -1)).map(ScaleRulesTest::pod).toArray(PodView[]::new);
    List<String> patches =
        plan(CloneSets.sound().replicas(3).spec(NAMES).status(STATUS), views).actions().stream()
            .filter(action -> action.target().kind().equals(CloneSetKinds.CLONE_SET))
            .filter(Action.Patch.class::isInstance)
            .map(action -> JsonText.canonical(((Action.Patch) action).body()))
            .toList();
    assertThat(String.join(" ", patches)).isEqualTo(patch.equals("-") ? "" : patch);
  }

  private static Plan plan(CloneSets cloneSet, PodView... pods) {
    return CloneSetPlanner.plan(CloneSets.snapshot(cloneSet.view(), List.of(pods), OLD, NEW));
  }

  /** Marks: x specified-delete, d PreparingDelete, t terminating, f failed, - down, o old. */
  private static PodView pod(String word) {
    String marks = word.substring(1);
    Pods pod = Pods.serving("demo-" + word.charAt(0)).revision("demo-new");
    if (marks.contains("o")) {
      pod.revision("demo-old").image("main", "app:0").running();
    }
    if (marks.contains("x")) {
      pod.label("apps.kruise.io/specified-delete", "");
    }
    if (marks.contains("d")) {
      pod.lifecycle("PreparingDelete");
    }
    if (marks.contains("t")) {
      pod.terminating();
    }
    if (marks.contains("f")) {
      pod.phase(PodView.Phase.FAILED);
    }
    return marks.contains("-") ? pod.notReady().view() : pod.view();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a missing pod is created                                   | 3 | a b         | 1 |
          a terminating pod is replaced at once                      | 3 | a b ct      | 1 |
          a failed pod is replaced and stays                         | 3 | a b cf      | 1 |
          a surplus pod is deleted                                   | 1 | a b         | 0 | a
          one that is down goes before one that serves               | 1 | a- b        | 0 | a
          an old one goes before an updated one                      | 1 | ao b        | 0 | a
          a marked pod is deleted within the budget                  | 3 | ax b c      | 0 | a
          only so many marked pods that serve at once                | 3 | ax bx c     | 0 | a
          marked pods that are down need no budget                   | 3 | a bx- cx-    | 0 | b c
          a marked pod that is down uses the budget of another       | 3 | ax bx- c    | 0 | b
          no marked pod that serves goes while another is down       | 3 | ax b- c     | 0 |
          a marked pod covers a scale-in                             | 2 | ax b c      | 0 | a
          others are chosen when the marked ones are gone            | 1 | ax b c      | 0 | a
          a pod whose hook is gone is deleted                        | 2 | ad b c      | 0 | a
          a pod whose deletion was prepared is kept if it is needed  | 3 | ad b c      | 0 |
          a marked pod is not kept                                   | 3 | adx b c     | 0 | a
          missing pods come before deletions                         | 4 | ax b c      | 1 |
          a pod that the spec names is deleted like a marked one     | 3 | a b n       | 0 | n
          a pod that the spec names covers a scale-in                | 2 | a b n       | 0 | n
          """)
  void createdAndDeleted(String rule, int replicas, String pods, int creates, String deleted) {
    PodView[] views =
        Stream.of(pods.split(" ", -1)).map(ScaleRulesTest::pod).toArray(PodView[]::new);
    Plan plan = plan(CloneSets.sound().replicas(replicas).spec(NAMES).status(STATUS), views);
    assertThat(plan.actions().stream().filter(Action.Create.class::isInstance)).hasSize(creates);
    assertThat(
            plan.actions().stream()
                .filter(Action.Delete.class::isInstance)
                .map(action -> action.target().key().name().substring("demo-".length()))
                .collect(Collectors.joining(" ")))
        .isEqualTo(deleted == null ? "" : deleted);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a scale-out goes step by step            | 2     | a b    | 2 | ScaleUpLimited
          what is down uses the step               | 2     | a b-   | 1 | ScaleUpLimited
          it waits, and so do planned deletions    | 1     | ax b-  | 0 | ScaleUpLimited
          a percentage is rounded up               | `15%` | a b    | 2 | ScaleUpLimited
          enough for all                           | 8     | a b    | 8 | -
          """)
  void scaleOutsAreLimited(String rule, String most, String pods, int creates, String warning) {
    String limit = most.endsWith("%") ? "'" + most + "'" : most;
    String spec = "{'scaleStrategy': {'maxUnavailable': %s}}".formatted(limit);
    PodView[] views =
        Stream.of(pods.split(" ", -1)).map(ScaleRulesTest::pod).toArray(PodView[]::new);
    Plan plan = plan(CloneSets.sound().replicas(10).spec(spec).status(STATUS), views);
    assertThat(plan.actions().stream().filter(Action.Create.class::isInstance)).hasSize(creates);
    assertThat(plan.actions()).noneMatch(Action.Delete.class::isInstance);
    assertThat(
            plan.actions().stream()
                .filter(Action.Announce.class::isInstance)
                .map(action -> ((Action.Announce) action).reason())
                .filter(reason -> !reason.startsWith("Successful"))
                .toList())
        .isEqualTo(warning.equals("-") ? List.of() : List.of(warning));
  }

  @Test
  void aPodWhoseDeletionIsCancelledBecomesNormalAgain() {
    Plan plan =
        plan(CloneSets.sound().replicas(2).status(SPEC.view().status()), pod("ad"), pod("b"));
    assertThat(plan.actions())
        .singleElement()
        .matches(
            action ->
                ((Action.Patch) action)
                    .body()
                    .text("metadata", "labels", "lifecycle.apps.kruise.io/state")
                    .orElse("")
                    .equals("PreparingNormal"));
  }

  @Test
  void newPodsArePartlyOldUnderAPartition() {
    CloneSets cloneSet =
        CloneSets.sound()
            .replicas(4)
            .spec("{'updateStrategy': {'partition': 2}}")
            .status(SPEC.view().status());
    List<String> images =
        plan(cloneSet, pod("ao")).actions().stream()
            .filter(Action.Create.class::isInstance)
            .map(
                action ->
                    ((Action.Create) action)
                        .object()
                        .items("spec", "containers")
                        .getFirst()
                        .text("image")
                        .orElse(""))
            .toList();
    assertThat(images).containsExactly("app:0", "app:1", "app:1");
  }

  @Test
  void idsOfPodsAndOfTheLatelyDeletedAreNotBornAgain() {
    CloneSetSnapshot empty = CloneSets.snapshot(CloneSets.sound().view(), List.of(), NEW);
    List<String> first = created(CloneSetPlanner.plan(empty));
    RecentOutcomes remembered =
        new RecentOutcomes(
            empty.outcomes().scale(),
            empty.outcomes().update(),
            empty.outcomes().refusedPods(),
            Set.of(first.get(1)),
            Set.of(first.getFirst().substring("demo-".length())),
            Set.of());
    List<PodView> pods =
        List.of(Pods.serving(first.get(2)).revision("demo-new").terminating().view());
    List<String> second =
        created(
            CloneSetPlanner.plan(
                new CloneSetSnapshot(
                    empty.cloneSet(), pods, empty.revisions(), remembered, empty.now())));
    assertThat(second).hasSize(3).doesNotContainAnyElementsOf(first);
    assertThat(created(CloneSetPlanner.plan(empty))).isEqualTo(first);
  }

  @Test
  void aPodThatSomebodyElseDeletedDoesNotGiveItsNameToTheNext() {
    CloneSetSnapshot empty = CloneSets.snapshot(CloneSets.sound().view(), List.of(), NEW);
    List<String> first = created(CloneSetPlanner.plan(empty));
    CloneSetSnapshot after =
        new CloneSetSnapshot(
            empty.cloneSet(),
            List.of(),
            empty.revisions(),
            empty.outcomes().withDeparted(Set.copyOf(first)),
            empty.now());
    assertThat(created(CloneSetPlanner.plan(after))).hasSize(3).doesNotContainAnyElementsOf(first);
  }

  @Test
  void aPlanListsOnlySoManyCreates() {
    CloneSetSnapshot many =
        CloneSets.snapshot(CloneSets.sound().replicas(2000).view(), List.of(), NEW);
    assertThat(created(CloneSetPlanner.plan(many))).hasSize(ScaleStep.MAX_CREATES);
  }

  private static List<String> created(Plan plan) {
    return plan.actions().stream()
        .filter(Action.Create.class::isInstance)
        .map(action -> action.target().key().name())
        .toList();
  }
}
