package io.windlass.core.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateChangeTest {
  private static final String TEMPLATE =
      """
      {"metadata": {"labels": {"app": "demo", "tier": "web"}, "annotations": {"note": "x"}},
       "spec": {
         "initContainers": [
           {"name": "setup", "image": "setup:1", "env": [
             {"name": "T", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['once']"}}}]},
           {"name": "proxy", "image": "proxy:1", "restartPolicy": "Always", "env": [
             {"name": "P", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['mesh']"}}}]}],
         "containers": [
           {"name": "main", "image": "app:1", "env": [
             {"name": "TIER", "valueFrom": {"fieldRef": {"fieldPath": "metadata.labels['tier']"}}},
             {"name": "SIDECARSET_VERSION", "valueFrom":
               {"fieldRef": {"fieldPath": "metadata.annotations['own']"}}}]},
           {"name": "log", "image": "log:1"}]}}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          an image changes                             | {"spec":{"containers":{"0":{"image":"app:2"}}}}                                        | {main=app:2} {}
          two images change                            | {"spec":{"containers":{"0":{"image":"app:2"},"1":{"image":"log:2"}}}}                   | {log=log:2, main=app:2} {}
          a label is added                             | {"metadata":{"labels":{"new":"1"}}}                                                     | {} {"labels":{"new":"1"}}
          a label is removed                           | {"metadata":{"labels":{"app":null}}}                                                    | {} {"labels":{"app":null}}
          an annotation changes, and an image          | {"metadata":{"annotations":{"note":"y"}},"spec":{"containers":{"1":{"image":"log:2"}}}} | {log=log:2} {"annotations":{"note":"y"}}
          a label that a container reads, with its image | {"metadata":{"labels":{"tier":"db"}},"spec":{"containers":{"0":{"image":"app:2"}}}}   | {main=app:2} {"labels":{"tier":"db"}}
          a label that a container reads, alone        | {"metadata":{"labels":{"tier":"db"}}}                                                   | new pod: container main reads changed metadata through its variable TIER and its image stays
          the same label removed                       | {"metadata":{"labels":{"tier":null}}}                                                   | new pod: container main reads changed metadata through its variable TIER and its image stays
          the label with another container's image     | {"metadata":{"labels":{"tier":"db"}},"spec":{"containers":{"1":{"image":"log:2"}}}}     | new pod: container main reads changed metadata through its variable TIER and its image stays
          a label that a native sidecar reads          | {"metadata":{"labels":{"mesh":"1"}}}                                                    | new pod: container proxy reads changed metadata through its variable P and its image stays
          a label that an init container has read      | {"metadata":{"labels":{"once":"1"}}}                                                    | {} {"labels":{"once":"1"}}
          our own variables do not count               | {"metadata":{"annotations":{"own":"1"}}}                                                | {} {"annotations":{"own":"1"}}
          an init container's image                    | {"spec":{"initContainers":{"0":{"image":"setup:2"}}}}                                   | new pod: spec.initContainers.0.image changed, which a running pod cannot follow
          a field of a container                       | {"spec":{"containers":{"0":{"tty":true}}}}                                              | new pod: spec.containers.0.tty changed, which a running pod cannot follow
          a container's name                           | {"spec":{"containers":{"1":{"name":"logs"}}}}                                           | new pod: spec.containers.1.name changed, which a running pod cannot follow
          a field of the pod                           | {"spec":{"hostNetwork":true}}                                                           | new pod: spec.hostNetwork changed, which a running pod cannot follow
          nothing                                      | {}                                                                                      | {} {}
          """)
  void changes(String rule, String edit, String expected) {
    Json.Obj from = (Json.Obj) JsonText.parse(TEMPLATE);
    assertThat(
            words(
                TemplateChange.between(
                    from, edited(from, JsonText.parse(edit)), TemplateChange.Means.PLAIN)))
        .isEqualTo(expected);
  }

  private static final String SIZED =
      """
      {"spec": {"containers": [
        {"name": "main", "image": "app:1",
         "resizePolicy": [{"resourceName": "memory", "restartPolicy": "RestartContainer"}],
         "resources": {"limits": {"cpu": "1", "memory": "1Gi"},
                       "requests": {"cpu": "500m", "memory": "1Gi"}}}]}}
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CPU changes and nothing restarts           | true  | {"limits":{"cpu":"2"}}                       | resized
          memory restarts the container, says its policy | true | {"requests":{"memory":"512Mi"}}            | resized, restarted
          where it cannot be changed a new pod comes | false | {"limits":{"cpu":"2"}}                       | new pod
          a limit that is taken away needs a new pod | true  | {"limits":{"cpu":null}}                      | new pod
          and so does another resource               | true  | {"limits":{"nvidia.com/gpu":"1"}}            | new pod
          and another quality of service (e2e 20)    | true  | {"requests":{"cpu":"1"}}                     | new pod
          """)
  void resources(String rule, boolean resize, String edit, String expected) {
    Json.Obj from = (Json.Obj) JsonText.parse(SIZED);
    String path = "{\"spec\":{\"containers\":{\"0\":{\"resources\":%s}}}}".formatted(edit);
    TemplateChange change =
        TemplateChange.between(
            from, edited(from, JsonText.parse(path)), new TemplateChange.Means(resize, false));
    String words =
        switch (change) {
          case TemplateChange.MetadataOnly _ -> "nothing";
          case TemplateChange.InPlace(var changes, _, _, boolean restarts) ->
              (changes.resources().isEmpty() ? "" : "resized") + (restarts ? ", restarted" : "");
          case TemplateChange.NotInPlace _ -> "new pod";
        };
    assertThat(words).isEqualTo(expected);
  }

  @Test
  void whereANodeAgentRunsALabelThatAContainerReadsChangesInPlace() {
    Json.Obj from = (Json.Obj) JsonText.parse(TEMPLATE);
    Json edit = JsonText.parse("{\"metadata\":{\"labels\":{\"tier\":\"db\"}}}");
    TemplateChange change =
        TemplateChange.between(from, edited(from, edit), new TemplateChange.Means(false, true));
    assertThat(change)
        .isInstanceOfSatisfying(
            TemplateChange.InPlace.class,
            inPlace -> {
              assertThat(inPlace.changes().metadata()).containsOnlyKeys("main");
              assertThat(inPlace.metadata().fields()).as("not before the container").isEmpty();
              assertThat(inPlace.restarts()).isTrue();
            });
  }

  private static String words(TemplateChange change) {
    return switch (change) {
      case TemplateChange.MetadataOnly(Json.Obj metadata) -> "{} " + JsonText.canonical(metadata);
      case TemplateChange.InPlace(var changes, Json.Obj metadata, _, _) ->
          new TreeMap<>(changes.images()) + " " + JsonText.canonical(metadata);
      case TemplateChange.NotInPlace(String because) -> "new pod: " + because;
    };
  }

  /** A merge patch in which items of lists go by their number. */
  private static Json.Obj edited(Json.Obj from, Json edit) {
    Json.Obj metadata = edit.object("metadata");
    Json.Obj spec = edit.object("spec");
    Json.Obj result = (Json.Obj) JsonMerge.apply(from, Json.Obj.EMPTY.with("metadata", metadata));
    Json.Obj newSpec = from.object("spec");
    for (String field : spec.fields().keySet()) {
      Json value = spec.get(field).orElseThrow();
      newSpec =
          from.at("spec", field).isPresent()
              ? newSpec.with(field, editedItems(from, field, (Json.Obj) value))
              : newSpec.with(field, value);
    }
    return result.with("spec", newSpec);
  }

  private static Json editedItems(Json.Obj from, String list, Json.Obj edits) {
    List<Json> items = new ArrayList<>(from.items("spec", list));
    edits
        .fields()
        .forEach(
            (index, patch) -> {
              int at = Integer.parseInt(index);
              items.set(at, JsonMerge.apply(items.get(at), patch));
            });
    return Json.of(items);
  }
}
