package io.windlass.oam.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.environment.Served;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.yaml.YamlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every translation. */
class TranslatorLaws {
  private static final String COMPONENTS =
      """
      apiVersion: core.oam.dev/v1alpha1
      kind: ComponentSchematic
      metadata: {name: web}
      spec:
        workloadType: core.oam.dev/v1alpha1.Server
        parameters: [{name: image, type: string, default: "example.com/web:1"}]
        containers:
        - name: main
          image: example.com/web:1
          config: [{path: /etc/a, value: "1"}]
          ports: [{name: http, containerPort: 80}]
      ---
      """;
  private static final List<String> TRAITS =
      List.of(
          "{name: auto-scaler, properties: {minimum: 2, cpu: 50}}",
          "{name: timed-scaler, properties: {windows: [{from: '08:00', for: 10h, min: 4}]}}",
          "{name: ingress, properties: {hostname: a.example.com}}",
          "{name: labels, properties: {team: shop}}",
          "{name: env, properties: {env: {MODE: fast}}}",
          "{name: sidecar, properties: {name: log, image: 'example.com/log:1'}}",
          "{name: monitoring, properties: {port: 80}}",
          "{name: disruption-budget, properties: {maxUnavailable: 1}}");

  @Property(tries = 60)
  void theOrderOfWhatIsGivenChangesNothing(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> traits = new ArrayList<>(TRAITS);
    Collections.shuffle(traits, random);
    assertThat(bytes(translate(traits))).isEqualTo(bytes(translate(TRAITS)));
  }

  @Property(tries = 60)
  void nothingThatChangesIsInASelectorOrThePodsLabels(
      @ForAll @IntRange(min = 1, max = 255) int which) {
    List<String> some = new ArrayList<>();
    for (int bit = 0; bit < TRAITS.size(); bit++) {
      if ((which >> bit & 1) == 1) {
        some.add(TRAITS.get(bit));
      }
    }
    Json.Obj with = Cases.object(translate(some), "CloneSet");
    Json.Obj without = Cases.object(translate(List.of()), "CloneSet");
    assertThat(with.at("spec", "selector")).isEqualTo(without.at("spec", "selector"));
    Json.Obj labels = with.object("spec", "template", "metadata", "labels").without("team");
    assertThat(labels).isEqualTo(without.object("spec", "template", "metadata", "labels"));
    assertThat(labels.get("app.oam.dev/revision")).isEmpty();
  }

  @Property(tries = 60)
  void replicasHaveOneOwner(@ForAll @IntRange(min = 0, max = 255) int which) {
    List<String> some = new ArrayList<>();
    for (int bit = 0; bit < TRAITS.size(); bit++) {
      if ((which >> bit & 1) == 1) {
        some.add(TRAITS.get(bit));
      }
    }
    Translation translation = translate(some);
    Rendered workload =
        translation.objects().stream()
            .filter(it -> it.ref().kind().kind().equals("CloneSet"))
            .findFirst()
            .orElseThrow();
    boolean ours = workload.object().at("spec", "replicas").isPresent();
    assertThat(workload.lent()).hasSize(ours ? 0 : 1);
    Set<String> scalers = new HashSet<>(List.of("HorizontalPodAutoscaler", "TimedPodAutoscaler"));
    long writers =
        translation.objects().stream()
            .filter(it -> scalers.contains(it.ref().kind().kind()))
            .count();
    assertThat(writers).isLessThanOrEqualTo(1);
  }

  /** Whatever stands in a document, the answer is a problem and not a failure. */
  @Property(tries = 300)
  void anyChangeOfADocumentIsReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    Inputs inputs = Cases.inputs(text(TRAITS), Inputs.Place.standard());
    Json.Obj application = broken(inputs.application(), random).object();
    Map<String, Json.Obj> components = new LinkedHashMap<>();
    inputs.components().forEach((name, it) -> components.put(name, broken(it, random).object()));
    Translation translation =
        Translator.translate(new Inputs(application, components, Map.of(), inputs.place()));
    assertThat(translation.refused() && !translation.objects().isEmpty()).isFalse();
  }

  /** The document with one value somewhere in it replaced. */
  private static Json broken(Json json, Random random) {
    if (random.nextInt(6) == 0) {
      return List.of(
              Json.Null.VALUE, Json.of("\u0000x"), Json.of(-1), Json.of(true), Json.Obj.EMPTY)
          .get(random.nextInt(5));
    }
    return switch (json) {
      case Json.Obj object when !object.fields().isEmpty() -> {
        List<String> names = List.copyOf(object.fields().keySet());
        String name = names.get(random.nextInt(names.size()));
        yield object.with(name, broken(object.get(name).orElseThrow(), random));
      }
      case Json.Arr(List<Json> items) when !items.isEmpty() -> {
        List<Json> changed = new ArrayList<>(items);
        int at = random.nextInt(items.size());
        changed.set(at, broken(items.get(at), random));
        yield Json.of(changed);
      }
      default -> Json.of(List.of(json));
    };
  }

  private static String bytes(Translation translation) {
    assertThat(Cases.errors(translation)).isEmpty();
    return YamlText.write(translation.objects().stream().map(Rendered::object).toList())
        + JsonText.canonical(Json.of(translation.objects().size()));
  }

  private static String text(List<String> traits) {
    return COMPONENTS
        + """
        apiVersion: core.oam.dev/v1alpha1
        kind: ApplicationConfiguration
        metadata: {name: app, namespace: shop, uid: u}
        spec: {components: [{componentName: web, instanceName: i, traits: [%s]}]}
        """
            .formatted(String.join(", ", traits));
  }

  private static Translation translate(List<String> traits) {
    return Cases.translate(text(traits), Cases.place("public-cloud", Served.withWindlass()));
  }
}
