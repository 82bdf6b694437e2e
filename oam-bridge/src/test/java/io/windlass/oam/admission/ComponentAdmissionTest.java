package io.windlass.oam.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.ShippedCatalogue;
import io.windlass.oam.yaml.YamlText;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a developer and an infrastructure operator hear when they apply. */
class ComponentAdmissionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a developer who                 | kind               | spec                                                                                                                                 | hears
          does all right                  | ComponentSchematic | {workloadType: core.oam.dev/v1alpha1.Worker, containers: [{name: a, image: b}]}                                                      |
          leaves values to the operator   | ComponentSchematic | {workloadType: core.oam.dev/v1alpha1.Worker, parameters: [{name: p, type: string, required: true}], containers: [{name: a, image: b, env: [{name: P, fromParam: p}]}]} |
          sets replicas                   | ComponentSchematic | {workloadType: core.oam.dev/v1alpha1.Worker, replicas: 3, containers: [{name: a, image: b}]}                                         | spec.replicas: replicas belongs to the application operator: use the trait manual-scaler
          has a worker with a port        | ComponentSchematic | {workloadType: core.oam.dev/v1alpha1.Worker, containers: [{name: a, image: b, ports: [{name: a, containerPort: 1}]}]}                | spec.containers
          means a type that is none       | ComponentSchematic | {workloadType: core.oam.dev/v1alpha1.Singleton, containers: [{name: a, image: b}]}                                                   | spec.workloadType
          makes a slip                    | ComponentSchematic | {workloadType: core.oam.dev/v1alpha1.Worker, containers: [{name: a, imgae: b}]}                                                      | spec.containers[0].imgae
          embeds containers               | Component          | {workload: {apiVersion: core.oam.dev/v1alpha2, kind: ContainerizedWorkload, spec: {containers: [{name: a, image: b}]}}}              |
          needs a value                   | Component          | {workload: {apiVersion: core.oam.dev/v1alpha2, kind: ContainerizedWorkload, spec: {containers: [{name: a, image: b}]}}, parameters: [{name: i, required: true, fieldPaths: ['spec.containers[0].image']}]} |
          wants a process namespace       | Component          | {workload: {apiVersion: core.oam.dev/v1alpha2, kind: ContainerizedWorkload, spec: {shareProcessNamespace: true, containers: [{name: a, image: b}]}}} | spec.workload.spec.shareProcessNamespace: shareProcessNamespace belongs to the infrastructure operator
          embeds a CloneSet               | Component          | {workload: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, spec: {template: {spec: {containers: [{name: a, image: b}]}}}}}      |
          with the network of the machine | Component          | {workload: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, spec: {template: {spec: {hostNetwork: true, containers: [{name: a, image: b}]}}}}} | spec.workload.spec.template.spec.hostNetwork
          embeds what he may not create   | Component          | {workload: {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {}}}                                                        | spec.workload: user "ann" may not create networkpolicies.networking.k8s.io, and the catalogue has no workload type for it
          embeds what nobody knows        | Component          | {workload: {apiVersion: a.b/v1, kind: Car, spec: {}}}                                                                                |
          """)
  void hears(String who, String kind, String spec, String hears) {
    Village village = Village.of("", "create networkpolicies.networking.k8s.io");
    List<String> words =
        Village.words(new ComponentAdmission(village).answer(Village.create(object(kind, spec))));
    if (hears == null) {
      assertThat(words).as(who).isEmpty();
    } else {
      assertThat(words).as(who).anySatisfy(each -> assertThat(each).startsWith(hears));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          kind         | spec                              | hears
          Trait        | {appliesTo: ['*']}                |
          Trait        | {appliesTo: ['*'], proprties: {}} | spec.proprties
          WorkloadType | {group: a}                        | spec.names.kind
          Environment  | {backend: kruise}                 |
          Environment  | {backend: vm}                     | spec.backend
          """)
  void infrastructureOperatorsAreToldToo(String kind, String spec, String hears) {
    List<String> words =
        Village.words(
            new CatalogueAdmission(ShippedCatalogue::kinds)
                .answer(Village.create(object(kind, spec))));
    if (hears == null) {
      assertThat(words).isEmpty();
    } else {
      assertThat(words).anySatisfy(each -> assertThat(each).startsWith(hears));
    }
  }

  private static Json.Obj object(String kind, String spec) {
    return YamlText.objects("{kind: %s, metadata: {name: x}, spec: %s}".formatted(kind, spec))
        .getFirst();
  }
}
