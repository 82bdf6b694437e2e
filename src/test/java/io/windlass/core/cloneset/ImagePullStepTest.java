package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which nodes one plan lets pull images ahead. */
class ImagePullStepTest {
  private static final RevisionView OLD =
      CloneSets.revision(CloneSets.sound().view(), "demo-old", 1);
  private static final RevisionView NEW =
      CloneSets.revision(CloneSets.sound().image("app:2").view(), "demo-new", 2);
  private static final Features ON = Features.DEFAULT.with(Feature.PRE_DOWNLOAD_IMAGE);

  private static CloneSets cloneSet() {
    return CloneSets.sound()
        .replicas(4)
        .image("app:2")
        .spec("{'updateStrategy': {'maxUnavailable': 0, 'maxSurge': 1, 'partition': 4}}")
        .status("{'currentRevision': 'demo-old', 'updateRevision': 'demo-new'}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rule                                              | annotation               | edit                                    | pulls  | writes
          one node at a time                                |                          | {}                                      |        | pull a
          so many as are wanted                             | parallelism=2            | {}                                      |        | pull a, pull b
          so many percent, rounded up                       | parallelism=30%          | {}                                      |        | pull a, pull b
          a node that pulls is waited for                   |                          | {}                                      | a      |
          a node that has pulled makes room for the next    |                          | {}                                      | a+     | pull b
          a node that gave up makes room, too               |                          | {}                                      | a!     | pull b
          when all have pulled the revision is marked       |                          | {}                                      | a+ b+ c+ d+ | marked
          the images of another revision are not wanted     |                          | {}                                      | aold   | delete a, pull a
          not before so many updated pods are ready         | min-updated-ready-pods=1 | {}                                      |        |
          a word that is no number means nothing            | parallelism=many         | {}                                      |        | pull a
          three pods are not worth it                       |                          | {'replicas': 3}                         | a      | delete a
          an update that takes all down at once needs none  |                          | {'updateStrategy': {'maxUnavailable': 4, 'maxSurge': 0, 'partition': 0}} | a | delete a
          new pods pull for themselves                      |                          | {'updateStrategy': {'type': 'ReCreate'}} | a     | delete a
          """,
      useHeadersInDisplayName = true)
  void planned(
      String rule,
      @Nullable String annotation,
      String edit,
      @Nullable String pulls,
      @Nullable String writes) {
    CloneSets cloneSet = cloneSet().spec(edit);
    if (annotation != null) {
      String[] pair = annotation.split("=", -1);
      cloneSet.annotation("apps.kruise.io/image-predownload-" + pair[0], pair[1]);
    }
    assertThat(writesOf(plan(cloneSet, pulls == null ? "" : pulls, ON)))
        .isEqualTo(writes == null ? "" : writes);
  }

  @Test
  void withoutTheFeatureNothingIsPulled() {
    assertThat(writesOf(plan(cloneSet(), "", Features.DEFAULT))).isEmpty();
  }

  @Test
  void eachNodeIsAnnouncedAndSoIsARefusal() {
    CloneSets cloneSet = cloneSet();
    Plan plan = plan(cloneSet, "", ON);
    assertThat(plan.actions())
        .filteredOn(Action.Announce.class::isInstance)
        .extracting(action -> ((Action.Announce) action).reason())
        .contains("CreatedImagePullJob");
    Action pull =
        plan.actions().stream()
            .filter(action -> word(action).startsWith("pull"))
            .findFirst()
            .orElseThrow();
    assertThat(CloneSetEvents.refused(cloneSet.view(), plan, pull, "no"))
        .hasValueSatisfying(
            told -> {
              assertThat(told.reason()).isEqualTo("FailedCreateImagePullJob");
              assertThat(told.severity()).isEqualTo(Action.Severity.NORMAL);
            });
  }

  @Test
  void whatPullsIsNoReplica() {
    Plan plan = plan(cloneSet(), "a b+", ON);
    assertThat(plan.status().orElseThrow().body().object("status").number("replicas")).contains(4L);
    assertThat(plan.reasons()).noneMatch(reason -> reason.code().equals("Released"));
  }

  @Test
  void thePodPullsTheImageWhereverItIsLetIn() {
    Action.Create create =
        plan(cloneSet(), "", ON).actions().stream()
            .filter(Action.Create.class::isInstance)
            .map(Action.Create.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(create.object().items("spec", "containers"))
        .singleElement()
        .matches(container -> container.text("image").orElse("").equals("app:2"))
        .matches(c -> c.at("resources", "limits", "memory").isPresent(), "quotas")
        .matches(c -> !c.bool("securityContext", "allowPrivilegeEscalation").orElse(true));
    assertThat(create.object().number("spec", "activeDeadlineSeconds")).contains(300L);
    assertThat(create.object().text("spec", "restartPolicy")).contains("Never");
    assertThat(create.object().object("metadata", "labels").fields()).doesNotContainKey("app");
  }

  private static Plan plan(CloneSets cloneSet, String pulls, Features features) {
    List<PodView> pods = new ArrayList<>();
    for (String node : List.of("a", "b", "c", "d")) {
      pods.add(Pods.serving("demo-" + node).revision("demo-old").scheduled(node).view());
    }
    Arrays.stream(pulls.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(ImagePullStepTest::pull)
        .forEach(pods::add);
    return CloneSetPlanner.plan(CloneSets.snapshot(cloneSet.view(), pods, OLD, NEW).with(features));
  }

  /** The node, then + for pulled, ! for given up, old for another revision. */
  private static PodView pull(String word) {
    Pods pod =
        Pods.pod("pull-" + word.charAt(0))
            .withoutLabel("app")
            .scheduled(word.substring(0, 1))
            .label(ImagePullPod.LABEL, word.endsWith("old") ? "old" : "new");
    return switch (word.substring(1)) {
      case "+" -> pod.running().view();
      case "!" -> pod.phase(PodView.Phase.FAILED).view();
      default -> pod.view();
    };
  }

  private static String writesOf(Plan plan) {
    return plan.actions().stream()
        .filter(action -> !(action instanceof Action.Announce))
        .filter(action -> !action.target().kind().equals(CloneSetKinds.CLONE_SET))
        .filter(action -> !action.target().key().name().startsWith("demo-a"))
        .map(ImagePullStepTest::word)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static String word(Action action) {
    String name = action.target().key().name();
    return switch (action) {
      case Action.Create create ->
          name.contains("-pull-")
              ? "pull " + create.object().text("spec", "nodeName").orElse("")
              : "";
      case Action.Delete _ ->
          name.startsWith("pull-") ? "delete " + RevisionLabels.hashOf(name) : "";
      case Action.Patch patch ->
          patch.target().kind().equals(ResourceKind.CONTROLLER_REVISION) ? "marked" : "";
      case Action.Apply _, Action.Announce _ -> "";
    };
  }
}
