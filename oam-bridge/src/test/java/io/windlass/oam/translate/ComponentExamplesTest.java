package io.windlass.oam.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.catalogue.TraitEntry;
import io.windlass.oam.catalogue.WorkloadEntry;
import io.windlass.oam.document.FieldPath;
import io.windlass.oam.document.Node;
import io.windlass.oam.environment.Served;
import io.windlass.oam.environment.ShippedEnvironments;
import io.windlass.oam.model.Characteristics;
import io.windlass.oam.model.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications of the shape of oam-kubernetes-runtime's examples, and each way to a CloneSet. */
class ComponentExamplesTest {
  private static final String COMPONENTS =
      """
      apiVersion: core.oam.dev/v1alpha2
      kind: Component
      metadata: {name: blog}
      spec:
        workload:
          apiVersion: core.oam.dev/v1alpha2
          kind: ContainerizedWorkload
          spec:
            containers:
            - name: web
              image: example.com/blog:1
              ports: [{containerPort: 80, name: web}, {containerPort: 81, name: admin}]
              env: [{name: DATABASE_PORT, value: 5432}]
              config:
              - {path: /test/configfile/config, value: test}
              - {path: /test/secretconfig, fromSecret: {name: mysecret, key: password}}
        parameters:
        - {name: image, fieldPaths: ["spec.containers[0].image"]}
        - {name: instance-name, fieldPaths: [metadata.name]}
        - {name: port, fieldPaths: ["spec.containers[0].ports[0].containerPort"]}
      ---
      {apiVersion: core.oam.dev/v1alpha2, kind: Component, metadata: {name: typed},
       spec: {workload: {type: web-service, spec: {containers: [{name: web, image: "example.com/w:1"}]}}}}
      ---
      {apiVersion: core.oam.dev/v1alpha2, kind: Component, metadata: {name: clone},
       spec: {workload: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet,
        spec: {template: {spec: {containers: [{name: web, image: "example.com/w:1"}]}}}}}}
      ---
      {apiVersion: core.oam.dev/v1alpha2, kind: Component, metadata: {name: clone-type},
       spec: {workload: {type: cloneset, spec: {template: {spec: {containers: [{name: web, image: "example.com/w:1"}]}}}}}}
      ---
      {apiVersion: core.oam.dev/v1alpha2, kind: Component, metadata: {name: twice},
       spec: {workload: {apiVersion: example.com/v1, kind: Foo, spec: {}},
        parameters: [{name: a, fieldPaths: [spec.key]}, {name: b, fieldPaths: [spec.key.sub], required: true}]}}
      ---
      """;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          example                          | component                                                                                                                                      | kind              | path                                                   | value
          an image that the operator sets  | componentName: blog, parameterValues: [{name: image, value: "example.com/blog:2"}]                                                              | CloneSet          | spec.template.spec.containers[0].image                 | example.com/blog:2
          a number where text is meant     | componentName: blog                                                                                                                            | CloneSet          | spec.template.spec.containers[0].env[0].value          | 5432
          text where a number is meant     | componentName: blog, parameterValues: [{name: port, value: "8080"}]                                                                            | Service           | spec.ports[0].port                                     | 8080
          every port of the Service        | componentName: blog                                                                                                                            | Service           | spec.ports[1].port                                     | 81
          the workload's name              | componentName: blog                                                                                                                            | CloneSet          | metadata.name                                          | blog
          a name that the operator sets    | componentName: blog, parameterValues: [{name: instance-name, value: other}]                                                                    | CloneSet          | metadata.name                                          | other
          a file from a Secret             | componentName: blog                                                                                                                            | CloneSet          | spec.template.spec.containers[0].volumeMounts[1].subPath | password
          a manual scaler of its own kind  | componentName: blog, traits: [{trait: {apiVersion: core.oam.dev/v1alpha2, kind: ManualScalerTrait, spec: {replicaCount: 3}}}]                  | CloneSet          | spec.replicas                                          | 3
          a trait by name                  | componentName: blog, traits: [{trait: {name: manual-scaler, properties: {replicas: 4}}}]                                                       | CloneSet          | spec.replicas                                          | 4
          a rollout keeps name and copies  | componentName: blog, traits: [{trait: {apiVersion: extend.oam.dev/v1alpha2, kind: SimpleRolloutTrait, spec: {replica: 6, maxUnavailable: 2, batch: 2}}}] | CloneSet | spec.updateStrategy.maxUnavailable                     | 2
          a type of the catalogue          | componentName: typed                                                                                                                           | CloneSet          | spec.template.spec.containers[0].image                 | example.com/w:1
          a CloneSet that is embedded      | componentName: clone                                                                                                                           | CloneSet          | spec.selector.matchLabels['oam.dev/instance-name']     | clone
          a CloneSet by its type           | componentName: clone-type                                                                                                                      | CloneSet          | metadata.name                                          | clone-type
          an embedded CloneSet is scaled   | componentName: clone, traits: [{trait: {apiVersion: core.oam.dev/v1alpha2, kind: ManualScalerTrait, spec: {replicaCount: 2}}}]                 | CloneSet          | spec.replicas                                          | 2
          an old Ingress is renewed        | componentName: blog, traits: [{trait: {apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: in}, spec: {backend: {serviceName: web-ui, servicePort: 8080}}}}] | Ingress | spec.defaultBackend.service.port.number | 8080
          a trait that wants the workload  | componentName: blog, traits: [{trait: {apiVersion: example.com/v1, kind: Ref, spec: {}}}]                                                       | Ref               | spec.workloadRef.kind                                  | CloneSet
          a trait that nobody defines      | componentName: blog, traits: [{trait: {apiVersion: example.com/v1, kind: Bare, spec: {a: b}}}]                                                  | Bare              | spec.a                                                 | b
          """)
  void anExampleRuns(String example, String component, String kind, String path, String value) {
    Translation translation = translate(component);
    assertThat(Cases.errors(translation)).as("%s: %s", example, Cases.said(translation)).isEmpty();
    Json object = Cases.object(translation, kind);
    assertThat(FieldPath.parse(path).orElseThrow().read(object).flatMap(Node::scalarText))
        .as("%s in %s", example, object)
        .contains(value);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          example                              | component                                                                              | errors
          neither component nor revision       | parameterValues: []                                                                    | InvalidValue spec.components[0]
          both component and revision          | componentName: blog, revisionName: blog-v1                                             | InvalidValue spec.components[0]
          a revision that is not there         | revisionName: blog-v7                                                                  | ComponentNotFound spec.components[0].revisionName
          a parameter that is not declared     | componentName: blog, parameterValues: [{name: imgae, value: x}]                        | UndeclaredParameter spec.components[0].parameterValues[0].name
          text that is no number               | componentName: blog, parameterValues: [{name: port, value: web}]                       | WrongType spec.components[0].parameterValues[0].value
          parameters that write the same field | componentName: twice                                                                   | OverlappingParameters spec.parameters[1].fieldPaths MissingParameter spec.components[0].parameterValues
          words of both generations            | componentName: blog, instanceName: b, scopes: []                                       | MixedGenerations spec UnknownField spec.components[0].instanceName
          a scaler without number              | componentName: blog, traits: [{trait: {apiVersion: core.oam.dev/v1alpha2, kind: ManualScalerTrait, spec: {}}}] | MissingField spec.components[0].traits[0].trait.spec.replicaCount
          less than no copies                  | componentName: blog, traits: [{trait: {name: manual-scaler, properties: {replicas: -1}}}] | InvalidValue spec.components[0].traits[0].trait.properties.replicas
          """)
  void anExampleIsRefused(String example, String component, String errors) {
    Translation translation = translate(component);
    assertThat(String.join(" ", Cases.errors(translation)))
        .as("%s: %s", example, Cases.said(translation))
        .isEqualTo(errors);
    assertThat(translation.objects()).isEmpty();
  }

  private static Translation translate(String component) {
    Kind containerized = new Kind("core.oam.dev/v1alpha2", "ContainerizedWorkload");
    Kind cloneSet = new Kind("apps.kruise.io/v1alpha1", "CloneSet");
    Characteristics any = new Characteristics(true, true, true, true);
    Optional<TraitEntry.Definition> ref =
        Optional.of(
            new TraitEntry.Definition(
                new Kind("example.com/v1", "Ref"), "spec.workloadRef", false));
    Catalogue catalogue =
        Catalogue.of(
            List.of(new TraitEntry("refs.example.com", List.of(), List.of(), Json.Obj.EMPTY, ref)),
            List.of(
                new WorkloadEntry("web-service", containerized, any, ""),
                new WorkloadEntry("cloneset", cloneSet, any, "spec.template.spec")),
            List.of());
    Inputs inputs =
        Cases.inputs(
            COMPONENTS
                + """
                apiVersion: core.oam.dev/v1alpha2
                kind: ApplicationConfiguration
                metadata: {name: app, namespace: default}
                spec: {components: [{%s}]}
                """
                    .formatted(Objects.requireNonNull(component)),
            new Inputs.Place(
                catalogue, ShippedEnvironments.first(), Served.withWindlass(), Live.nothing()));
    return Translator.translate(inputs);
  }
}
