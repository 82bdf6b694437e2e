package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionRulesTest {
  private static final RevisionView FIRST =
      CloneSets.revision(CloneSets.sound().view(), "demo-first", 1);

  private static Plan plan(CloneSets cloneSet, RevisionView... revisions) {
    return CloneSetPlanner.plan(
        CloneSets.snapshot(
            cloneSet.view(),
            List.of(Pods.serving("demo-a").revision("demo-first").view()),
            revisions));
  }

  @Test
  void aNewTemplateIsStoredBeforeAnyPodIsTouched() {
    CloneSets cloneSet =
        CloneSets.sound()
            .image("app:2")
            .annotation("kubernetes.io/change-cause", "two")
            .annotation("kubectl.kubernetes.io/last-applied-configuration", "long");
    Plan plan = plan(cloneSet, FIRST);
    Json.Obj created = ((Action.Create) plan.actions().getFirst()).object();
    assertThat(plan.actions()).hasSize(1);
    assertThat(created.text("kind")).contains("ControllerRevision");
    assertThat(created.number("revision")).contains(2L);
    assertThat(created.text("data", "spec", "template", "$patch")).contains("replace");
    assertThat(created.object("metadata", "labels").fields().keySet())
        .containsExactly("app", "controller.kubernetes.io/hash");
    assertThat(created.object("metadata", "annotations").fields().keySet())
        .containsExactly(
            "kruise.io/cloneset-volumeclaimtemplate-hash", "kubernetes.io/change-cause");
    assertThat(created.text("metadata", "name"))
        .contains(
            "demo-"
                + created.text("metadata", "labels", "controller.kubernetes.io/hash").orElse(""));
    assertThat(plan.status().orElseThrow().body().text("status", "updateRevision"))
        .isEqualTo(created.text("metadata", "name"));
  }

  @Test
  void anOldTemplateGetsItsOldRevisionBack() {
    RevisionView second =
        CloneSets.revision(CloneSets.sound().image("app:2").view(), "demo-second", 5);
    Action only = plan(CloneSets.sound(), FIRST, second).actions().getFirst();
    assertThat(only.target().key().name()).isEqualTo("demo-first");
    assertThat(((Action.Patch) only).body()).isEqualTo(JsonText.parse("{\"revision\": 6}"));
  }

  private static final String CLAIMS =
      "{'volumeClaimTemplates': [{'metadata': {'name': 'data'}, 'spec': {'accessModes':"
          + " ['ReadWriteOnce'], 'resources': {'requests': {'storage': '1Gi'}}}}]}";

  @Test
  void issue2486AnOldRevisionWithoutAnnotationsNotesTheClaimsOfNow() {
    RevisionView second =
        CloneSets.revision(CloneSets.sound().image("app:2").view(), "demo-second", 5);
    Action only = plan(CloneSets.sound().spec(CLAIMS), FIRST, second).actions().getFirst();
    assertThat(((Action.Patch) only).body())
        .isEqualTo(
            JsonText.parse(
                """
                {"revision": 6, "metadata": {"annotations":
                  {"kruise.io/cloneset-volumeclaimtemplate-hash": "3636919212"}}}
                """));
  }

  @Test
  void otherClaimTemplatesAloneAreNoRevisionAndTouchNoPod() {
    Plan plan = plan(CloneSets.sound().replicas(1).spec(CLAIMS), FIRST);
    assertThat(plan.actions()).isEmpty();
  }

  @Test
  void aTemplateThatOpenKruiseRecordedIsTheSame() {
    Json.Obj recorded =
        (Json.Obj)
            JsonText.parse(
                """
                {"spec":{"template":{"$patch":"replace",
                  "metadata":{"creationTimestamp":null,"labels":{"app":"demo"}},
                  "spec":{"containers":[{"image":"app:1","name":"main","resources":{}}]}}}}
                """);
    Plan plan = plan(CloneSets.sound().replicas(1), CloneSets.revision("demo-first", 3, recorded));
    assertThat(plan.actions()).isEmpty();
  }

  @Test
  void nullsInTheTemplateMeanNothing() {
    Plan plan =
        plan(
            CloneSets.sound()
                .replicas(1)
                .spec(
                    "{'template': {'spec': {'containers': [{'name': 'main', 'image': 'app:1',"
                        + " 'command': null, 'resources': {}}]}}}"),
            FIRST);
    assertThat(plan.actions()).isEmpty();
  }

  @Test
  void aNameThatIsTakenCountsAsACollision() {
    CloneSets cloneSet = CloneSets.sound().image("app:2");
    String name = plan(cloneSet, FIRST).actions().getFirst().target().key().name();
    Plan plan =
        plan(cloneSet, CloneSets.revision(CloneSets.sound().image("app:9").view(), name, 2));
    assertThat(plan.actions().getFirst().target().key().name()).isNotEqualTo(name);
    assertThat(plan.status().orElseThrow().body().number("status", "collisionCount")).contains(1L);
  }

  @Test
  void theOldestUnusedRevisionsAreDeleted() {
    CloneSets cloneSet = CloneSets.sound().replicas(1).spec("{'revisionHistoryLimit': 1}");
    RevisionView used = CloneSets.revision(CloneSets.sound().view(), "demo-first", 9);
    Plan plan =
        plan(
            cloneSet,
            CloneSets.revision(CloneSets.sound().image("app:3").view(), "demo-c", 3),
            CloneSets.revision(CloneSets.sound().image("app:2").view(), "demo-b", 2),
            CloneSets.revision(CloneSets.sound().image("app:4").view(), "demo-d", 4),
            used);
    assertThat(plan.actions())
        .extracting(action -> action.target().key().name())
        .containsExactly("demo-b", "demo-c");
    assertThat(plan.actions()).allMatch(Action.Delete.class::isInstance);
  }

  @Test
  void theNewerOfTwoEqualRevisionsIsTheOne() {
    RevisionView twin = CloneSets.revision(CloneSets.sound().view(), "demo-twin", 4);
    Plan plan = plan(CloneSets.sound().replicas(1), FIRST, twin);
    assertThat(plan.status().orElseThrow().body().text("status", "updateRevision"))
        .contains("demo-twin");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the one that the status names     | demo-first | demo-first
          one that is gone                  | demo-gone  | demo-second
          none                              | ''         | demo-second
          """)
  void theCurrentRevisionIsTheOneThatTheStatusNamesIfItIsThere(
      String rule, String named, String current) {
    CloneSets cloneSet = CloneSets.sound().replicas(2).image("app:2");
    cloneSet.status("{'currentRevision': '%s'}".formatted(named));
    RevisionView second = CloneSets.revision(cloneSet.view(), "demo-second", 2);
    Plan plan = plan(cloneSet, FIRST, second);
    assertThat(plan.status().orElseThrow().body().text("status", "currentRevision").orElse(named))
        .isEqualTo(current);
  }

  @Test
  void aRevisionThatAPodIsOfIsKept() {
    CloneSets cloneSet =
        CloneSets.sound().replicas(1).image("app:2").spec("{'revisionHistoryLimit': 0}");
    RevisionView update = CloneSets.revision(cloneSet.view(), "demo-second", 2);
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(
                cloneSet.status("{'currentRevision': 'demo-second'}").view(),
                List.of(Pods.serving("demo-a").revision("demo-first").terminating().view()),
                FIRST,
                update));
    assertThat(plan.actions()).noneMatch(Action.Delete.class::isInstance);
  }

  private static CloneSets dressed() {
    return CloneSets.sound()
        .spec(
            "{'template': {'metadata': {'annotations': {'note': 'x'}, 'finalizers': ['a/b']},"
                + " 'spec': {'readinessGates': [{'conditionType': 'Mine'}]}}}");
  }

  @Test
  void aPodIsMadeExactlyLikeThis() {
    CloneSets cloneSet = dressed();
    RevisionView revision = CloneSets.revision(cloneSet.view(), "demo-x", 1);
    Json.Obj template = TemplateDocument.recorded(revision.data());
    var blueprint = new PodBlueprint(cloneSet.view(), revision, template, Features.DEFAULT);
    assertThat(blueprint.create("abcde", Pods.BIRTH).object())
        .isEqualTo(
            JsonText.parse(
                """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {
                   "name": "demo-abcde", "generateName": "demo-", "namespace": "shop",
                   "labels": {
                     "app": "demo",
                     "apps.kruise.io/cloneset-instance-id": "abcde",
                     "controller-revision-hash": "demo-x", "pod-template-hash": "x",
                     "lifecycle.apps.kruise.io/state": "PreparingNormal"},
                   "annotations": {
                     "note": "x", "lifecycle.apps.kruise.io/timestamp": "2026-01-01T00:00:00Z"},
                   "finalizers": ["a/b"],
                   "ownerReferences": [{
                     "apiVersion": "apps.kruise.io/v1alpha1", "kind": "CloneSet", "name": "demo",
                     "uid": "cs-uid", "controller": true, "blockOwnerDeletion": true}]},
                 "spec": {
                   "containers": [{"name": "main", "image": "app:1"}],
                   "readinessGates": [
                     {"conditionType": "Mine"}, {"conditionType": "InPlaceUpdateReady"},
                     {"conditionType": "KruisePodReady"}]}}
                """));
  }
}
