package io.windlass.core.sidecarset;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarSetRevisionsTest {
  @Test
  void aRevisionRecordsFiveFieldsEvenIfTheyAreNotThere() {
    assertThat(JsonText.canonical(SidecarSetRevisions.data(Sets.spec("{}"))))
        .isEqualTo(
            "{\"spec\":{\"$patch\":\"replace\",\"containers\":[{\"image\":\"log:1\",\"name\":\"log\"}],"
                + "\"imagePullSecrets\":null,\"initContainers\":null,\"patchPodMetadata\":null,"
                + "\"volumes\":null}}");
  }

  @Test
  void restoredContainersKeepTodaysSelectorAndStrategy() {
    SidecarSetView old = Sets.set("log", "{'volumes':[{'name':'v','emptyDir':{}}]}");
    SidecarSetView now =
        Sets.set(
            "log",
            "{'containers':[{'name':'log','image':'log:2'}],'updateStrategy':{'paused':true},"
                + "'imagePullSecrets':[{'name':'s'}]}");
    SidecarSetView restored =
        SidecarSetRevisions.restored(now, revision("log-1", 1, "{}", old.spec()));

    assertThat(restored.spec().get("containers")).isEqualTo(old.spec().get("containers"));
    assertThat(restored.spec().get("volumes")).isEqualTo(old.spec().get("volumes"));
    assertThat(restored.spec().get("imagePullSecrets")).isEmpty();
    assertThat(restored.filled().update().paused()).isTrue();
    assertThat(restored.latestRevision()).isEqualTo("log-1");
    assertThat(restored.meta().annotations()).isEqualTo(old.meta().annotations());
  }

  @Test
  void aRevisionsOwnHashesAreTaken() {
    SidecarSetView now = Sets.set("log", "{}");
    RevisionView revision =
        revision(
            "log-1",
            1,
            "{'annotations':{'kruise.io/sidecarset-hash':'x',"
                + "'kruise.io/sidecarset-hash-without-image':'y'}}",
            now.spec());
    assertThat(SidecarSetRevisions.restored(now, revision).meta().annotations())
        .containsEntry(SidecarSetKeys.HASH, "x")
        .containsEntry(SidecarSetKeys.HASH_WITHOUT_IMAGE, "y");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          by its name                              | log-1 |    | log-1
          the newest of a custom version           |       | v1 | log-2
          the name goes before the custom version  | log-3 | v1 | log-3
          no such name                             | log-9 |    |
          no such version                          |       | v9 |
          another SidecarSet's revision            | web-4 |    |
          """)
  void pinned(String what, String name, String version, String found) {
    List<RevisionView> revisions =
        List.of(
            labelled("log-2", 2, "log", "v1"),
            labelled("log-1", 1, "log", "v1"),
            labelled("log-3", 3, "log", "v2"),
            labelled("web-4", 4, "web", "v1"));
    Pinned pinned = new Pinned(Optional.ofNullable(name), Optional.ofNullable(version), false);
    assertThat(SidecarSetRevisions.pinned("log", pinned, revisions).map(RevisionView::name))
        .isEqualTo(Optional.ofNullable(found));
  }

  private static RevisionView labelled(String name, long number, String owner, String version) {
    String labels =
        "{'labels':{'%s':'%s','%s':'%s'}}"
            .formatted(SidecarSetKeys.OWNER, owner, SidecarSetKeys.CUSTOM_VERSION, version);
    return revision(name, number, labels, Json.Obj.EMPTY);
  }

  private static RevisionView revision(String name, long number, String metadata, Json.Obj spec) {
    return new RevisionView(
        Sets.meta(name, json(metadata)), number, SidecarSetRevisions.data(spec));
  }
}
