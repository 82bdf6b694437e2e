package io.windlass.oam.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Json;
import io.windlass.oam.yaml.YamlText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application operator hears when he applies. */
class ApplicationAdmissionTest {
  private static final String COMPONENTS =
      """
      kind: ComponentSchematic
      metadata: {name: web}
      spec:
        workloadType: core.oam.dev/v1alpha1.Server
        parameters: [{name: colour, type: string, required: true}]
        containers:
        - {name: web, image: a, ports: [{name: http, containerPort: 80}], env: [{name: C, fromParam: colour}]}
      ---
      kind: ComponentSchematic
      metadata: {name: night}
      spec: {workloadType: core.oam.dev/v1alpha1.SingletonWorker, containers: [{name: a, image: a}]}
      ---
      kind: ComponentSchematic
      metadata: {name: wall}
      spec:
        workloadType: networking.k8s.io/v1.NetworkPolicy
        workloadSettings: [{name: spec, type: object, value: {podSelector: {}}}]
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          an operator who                  | component                                                                                                            | hears
          does all right                   | {componentName: web, instanceName: web, parameterValues: [{name: colour, value: red}]}                                |
          leaves a parameter out           | {componentName: web, instanceName: web}                                                                              | spec.components[0].parameterValues: colour
          sets one that is none            | {componentName: night, instanceName: web, parameterValues: [{name: size, value: 1}]}                                  | spec.components[0].parameterValues[0].name: size
          writes a property wrong          | {componentName: night, instanceName: web, traits: [{name: labels, properties: {a: [1]}}]}                             | spec.components[0].traits[0].properties.a
          attaches what does not fit       | {componentName: night, instanceName: web, traits: [{name: ingress, properties: {hostname: a.b}}]}                     | spec.components[0].traits[0]: ingress
          attaches what excludes itself    | {componentName: web, instanceName: web, parameterValues: [{name: colour, value: a}], traits: [{name: manual-scaler, properties: {replicaCount: 1}}, {name: auto-scaler, properties: {}}]} | spec.components[0].traits[0]: manual-scaler
          means a trait that is none       | {componentName: night, instanceName: web, traits: [{name: bell}]}                                                     | spec.components[0].traits[0]: bell
          uses a variable that is none     | {componentName: web, instanceName: web, parameterValues: [{name: colour, value: '[fromVariable(c)]'}]}                | spec.components[0].parameterValues[0].value: c
          is ahead of the developer        | {componentName: later, instanceName: web}                                                                            | warning spec.components[0].componentName: later
          """)
  void hears(String who, String component, String hears) {
    List<String> words =
        Village.words(
            new ApplicationAdmission(Village.of(COMPONENTS))
                .answer(Village.create(application(component))));
    if (hears == null) {
      assertThat(words).as(who).isEmpty();
    } else {
      String[] parts = hears.split(": ", 2);
      assertThat(words)
          .as(who)
          .anySatisfy(
              each -> assertThat(each).startsWith(parts[0]).contains(parts[parts.length - 1]));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          who may not                              | component                                                                                         | hears
          use traits.core.oam.dev "sidecar"        | {componentName: night, instanceName: a, traits: [{name: sidecar, properties: {name: a, image: b}}]} | spec.components[0].traits[0].properties: user "ann" may not use traits.core.oam.dev "sidecar"
          create networkpolicies.networking.k8s.io | {componentName: wall, instanceName: a}                                                            | spec.components[0]: user "ann" may not create networkpolicies.networking.k8s.io
          create clonesets.apps.kruise.io          | {componentName: night, instanceName: a}                                                           |
          """)
  void nobodyGetsThroughTheBridgeWhatHeMayNotDo(String right, String component, String hears) {
    List<String> words =
        Village.words(
            new ApplicationAdmission(Village.of(COMPONENTS, right))
                .answer(Village.create(application(component))));
    if (hears == null) {
      assertThat(words).isEmpty();
    } else {
      assertThat(words).anySatisfy(each -> assertThat(each).startsWith(hears));
    }
  }

  @Test
  void allFaultsAreInOneAnswer() {
    Json.Obj bad = application("{componentName: web, traits: [{name: bell}], colour: red}");
    assertThat(
            Village.words(
                new ApplicationAdmission(Village.of(COMPONENTS)).answer(Village.create(bad))))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"a deletion, DELETE", "a finalizer, UPDATE"})
  void whatWasAcceptedOnceIsNotHeldUp(String what, Operation operation) {
    Json.Obj bad = application("{componentName: web}");
    Json.Obj changed =
        bad.with("metadata", bad.object("metadata").with("finalizers", Json.of(List.of())));
    Json.Obj now = operation == Operation.DELETE ? Json.Obj.EMPTY : changed;
    assertThat(
            new ApplicationAdmission(Village.of(COMPONENTS))
                .answer(Village.request(operation, now, bad)))
        .as(what)
        .isEqualTo(AdmissionAnswer.ALLOWED);
  }

  private static Json.Obj application(String component) {
    return YamlText.objects(
            """
            apiVersion: core.oam.dev/v1alpha1
            kind: ApplicationConfiguration
            metadata: {name: shop}
            spec: {components: [%s]}
            """
                .formatted(component))
        .getFirst();
  }
}
