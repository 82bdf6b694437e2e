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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pods one plan updates, and how. */
class UpdateRulesTest {
  private static final RevisionView OLD =
      CloneSets.revision(CloneSets.sound().view(), "demo-old", 1);

  private static RevisionView revisionOf(CloneSets cloneSet) {
    return CloneSets.revision(cloneSet.view(), "demo-new", 2);
  }

  private static CloneSets changed() {
    return CloneSets.sound()
        .image("app:2")
        .status("{'currentRevision': 'demo-old', 'updateRevision': 'demo-new'}");
  }

  /** Letters: o old, O old and down, p old and asked by its hook, n updated, N and down. */
  private static List<PodView> pods(String letters) {
    List<PodView> pods = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      String letter = letters.substring(i, i + 1);
      Pods pod = Pods.serving("demo-" + i);
      if (letter.equalsIgnoreCase("n")) {
        pod.revision("demo-new").image("main", "app:2").running();
      } else {
        pod.revision("demo-old");
      }
      if (letter.equals("p")) {
        pod.lifecycle("PreparingUpdate");
      }
      pods.add(letter.equals(letter.toLowerCase(Locale.ROOT)) ? pod.view() : pod.notReady().view());
    }
    return pods;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          20% of three is one pod                                | {'maxUnavailable': '20%'}                  | ooo        | 0
          the budget limits the first step                       | {'maxUnavailable': 2}                      | ooo        | 0 1
          the partition limits the update                        | {'maxUnavailable': 3, 'partition': 2}      | ooo        | 0
          99% of four keeps three back (#954)                    | {'maxUnavailable': 4, 'partition': '99%'}  | oooo       | 0
          100% keeps all back                                    | {'maxUnavailable': 4, 'partition': '100%'} | oooo       | -
          50% of one keeps it back                               | {'maxUnavailable': 1, 'partition': '50%'}  | o          | -
          a raised partition moves nothing back                  | {'maxUnavailable': 3, 'partition': 3}      | onn        | -
          no budget is left while one is down                    | {'maxUnavailable': 1}                      | noN        | -
          an old pod that is down goes first and needs no budget | {'maxUnavailable': 1}                      | ooO        | 2
          a new revision that does not work stops it (#899)      | {'maxUnavailable': 1}                      | NOo        | -
          with more budget the next pod goes                     | {'maxUnavailable': 2}                      | Noo        | 1
          who was asked by its hook already goes first           | {'maxUnavailable': 2}                      | oop        | 2 0
          paused                                                 | {'maxUnavailable': 3, 'paused': true}      | ooo        | -
          done                                                   | {'maxUnavailable': 3}                      | nnn        | -
          whom a person wants first goes first                   | {'maxUnavailable': 1, 'priorityStrategy': {'orderPriority': [{'orderedKey': 'apps.kruise.io/cloneset-instance-id'}]}} | ooo | 2
          whom a person wants first waits for the pods that are down | {'maxUnavailable': 1, 'priorityStrategy': {'orderPriority': [{'orderedKey': 'apps.kruise.io/cloneset-instance-id'}]}} | oOo | 1
          """)
  void picked(String rule, String strategy, String letters, String expected) {
    CloneSets cloneSet =
        changed().replicas(letters.length()).spec("{'updateStrategy': " + strategy + "}");
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(cloneSet.view(), pods(letters), OLD, revisionOf(cloneSet)));
    String touched =
        plan.actions().stream()
            .filter(action -> action instanceof Action.Patch patch && patch.subresource().isEmpty())
            .map(action -> action.target().key().name().substring("demo-".length()))
            .collect(Collectors.joining(" "));
    assertThat(touched.isEmpty() ? "-" : touched).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a new image, if possible in place       | InPlaceIfPossible | {'spec':{'containers':[{'name':'main','image':'app:2'}]}}             | status pod
          a new image, only in place              | InPlaceOnly       | {'spec':{'containers':[{'name':'main','image':'app:2'}]}}             | status pod
          a new image, by a new pod               | ReCreate          | {'spec':{'containers':[{'name':'main','image':'app:2'}]}}             | delete
          a new label, if possible in place       | InPlaceIfPossible | {'metadata':{'labels':{'a':'b'}}}                                     | pod
          a new label, by a new pod               | ReCreate          | {'metadata':{'labels':{'a':'b'}}}                                     | delete
          a new variable, if possible in place    | InPlaceIfPossible | {'spec':{'containers':[{'name':'main','image':'app:1','env':[{'name':'A'}]}]}} | delete
          a new variable, only in place (kruise 0.6) | InPlaceOnly     | {'spec':{'containers':[{'name':'main','image':'app:1','env':[{'name':'A'}]}]}} | -
          """)
  void means(String rule, String type, String template, String expected) {
    CloneSets cloneSet =
        CloneSets.sound()
            .type(type)
            .replicas(1)
            .spec("{'template': " + template + "}")
            .status("{'currentRevision': 'demo-old'}");
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(cloneSet.view(), pods("o"), OLD, revisionOf(cloneSet)));
    String writes =
        plan.actions().stream()
            .filter(action -> !(action instanceof Action.Announce))
            .map(UpdateRulesTest::word)
            .collect(Collectors.joining(" "));
    assertThat(writes.isEmpty() ? "-" : writes).isEqualTo(expected);
  }

