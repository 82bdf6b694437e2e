package io.windlass.core.autoscaling.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.autoscaling.spec.Specs;
import io.windlass.core.autoscaling.takeover.TakeoverStep.Deed;
import io.windlass.core.model.Json;
import io.windlass.core.model.Json.Obj;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A takeover step by step, forth and back, on documents that keep what is written. */
class TakeoverTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final String HPA =
      "{metadata: {name: 'web-hpa', uid: 'u', resourceVersion: '7', labels: {team: 'shop'}}, spec:"
          + " {scaleTargetRef: {apiVersion: 'apps.kruise.io/v1beta1', kind: 'CloneSet', name:"
          + " 'web'}, maxReplicas: 9%s}}";
  private static final String BEHAVIOR =
      ", behavior: {scaleDown: {selectPolicy: 'Min', stabilizationWindowSeconds: 60}}";

  private Obj autoscaler = Specs.object("takeover: {hpa: 'web-hpa'}");
  private Optional<Obj> hpa = Optional.of(Specs.json(HPA.formatted(BEHAVIOR)));
  private Instant now = NOW;

  @Test
  void forthOneStepAfterTheOther() {
    assertThat(run()).containsExactly("PatchHpa", "Wait");
    assertThat(selectPolicies()).containsExactly("Disabled", "Disabled");
    now = NOW.plus(Duration.ofSeconds(19));
    assertThat(run()).containsExactly("Wait");
    now = NOW.plus(Duration.ofSeconds(20));
    assertThat(run()).containsExactly("Note", "DeleteHpa", "Note", "None");
    assertThat(Takeover.isDone(autoscaler)).isTrue();
    hpa = Optional.of(Specs.json(HPA.formatted("")));
    assertThat(run()).as("one that comes back is a rival as any other").containsExactly("None");
  }

  @ParameterizedTest(name = "with behavior \"{0}\"")
  @ValueSource(strings = {BEHAVIOR, ""})
  void backAsItWas(String behavior) {
    hpa = Optional.of(Specs.json(HPA.formatted(behavior)));
    Obj before = hpa.get();
    run();
    now = NOW.plus(Duration.ofSeconds(20));
    run();
    assertThat(hpa).isEmpty();
    mode("DryRun");
    assertThat(run()).containsExactly("CreateHpa", "Note", "None");
    assertThat(hpa.orElseThrow().object("spec")).isEqualTo(before.object("spec"));
    assertThat(hpa.get().object("metadata", "labels"))
        .isEqualTo(before.object("metadata", "labels"));
    assertThat(autoscaler.object("metadata", "annotations")).isEqualTo(Obj.EMPTY);
    mode("Active");
    assertThat(run()).as("and forth again").containsExactly("PatchHpa", "Wait");
  }

  @ParameterizedTest(name = "with behavior \"{0}\"")
  @ValueSource(strings = {BEHAVIOR, ""})
  void backBeforeItWasDeleted(String behavior) {
    hpa = Optional.of(Specs.json(HPA.formatted(behavior)));
    Obj before = hpa.get().object("spec");
    run();
    mode("DryRun");
    assertThat(run()).containsExactly("PatchHpa", "None");
    Obj again = hpa.orElseThrow();
    assertThat(again.text("spec", "behavior", "scaleDown", "selectPolicy"))
        .isEqualTo(before.text("behavior", "scaleDown", "selectPolicy"));
    assertThat(again.at("spec", "behavior", "scaleUp")).isEmpty();
    assertThat(again.object("metadata", "annotations")).isEqualTo(Obj.EMPTY);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          an HPA that is not there              | takeover: {hpa: 'web-hpa'}                                   | none      | None
          an HPA of another workload            | takeover: {hpa: 'web-hpa'}, scaleTargetRef: {apiVersion: 'apps.kruise.io/v1beta1', kind: 'CloneSet', name: 'api'} | there | None
          a pause changes nothing               | takeover: {hpa: 'web-hpa'}, mode: 'Paused'                   | there     | None
          a dry run beside it changes nothing   | takeover: {hpa: 'web-hpa'}, mode: 'DryRun'                   | there     | None
          a dry run without it makes none       | takeover: {hpa: 'web-hpa'}, mode: 'DryRun'                   | none      | None
          """)
  void nothingToDo(String what, String spec, String there, String step) {
    autoscaler = Specs.object(spec);
    hpa = there.equals("none") ? Optional.empty() : hpa;
    assertThat(run()).as(what).containsExactly(step);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          another workload | {metadata: {name: 'web-hpa'}, spec: {scaleTargetRef: {apiVersion: 'apps/v1', kind: 'Deployment', name: 'bank'}, maxReplicas: 99}}
          another name     | {metadata: {name: 'other'}, spec: {scaleTargetRef: {apiVersion: 'apps.kruise.io/v1beta1', kind: 'CloneSet', name: 'web'}, maxReplicas: 99}}
          """)
  void aForgedNoteMakesNoAutoscalerOfAnother(String what, String manifest) {
    mode("DryRun");
    hpa = Optional.empty();
    Obj forged =
        Obj.EMPTY.with(
            "autoscaling.windlass.io/kept-hpa", JsonText.canonical(Specs.json(manifest)));
    autoscaler =
        autoscaler.with("metadata", autoscaler.object("metadata").with("annotations", forged));
    assertThat(run()).as(what).containsExactly("None");
  }

  private void mode(String mode) {
    autoscaler = autoscaler.with("spec", autoscaler.object("spec").with("mode", mode));
  }

  private List<String> selectPolicies() {
    return List.of("scaleUp", "scaleDown").stream()
        .map(way -> hpa.orElseThrow().text("spec", "behavior", way, "selectPolicy").orElse(""))
        .toList();
  }

  private List<String> run() {
    List<String> taken = new ArrayList<>();
    for (int step = 0; step < 9; step++) {
      TakeoverStep next =
          new Takeover(autoscaler, ReadAutoscaler.of(autoscaler).spec(), hpa, now).next();
      taken.add(next.getClass().getSimpleName());
      if (!(next instanceof Deed deed)) {
        return taken;
      }
      take(deed);
    }
    throw new AssertionError("no end: " + taken);
  }

  private void take(Deed deed) {
    switch (deed) {
      case Deed.PatchHpa(Obj patch) -> hpa = hpa.map(it -> merged(it, patch));
      case Deed.Note(Obj patch) -> autoscaler = merged(autoscaler, patch);
      case Deed.DeleteHpa(Obj options) -> {
        assertThat(options.text("preconditions", "uid")).contains("u");
        hpa = Optional.empty();
      }
      case Deed.CreateHpa(Obj manifest) -> hpa = Optional.of(manifest);
    }
  }

  private static Obj merged(Obj object, Json.Obj patch) {
    return (Obj) JsonMerge.apply(object, patch);
  }
}
