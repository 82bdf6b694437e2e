package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.cloneset.RecentOutcomes.Write;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.Reason;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusRulesTest {
  private static final RevisionView NEW =
      CloneSets.revision(CloneSets.sound().view(), "demo-new", 2);
  private static final RevisionView OLD =
      CloneSets.revision(CloneSets.sound().image("app:0").view(), "demo-old", 1);
  private static final Instant NOW = Pods.BIRTH.plusSeconds(60);

  private static Json.Obj status(Plan plan) {
    return plan.status().map(Action.Patch::body).orElse(Json.Obj.EMPTY).object("status");
  }

  private static Plan plan(CloneSets cloneSet, RecentOutcomes outcomes, PodView... pods) {
    return CloneSetPlanner.plan(
        new CloneSetSnapshot(cloneSet.view(), List.of(pods), List.of(OLD, NEW), outcomes, NOW));
  }

  private static Plan halfWay(CloneSets cloneSet) {
    return plan(
        cloneSet,
        RecentOutcomes.NONE,
        Pods.serving("demo-a").revision("demo-new").view(),
        Pods.serving("demo-b").revision("demo-new").ready(NOW.minusSeconds(5)).view(),
        Pods.serving("demo-c").revision("demo-new").notReady().view(),
        Pods.serving("demo-d").revision("demo-old").lifecycle("Updating").view(),
        Pods.serving("demo-e").revision("demo-old").view(),
        Pods.serving("demo-t").revision("demo-old").terminating().view());
  }

  @Test
  void everyField() {
    CloneSets cloneSet =
        CloneSets.sound()
            .generation(7)
            .replicas(5)
            .spec("{'minReadySeconds': 30, 'updateStrategy': {'partition': 2}}")
            .status("{'currentRevision': 'demo-old', 'mine': 'stays'}");
    Plan plan = halfWay(cloneSet);
    assertThat(status(plan))
        .isEqualTo(
            JsonText.parse(
                """
                {"observedGeneration": 7, "replicas": 5, "readyReplicas": 4, "availableReplicas": 2,
                 "updatedReplicas": 3, "updatedReadyReplicas": 2, "updatedAvailableReplicas": 1,
                 "expectedUpdatedReplicas": 3, "updateRevision": "demo-new", "collisionCount": 0,
                 "labelSelector": "app=demo"}
                """));
    assertThat(plan.nextLook()).contains(NOW.plusSeconds(25).plusMillis(1));
    assertThat(plan.reasons())
        .extracting(Reason::subject, Reason::code)
        .contains(tuple("demo-b", "MinReady"), tuple("demo-c", "NotReady"));
  }

  @Test
  void theUpdateRevisionBecomesCurrentWithoutWaitingForReadiness() {
    CloneSets cloneSet = CloneSets.sound().replicas(1).status("{'currentRevision': 'demo-old'}");
    PodView pod = Pods.serving("demo-a").revision("demo-new").notReady().view();
    assertThat(status(plan(cloneSet, RecentOutcomes.NONE, pod)).text("currentRevision"))
        .contains("demo-new");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          while an old pod is left  | 2 | n o  | demo-old
          while a pod is missing    | 2 | n    | demo-old
          while a pod is too many   | 2 | n n n | demo-old
          when all are updated      | 2 | n n  | demo-new
          """)
  void theCurrentRevisionStaysUntilAllPodsAreUpdated(
      String rule, int replicas, String pods, String current) {
    CloneSets cloneSet =
        CloneSets.sound()
            .replicas(replicas)
            .status("{'currentRevision': 'demo-old', 'updateRevision': 'demo-new'}");
    String[] words = pods.split(" ", -1);
    PodView[] views = new PodView[words.length];
    for (int i = 0; i < words.length; i++) {
      views[i] =
          Pods.serving("demo-" + i).revision(words[i].equals("n") ? "demo-new" : "demo-old").view();
    }
    Plan plan = plan(cloneSet, RecentOutcomes.NONE, views);
    assertThat(status(plan).text("currentRevision").orElse("demo-old")).isEqualTo(current);
  }

  @Test
  void theWriteHoldsForThisCloneSetOnly() {
    Action.Patch patch = plan(CloneSets.sound(), RecentOutcomes.NONE).status().orElseThrow();
    assertThat(patch.precondition()).isEqualTo(new Action.Precondition("cs-uid", 0));
    assertThat(patch.subresource()).isEqualTo("status");
    assertThat(patch.type()).isEqualTo(Action.PatchType.MERGE);
  }

  private static RecentOutcomes refused(Write write, String message) {
    Refusal refusal = new Refusal(write, "Forbidden", message, NOW.plusSeconds(9), 1);
    boolean update = write == Write.UPDATE;
    return new RecentOutcomes(
        update ? Optional.empty() : Optional.of(refusal),
        update ? Optional.of(refusal) : Optional.empty(),
        Map.of(),
        Set.of(),
        Set.of(),
        Set.of());
  }

  private static List<Json> conditions(Plan plan) {
    return status(plan).items("conditions");
  }

  @Test
  void aRefusedCreateIsToldInTheServersWordsAndTriedAgainLater() {
    Plan plan = plan(CloneSets.sound(), refused(Write.CREATE, "exceeded quota"));
    assertThat(conditions(plan))
        .containsExactly(
            JsonText.parse(
                """
                {"type": "FailedScale", "status": "True", "reason": "Forbidden",
                 "message": "exceeded quota", "lastUpdateTime": "2026-01-01T00:01:00Z",
                 "lastTransitionTime": "2026-01-01T00:01:00Z"}
                """));
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.nextLook()).contains(NOW.plusSeconds(9));
  }

  private static final String TOLD =
      "{'conditions': [{'type': 'Other', 'status': 'True'}, {'type': 'FailedScale', 'status':"
          + " 'True', 'reason': 'Forbidden', 'message': 'exceeded quota', 'lastTransitionTime':"
          + " '2025-01-01T00:00:00Z'}]}";

  @Test
  void whatWasToldIsNotToldAgain() {
    Plan plan = plan(CloneSets.sound().status(TOLD), refused(Write.CREATE, "exceeded quota"));
    assertThat(status(plan).at("conditions")).isEmpty();
  }

  @Test
  void otherWordsKeepTheTimeOfTheTransition() {
    Plan plan = plan(CloneSets.sound().status(TOLD), refused(Write.CREATE, "no"));
    assertThat(conditions(plan).get(1).text("lastTransitionTime")).contains("2025-01-01T00:00:00Z");
    assertThat(conditions(plan).get(1).text("message")).contains("no");
  }

  @Test
  void aManagerThatRemembersNothingLeavesItWhilePodsAreMissing() {
    Plan plan = plan(CloneSets.sound().status(TOLD), RecentOutcomes.NONE);
    assertThat(status(plan).at("conditions")).isEmpty();
  }

  @Test
  void itGoesWhenNothingIsMissingAnyMore() {
    PodView pod = Pods.serving("demo-a").revision("demo-new").view();
    Plan plan = plan(CloneSets.sound().replicas(1).status(TOLD), RecentOutcomes.NONE, pod);
    assertThat(conditions(plan))
        .containsExactly(JsonText.parse("{\"type\": \"Other\", \"status\": \"True\"}"));
  }

  @Test
  void aRefusedUpdateIsToldWhilePodsAreOld() {
    PodView pod = Pods.serving("demo-a").revision("demo-old").view();
    RecentOutcomes outcomes = refused(Write.UPDATE, "the policy says no");
    assertThat(conditions(plan(CloneSets.sound().replicas(1), outcomes, pod)))
        .singleElement()
        .matches(condition -> condition.text("type").orElse("").equals("FailedUpdate"));
    PodView updated = Pods.serving("demo-a").revision("demo-new").view();
    assertThat(conditions(plan(CloneSets.sound().replicas(1), outcomes, updated))).isEmpty();
  }

  @Test
  void progressThatNobodyAskedForIsRemoved() {
    PodView pod = Pods.serving("demo-a").revision("demo-new").view();
    CloneSets cloneSet =
        CloneSets.sound()
            .replicas(1)
            .status("{'conditions': [{'type': 'Progressing', 'status': 'True'}]}");
    assertThat(status(plan(cloneSet, RecentOutcomes.NONE, pod)).at("conditions"))
        .contains(Json.Null.VALUE);
  }
}
