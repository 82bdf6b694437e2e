package io.windlass.core.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InPlaceStateTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the old image still runs                          | app:2 | id1 |       | app:1                     | id1 | false
          the new image runs                                | app:2 | id1 |       | app:2                     | id2 | true
          the new image runs under another name             | app:2 | id1 |       | docker.io/library/other:2 | id2 | true
          the same image under a new tag                    | app:2 | id1 |       | app:2                     | id1 | true
          the same image, and the kubelet tells the old tag | app:2 | id1 |       | app:1                     | id1 | false
          back to the old image before anything happened    | app:1 | id1 |       | docker.io/library/app:1   | id1 | true
          back to an image without a tag (OpenKruise 0.7)   | app   | id1 |       | app:latest                | id1 | true
          the first image never started                     | app:2 |     |       | app:1                     |     | false
          the first image never started, now one runs       | app:2 |     |       | app:2                     | id2 | true
          an update in between runs, not this one           | app:3 | id1 | app:2 | app:2                     | id2 | false
          this one runs after an update in between          | app:3 | id1 | app:2 | app:3                     | id3 | true
          """)
  void done(
      String rule,
      String spec,
      String lastId,
      String superseded,
      String image,
      String id,
      boolean done) {
    Json.Obj last =
        Json.Obj.EMPTY.with("imageID", text(lastId)).with("supersededImage", text(superseded));
    PodView pod =
        Pods.serving("demo-a")
            .image("main", spec)
            .reports("main", image, text(id))
            .annotation(InPlaceState.ANNOTATION, annotation(last))
            .view();
    assertThat(InPlaceState.of(pod).orElseThrow().isDone(pod)).isEqualTo(done);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          other resources                         | wanted             | reported           | done
          are not there yet                       | limits.cpu=2       | limits.cpu=1       | false
          are there                               | limits.cpu=2       | limits.cpu=2       | true
          are there, spelled otherwise            | limits.cpu=2       | limits.cpu=2000m   | true
          are there in part                       | limits.cpu=2 limits.memory=1Gi | limits.cpu=2 | false
          are not told at all                     | limits.cpu=2       |                    | false
          """)
  void resources(String rule, String wanted, @Nullable String reported, boolean done) {
    PodView plain =
        Pods.serving("demo-a")
            .annotation(InPlaceState.ANNOTATION, "{\"updateResources\":true}")
            .view();
    PodView pod =
        new PodView(
            plain.meta(),
            plain.nodeName(),
            List.of(new PodView.Container("main", "app:1", wanted)),
            List.of(),
            plain.readinessGates(),
            new PodView.Status(
                plain.status().phase(),
                "",
                plain.status().conditions(),
                List.of(
                    new PodView.ContainerStatus(
                        "main", "app:1", "sha256:app:1", "cid", true, 0, text(reported)))));
    assertThat(InPlaceState.of(pod).orElseThrow().isDone(pod)).as(rule).isEqualTo(done);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          a container with another environment           | agent knows of | environment | done
          has not been started anew                      | cid            | 7           | false
          has been started anew                          | cid            | 8           | true
          is started anew, and the agent is behind       | before         | 8           | false
          is one that the agent does not know            | -              | -           | false
          """)
  void environment(String rule, @Nullable String id, @Nullable String hash, boolean done) {
    String meta =
        id == null
            ? "{}"
            : "{'containers':[{'name':'main','containerID':'%s','hashes':{'extractedEnvFromMetadataHash':%s}}]}"
                .formatted(id, hash);
    PodView pod =
        Pods.serving("demo-a")
            .annotation("apps.kruise.io/runtime-containers-meta", meta.replace('\'', '"'))
            .annotation(
                InPlaceState.ANNOTATION,
                annotation(
                    Json.Obj.EMPTY.with("imageID", "sha256:app:1").with("environmentHash", "7")))
            .view();
    assertThat(InPlaceState.of(pod).orElseThrow().isDone(pod)).as(rule).isEqualTo(done);
  }

  private static String text(@Nullable String cell) {
    return cell == null ? "" : cell;
  }

  private static String annotation(Json.Obj last) {
    Json.Obj containers = Json.Obj.EMPTY.with("main", last);
    return JsonText.canonical(Json.Obj.EMPTY.with("lastContainerStatuses", containers));
  }

  @Test
  void aContainerWithoutStatusIsNotDone() {
    PodView pod =
        Pods.pod("demo-a")
            .annotation(InPlaceState.ANNOTATION, annotation(Json.Obj.EMPTY.with("imageID", "x")))
            .view();
    assertThat(InPlaceState.of(pod).orElseThrow().isDone(pod)).isFalse();
  }

  @Test
  void theAnnotationOfOldReleasesIsRead() {
    PodView pod =
        Pods.serving("demo-a")
            .annotation("inplace-update-state", "{\"revision\":\"demo-x\"}")
            .view();
    assertThat(InPlaceState.of(pod)).map(InPlaceState::revision).contains("demo-x");
  }

  @Test
  void anAnnotationThatIsNoJsonIsNoState() {
    PodView pod = Pods.serving("demo-a").annotation(InPlaceState.ANNOTATION, "{").view();
    assertThat(InPlaceState.of(pod)).isEmpty();
  }

  private static InPlaceState given(PodView pod, String image) {
    ContainerChanges changes = new ContainerChanges(Map.of("main", image), Map.of(), Map.of());
    return InPlaceState.announced(pod, "demo-x", Pods.BIRTH)
        .giving(pod, changes, ContainerChanges.NONE, Pods.BIRTH);
  }

  @Test
  void whatIsWrittenIsWhatOpenKruiseReads() {
    PodView pod = Pods.serving("demo-a").view();
    InPlaceState state = given(pod, "app:2");
    assertThat(state.text())
        .isEqualTo(
            ("{'containerBatchesRecord':[{'containers':['main'],'timestamp':'2026-01-01T00:00:00Z'}],"
                    + "'lastContainerStatuses':{'main':{'imageID':'sha256:app:1'}},"
                    + "'revision':'demo-x','updateImages':true,"
                    + "'updateTimestamp':'2026-01-01T00:00:00Z'}")
                .replace('\'', '"'));
  }

  @Test
  void anUnfinishedUpdateOfAnotherContainerStaysRemembered() {
    String before =
        "{\"lastContainerStatuses\":{\"log\":{\"imageID\":\"old\"},\"main\":{\"imageID\":\"x\"}}}";
    PodView pod =
        Pods.serving("demo-a")
            .image("log", "log:2")
            .reports("log", "log:1", "old")
            .annotation(InPlaceState.ANNOTATION, before)
            .view();
    assertThat(given(pod, "app:2").lastContainers())
        .containsOnly(
            Map.entry("log", new InPlaceState.Last("old", "", "")),
            Map.entry("main", new InPlaceState.Last("sha256:app:1", "", "")));
  }

  @Test
  void theImageOfAnUnfinishedUpdateIsNotTakenForTheNewOne() {
    String before = "{\"lastContainerStatuses\":{\"main\":{\"imageID\":\"sha256:app:1\"}}}";
    PodView pod =
        Pods.serving("demo-a")
            .image("main", "app:2")
            .annotation(InPlaceState.ANNOTATION, before)
            .view();
    assertThat(given(pod, "app:3").lastContainers())
        .containsOnly(Map.entry("main", new InPlaceState.Last("sha256:app:1", "app:2", "")));
  }
}