  private static String word(Action action) {
    return switch (action) {
      case Action.Patch patch -> patch.subresource().isEmpty() ? "pod" : patch.subresource();
      case Action.Delete _ -> "delete";
      case Action.Create _, Action.Apply _, Action.Announce _ -> "other";
    };
  }

  @Test
  void whatCannotBeDoneInPlaceIsToldAndDoesNotStopOthers() {
    CloneSets cloneSet =
        changed().type("InPlaceOnly").spec("{'updateStrategy': {'maxUnavailable': 2}}");
    List<PodView> pods = pods("oo");
    pods.add(Pods.serving("demo-x").revision("demo-forgotten").notReady().view());
    Plan plan =
        CloneSetPlanner.plan(CloneSets.snapshot(cloneSet.view(), pods, OLD, revisionOf(cloneSet)));
    assertThat(plan.actions())
        .extracting(action -> action.target().key().name())
        .contains("demo-0")
        .doesNotContain("demo-x");
    assertThat(plan.status().orElseThrow().body().items("status", "conditions"))
        .singleElement()
        .matches(condition -> condition.text("type").orElse("").equals("FailedUpdate"))
        .matches(condition -> condition.text("reason").orElse("").equals("NotInPlace"));
  }

  @Test
  void aPodWhoseRevisionIsForgottenIsMadeAnew() {
    CloneSets cloneSet = changed().replicas(1);
    List<PodView> pods = List.of(Pods.serving("demo-x").revision("demo-forgotten").view());
    Plan plan =
        CloneSetPlanner.plan(CloneSets.snapshot(cloneSet.view(), pods, OLD, revisionOf(cloneSet)));
    assertThat(plan.actions().getFirst()).isInstanceOf(Action.Delete.class);
  }

  @Test
  void aPodWithTheShortHashIsOfItsRevision() {
    CloneSets cloneSet = changed().replicas(1);
    PodView adopted =
        Pods.serving("demo-x").revision("demo-old").label("controller-revision-hash", "old").view();
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(cloneSet.view(), List.of(adopted), OLD, revisionOf(cloneSet)));
    assertThat(plan.actions()).first().isInstanceOf(Action.Patch.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a gate that was up is taken down first                        | up   | 3 status, 3 pod
          a gate that was seen down is not trusted to be down (#2276)   | down | 3 pod
          a pod that never had the gate needs no status                 | none | 3 pod
          """)
  void eachWriteHoldsForTheVersionThatWasSeen(String rule, String gate, String writes) {
    CloneSets cloneSet = changed().replicas(1);
    Pods pod = Pods.serving("demo-0").revision("demo-old").version(3);
    pod = gate.equals("down") ? pod.gateDown() : gate.equals("none") ? pod.withoutGate() : pod;
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(cloneSet.view(), List.of(pod.view()), OLD, revisionOf(cloneSet)));
    assertThat(
            plan.actions().stream()
                .filter(Action.Patch.class::isInstance)
                .map(Action.Patch.class::cast)
                .map(patch -> patch.precondition().version() + " " + word(patch))
                .collect(Collectors.joining(", ")))
        .isEqualTo(writes);
  }

  @Test
  void containersGoByNameAndKeysOfOldReleasesGoAway() {
    CloneSets cloneSet = changed().replicas(1);
    PodView injected =
        Pods.serving("demo-0")
            .revision("demo-old")
            .image("a-sidecar", "sidecar:1")
            .running()
            .annotation("inplace-update-state", "{}")
            .view();
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(cloneSet.view(), List.of(injected), OLD, revisionOf(cloneSet)));
    var patch = (Action.Patch) plan.actions().get(1);
    assertThat(patch.type()).isEqualTo(Action.PatchType.STRATEGIC);
    assertThat(patch.body().items("spec", "containers"))
        .containsExactly(JsonText.parse("{\"name\":\"main\",\"image\":\"app:2\"}"));
    assertThat(patch.body().at("metadata", "annotations", "inplace-update-state"))
        .contains(Json.Null.VALUE);
  }

  @Test
  void theSecondWriteHasAllThatOpenKruiseReads() {
    CloneSets cloneSet = changed().replicas(1);
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(cloneSet.view(), pods("o"), OLD, revisionOf(cloneSet)));
    var down = ((Action.Patch) plan.actions().getFirst()).body();
    assertThat(down.items("status", "conditions"))
        .extracting(
            condition ->
                condition.text("type").orElse("")
                    + condition.text("status").orElse("")
                    + condition.text("reason").orElse(""))
        .containsExactly(
            "InPlaceUpdateReadyFalseStartInPlaceUpdate", "ReadyFalseReadinessGatesNotReady");
    assertThat(down.at("metadata")).isEmpty();
    var body = ((Action.Patch) plan.actions().get(1)).body();
    assertThat(body.object("metadata", "labels").fields().keySet())
        .containsExactly(
            "controller-revision-hash", "lifecycle.apps.kruise.io/state", "pod-template-hash");
    assertThat(body.object("metadata", "annotations").fields().keySet())
        .containsExactly(
            "apps.kruise.io/inplace-update-state", "lifecycle.apps.kruise.io/timestamp");
    assertThat(plan.actions().get(2))
        .matches(
            action ->
                action instanceof Action.Announce announce
                    && announce.reason().equals("SuccessfulUpdatePodInPlace"));
  }
}
