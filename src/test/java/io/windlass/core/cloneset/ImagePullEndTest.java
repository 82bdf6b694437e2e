package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePullEndTest {
  private static final Features ON = Features.DEFAULT.with(Feature.PRE_DOWNLOAD_IMAGE);
  private static final String SECRET = "[{\"name\":\"registry\"}]";

  private static CloneSets cloneSet(String template) {
    return CloneSets.sound()
        .replicas(4)
        .image("app:2")
        .spec("{'template':{'spec':" + template + "}}")
        .spec("{'updateStrategy':{'maxUnavailable':0,'maxSurge':1,'partition':4}}")
        .status("{'currentRevision':'demo-old','updateRevision':'demo-new'}");
  }

  private static RevisionView labelled(RevisionView revision, @Nullable String label) {
    ObjectMeta m = revision.meta();
    Map<String, String> labels = label == null ? Map.of() : Map.of(label, "true");
    return new RevisionView(
        new ObjectMeta(
            m.key(),
            m.uid(),
            m.version(),
            m.generation(),
            labels,
            Map.of(),
            m.controller(),
            m.createdAt(),
            m.deletedAt(),
            m.finalizers()),
        revision.number(),
        revision.data());
  }

  private static Plan plan(String template, @Nullable String label) {
    List<PodView> pods = new ArrayList<>();
    for (String node : List.of("a", "b", "c", "d")) {
      pods.add(Pods.serving("demo-" + node).revision("demo-old").scheduled(node).view());
    }
    CloneSets old = CloneSets.sound().spec("{'template':{'spec':" + template + "}}");
    return CloneSetPlanner.plan(
        CloneSets.snapshot(
                cloneSet(template).view(),
                pods,
                CloneSets.revision(old.view(), "demo-old", 1),
                labelled(CloneSets.revision(cloneSet(template).view(), "demo-new", 2), label))
            .with(ON));
  }

  private static List<Action> pulls(Plan plan) {
    return plan.actions().stream()
        .filter(action -> action.target().kind().equals(ResourceKind.POD))
        .filter(action -> action.target().key().name().contains("pull"))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          a revision whose images          | bears the label                           | pulls
          nobody has pulled                | -                                         | 1
          were pulled, or by OpenKruise    | apps.kruise.io/pre-predownload-created    | 0
          OpenKruise did not care to pull  | apps.kruise.io/image-predownload-ignored  | 0
          """)
  void isMarked(String what, @Nullable String label, int pulls) {
    assertThat(pulls(plan("{}", label))).as(what).hasSize(pulls);
  }

  @Test
  void thePullHasTheSecretsOfTheTemplate() {
    Action pull =
        pulls(plan("{'imagePullSecrets':" + SECRET.replace('"', '\'') + "}", null)).getFirst();
    assertThat(
            ((Action.Create) pull).object().at("spec", "imagePullSecrets").map(JsonText::canonical))
        .contains(SECRET);
  }

  @Test
  void whenTheRolloutIsOverPullsGo() {
    PodView pull = Pods.pod("pull-a").withoutLabel("app").label(ImagePullPod.LABEL, "new").view();
    CloneSets done = cloneSet("{}").status("{'currentRevision':'demo-new'}");
    Plan plan =
        CloneSetPlanner.plan(
            CloneSets.snapshot(
                    done.view(), List.of(pull), CloneSets.revision(done.view(), "demo-new", 2))
                .with(ON));
    assertThat(pulls(plan)).singleElement().isInstanceOf(Action.Delete.class);
    assertThat(plan.status().orElseThrow().body().object("status").get("replicas"))
        .contains(Json.of(0));
  }
}
