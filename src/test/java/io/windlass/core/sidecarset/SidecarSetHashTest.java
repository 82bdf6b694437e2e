package io.windlass.core.sidecarset;

import static io.windlass.core.sidecarset.Sets.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SidecarSetHashTest {
  static List<Json> vectors() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(SidecarSetHashTest.class.getResourceAsStream("hashes.json"))) {
      return JsonText.parse(new String(file.readAllBytes(), UTF_8)).items();
    }
  }

  @ParameterizedTest(name = "issue 2011: as OpenKruise 1.9 makes it: {0}")
  @MethodSource("vectors")
  void sameAsOpenKruise(Json vector) {
    Json.Obj filled =
        SidecarSetFilling.fill(
            Json.Obj.EMPTY.with("spec", vector.object("spec")), Optional.empty());
    Json.Obj annotations = filled.object("metadata", "annotations");
    assertThat(annotations.text(SidecarSetKeys.HASH)).isEqualTo(vector.text("hash"));
    assertThat(annotations.text(SidecarSetKeys.HASH_WITHOUT_IMAGE))
        .isEqualTo(vector.text("hashWithoutImage"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.2, 2.9: a change of               | edit                                                                     | hash  | without image
          an image                            | {'containers':[{'name':'log','image':'log:2'}]}                          | other | same
          a command                           | {'containers':[{'name':'log','image':'log:1','command':['x']}]}          | other | other
          a variable                          | {'containers':[{'name':'log','image':'log:1','env':[{'name':'A'}]}]}     | other | other
          how it is upgraded                  | {'containers':[{'name':'log','image':'log:1','upgradeStrategy':{'upgradeType':'HotUpgrade'}}]} | other | other
          a field that no version 1.32 knows  | {'containers':[{'name':'log','image':'log:1','restartPolicyRules':[{}]}]} | other | other
          what is filled in anyway            | {'containers':[{'name':'log','image':'log:1','imagePullPolicy':'IfNotPresent','podInjectPolicy':'BeforeAppContainer'}]} | same | same
          what says nothing                   | {'containers':[{'name':'log','image':'log:1','command':[],'tty':false,'workingDir':''}]} | same | same
          volumes                             | {'volumes':[{'name':'v'}]}                                               | same  | same
          the selector                        | {'selector':{'matchLabels':{'a':'b'}}}                                   | same  | same
          the update strategy                 | {'updateStrategy':{'paused':true}}                                       | same  | same
          pull secrets                        | {'imagePullSecrets':[{'name':'s'}]}                                      | same  | same
          annotations of pods                 | {'patchPodMetadata':[{'annotations':{'a':'b'}}]}                         | same  | same
          a plain init container              | {'initContainers':[{'name':'setup','image':'setup:1'}]}                  | same  | same
          a native sidecar                    | {'initContainers':[{'name':'p','image':'p:1','restartPolicy':'Always'}]} | other | other
          """)
  void partsOfIt(String what, String edit, String all, String withoutImage) {
    SidecarSetHash before = hash(Sets.spec("{}"));
    SidecarSetHash now = hash(Sets.spec(edit));
    assertThat(now.all().equals(before.all()) ? "same" : "other").isEqualTo(all);
    assertThat(now.withoutImage().equals(before.withoutImage()) ? "same" : "other")
        .isEqualTo(withoutImage);
  }

  @ParameterizedTest(name = "hashes that another manager wrote {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stay while the containers mean the same     | {'replicas':1,'containers':[{'name':'log','image':'log:1','tty':false}]} | theirs
          go when an image changes                    | {'containers':[{'name':'log','image':'log:2'}]}                          | ours
          """)
  void adoption(String what, String edit, String whose) {
    Json.Obj old =
        object(Sets.spec("{}"))
            .with(
                "metadata",
                json(
                    "{'annotations':{'kruise.io/sidecarset-hash':'x','kruise.io/sidecarset-hash-without-image':'y'}}"));
    Json.Obj filled = SidecarSetFilling.fill(object(Sets.spec(edit)), Optional.of(old));
    String hash = filled.text("metadata", "annotations", SidecarSetKeys.HASH).orElseThrow();
    assertThat(hash.equals("x") ? "theirs" : "ours").isEqualTo(whose);
  }

  @ParameterizedTest(name = "a write of {0} to a SidecarSet that bears another hash leaves {1}")
  @CsvSource({"the true hash, ours", "any other hash, theirs"})
  void onlyTheTrueHashReplacesAnother(String what, String whose) {
    Json.Obj spec = SidecarSetFilling.fillSpec(Sets.spec("{}"));
    SidecarSetHash theirs = new SidecarSetHash("x", "y");
    SidecarSetHash ours = SidecarSetHash.of(spec);
    SidecarSetHash written =
        what.equals("the true hash") ? ours : new SidecarSetHash("some", "thing");
    Json.Obj filled =
        SidecarSetFilling.fill(noted(spec, written), Optional.of(noted(spec, theirs)));
    SidecarSetHash left = whose.equals("ours") ? ours : theirs;
    assertThat(filled).isEqualTo(noted(spec, left));
  }

  private static Json.Obj noted(Json.Obj spec, SidecarSetHash hash) {
    return object(spec).with("metadata", Json.Obj.EMPTY.with("annotations", hash.noted()));
  }

  private static Json.Obj object(Json.Obj spec) {
    return Json.Obj.EMPTY.with("spec", spec);
  }

  private static SidecarSetHash hash(Json.Obj spec) {
    return SidecarSetHash.of(SidecarSetFilling.fillSpec(spec));
  }
}
