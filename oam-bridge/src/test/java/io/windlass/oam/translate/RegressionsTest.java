package io.windlass.oam.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.environment.Served;
import io.windlass.oam.render.InstanceReport;
import io.windlass.oam.render.TraitReport.State;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What went wrong in Rudr, oam-kubernetes-runtime and KubeVela, and must not here. */
class RegressionsTest {
  private static final String SCALED =
      "[{name: auto-scaler, properties: {minimum: 2}},"
          + " {name: timed-scaler, properties: {windows: [{from: '08:00', for: 10h, min: 4}]}}]";

  @Test
  void anotherImageChangesNothingButTheImage() {
    Json.Obj one = cloneSet(translate("example.com/w:1", "a=b", "[]"));
    Json.Obj two = cloneSet(translate("example.com/w:2", "a=b", "[]"));
    String swapped = JsonText.canonical(one).replace("example.com/w:1", "example.com/w:2");
    assertThat(JsonText.canonical(two)).isEqualTo(swapped);
  }

  @Test
  void anotherFileIsAnotherPod() {
    Json.Obj one = cloneSet(translate("example.com/w:1", "a=b", "[]"));
    Json.Obj two = cloneSet(translate("example.com/w:1", "a=c", "[]"));
    assertThat(one.object("spec", "template")).isNotEqualTo(two.object("spec", "template"));
  }

  @Test
  void theSameComponentTwiceClashesNowhere() {
    Translation translation = translate("example.com/w:1", "a=b", "[]");
    assertThat(Cases.errors(translation)).isEmpty();
    assertThat(new HashSet<>(Cases.names(translation))).hasSameSizeAs(translation.objects());
    List<Json> selectors =
        translation.objects().stream()
            .filter(it -> it.ref().kind().kind().equals("CloneSet"))
            .flatMap(it -> it.object().at("spec", "selector").stream())
            .toList();
    assertThat(selectors).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void timeAndLoadAreOneAutoscaler() {
    Translation translation = translate("example.com/w:1", "a=b", SCALED);
    assertThat(Cases.names(translation))
        .contains("TimedPodAutoscaler/one")
        .doesNotContain("HorizontalPodAutoscaler/one-hpa");
    assertThat(translation.instances().getFirst().replicasOwner()).isEqualTo("timed-scaler");
    assertThat(cloneSet(translation).at("spec", "replicas")).isEmpty();
  }

  @Test
  void withoutTheKindTheTimesWaitAndTheLoadIsServed() {
    Translation translation =
        Cases.translate(
            text("example.com/w:1", "a=b", SCALED),
            Cases.place("public-cloud", Served.onlyKubernetes()));
    InstanceReport report = translation.instances().getFirst();
    assertThat(Cases.names(translation)).contains("HorizontalPodAutoscaler/one-hpa");
    assertThat(report.traits())
        .filteredOn(trait -> trait.type().equals("timed-scaler"))
        .singleElement()
        .satisfies(trait -> assertThat(trait.state()).isEqualTo(State.WAITING));
    assertThat(report.notes()).singleElement().asString().contains("WorkloadBackend=Native");
  }

  @Test
  void aSingletonSaysThatANewImageRecreatesIt() {
    String singleton = text("example.com/w:1", "a=b", "[]").replace(".Server", ".SingletonServer");
    Translation translation = Cases.translate(singleton);
    assertThat(translation.instances().getFirst().notes())
        .singleElement()
        .asString()
        .contains("re-creates");
  }

  @Test
  void whatATraitPutsIntoThePodOnOneClusterConfusesNoOtherTrait() {
    String both =
        "[{name: sidecar, properties: {name: log, image: 'agent:1'}},"
            + " {name: env, properties: {env: {LEVEL: debug}}}]";
    Translation translation =
        Cases.translate(
            text("example.com/w:1", "a=b", both), Cases.place("edge", Served.onlyKubernetes()));
    assertThat(Cases.errors(translation)).isEmpty();
    Json.Obj pod = Cases.object(translation, "Deployment").object("spec", "template", "spec");
    assertThat(pod.items("containers")).as("the program and its sidecar").hasSize(2);
    assertThat(pod.items("containers"))
        .filteredOn(container -> container.toString().contains("LEVEL"))
        .singleElement()
        .satisfies(container -> assertThat(container.text("image")).contains("example.com/w:1"));
  }

  private static Json.Obj cloneSet(Translation translation) {
    return Cases.object(translation, "CloneSet");
  }

  private static Translation translate(String image, String file, String traits) {
    return Cases.translate(text(image, file, traits));
  }

  private static String text(String image, String file, String traits) {
    return """
    apiVersion: core.oam.dev/v1alpha1
    kind: ComponentSchematic
    metadata: {name: web}
    spec:
      workloadType: core.oam.dev/v1alpha1.Server
      containers:
      - name: main
        image: %s
        config: [{path: /etc/a, value: "%s"}]
        ports: [{name: http, containerPort: 80}]
    ---
    apiVersion: core.oam.dev/v1alpha1
    kind: ApplicationConfiguration
    metadata: {name: app, namespace: shop}
    spec:
      components:
      - {componentName: web, instanceName: one, traits: %s}
      - {componentName: web, instanceName: two}
    """
        .formatted(image, file, traits);
  }
}
