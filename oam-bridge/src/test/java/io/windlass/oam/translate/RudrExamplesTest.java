package io.windlass.oam.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.document.FieldPath;
import io.windlass.oam.document.Node;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications of the shape of Rudr's examples: run, or refused where they are wrong. */
class RudrExamplesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          example                                  | component {and what the operator adds}                                                        | objects                                                                    | errors
          a server with files                      | page                                                                                          | ConfigMap/i-web-cfg Service/i-headless Service/i StatefulSet/i              |
          a manual scaler                          | fleet, traits: [{name: manual-scaler, properties: {replicaCount: 3}}]                         | Service/i CloneSet/i                                                       |
          parameters that nobody declared          | fleet, parameterValues: [{name: poet, value: Eliot}]                                          |                                                                            | UndeclaredParameter spec.components[0].parameterValues[0].name
          an autoscaler                            | fleet, traits: [{name: auto-scaler, properties: {maximum: 6, minimum: 2, cpu: 50, memory: 50}}] | Service/i CloneSet/i HorizontalPodAutoscaler/i-hpa                       |
          trait properties under their old name    | page, traits: [{name: ingress, parameterValues: {hostname: example.com, path: /}}]            | ConfigMap/i-web-cfg Service/i-headless Service/i StatefulSet/i Ingress/i-ingress |
          ingress on a worker                      | lonely-digger, traits: [{name: ingress, properties: {hostname: example.com}}]                 |                                                                            | TraitNotApplicable spec.components[0].traits[0].properties NoPort spec.components[0].traits[0].properties
          a task that runs once                    | once, parameterValues: [{name: message, value: Hello}]                                        | Job/i                                                                      |
          a task that runs three times             | often, traits: [{name: manual-scaler, properties: {replicaCount: 3}}]                         | Job/i                                                                      |
          a task that runs once is not scaled      | once, traits: [{name: manual-scaler, properties: {replicaCount: 3}}]                          |                                                                            | TraitNotApplicable spec.components[0].traits[0].properties
          a worker                                 | digger, traits: [{name: manual-scaler, properties: {replicaCount: 2}}]                        | CloneSet/i                                                                 |
          a worker answers on no ports             | digger-with-door                                                                              |                                                                            | PortsNotAllowed spec.containers
          a server without port, optional unset    | talker                                                                                        | StatefulSet/i                                                              |
          a volume with a mounter                  | keeper, traits: [{name: volume-mounter, properties: {volumeName: myvol, storageClass: default}}] | CloneSet/i                                                              |
          a volume that nobody mounts              | keeper                                                                                        |                                                                            | VolumeNotMounted spec.components[0].traits
          a volume that is not there               | keeper, traits: [{name: volume-mounter, properties: {volumeName: other}}]                     |                                                                            | NoSuchVolume spec.components[0].traits[0].properties.volumeName VolumeNotMounted spec.components[0].traits
          a function                               | function, parameterValues: [{name: debug, value: "false"}], traits: [{name: manual-scaler, properties: {replicaCount: 2}}] | Function/i                                    |
          any kind with its spec                   | watcher                                                                                       | Prometheus/i                                                               |
          a CloneSet as workload type              | cloned                                                                                        | CloneSet/i                                                                 |
          properties beside properties             | page, traits: [{name: ingress, properties: null, hostname: a.example.com}]                    |                                                                            | UnknownField spec.components[0].traits[0].hostname MissingField spec.components[0].traits[0].properties.hostname
          a port in quotes                         | page, traits: [{name: ingress, properties: {hostname: a.example.com, servicePort: "80"}}]     | ConfigMap/i-web-cfg Service/i-headless Service/i StatefulSet/i Ingress/i-ingress |
          a port that is none of the component's   | page, traits: [{name: ingress, properties: {hostname: a.example.com, servicePort: 81}}]       |                                                                            | NoSuchPort spec.components[0].traits[0].properties.servicePort
          a port that is a word                    | page, traits: [{name: ingress, properties: {hostname: a.example.com, servicePort: web}}]      |                                                                            | WrongType spec.components[0].traits[0].properties.servicePort
          two owners of the number of copies       | fleet, traits: [{name: manual-scaler, properties: {replicaCount: 3}}, {name: auto-scaler}]    |                                                                            | TraitConflict spec.components[0].traits[0].properties
          the same trait twice                     | page, traits: [{name: labels, properties: {a: b}}, {name: labels, properties: {a: c}}]        |                                                                            | DuplicateTrait spec.components[0].traits[1].properties
          an unknown trait                         | page, traits: [{name: invented}]                                                              |                                                                            | UnknownTrait spec.components[0].traits[0].properties
          an unknown component                     | nowhere                                                                                       |                                                                            | ComponentNotFound spec.components[0].componentName
          an undefined variable                    | page, parameterValues: [{name: poet, value: "[fromVariable(who)]"}]                           |                                                                            | UndefinedVariable spec.components[0].parameterValues[0].value
          a value of another type                  | page, parameterValues: [{name: poet, value: 7}]                                               |                                                                            | WrongType spec.components[0].parameterValues[0].value
          a field that nobody reads                | page, replicas: 3                                                                             |                                                                            | UnknownField spec.components[0].replicas
          """)
  void anExampleRunsOrIsRefused(String example, String component, String objects, String errors) {
    Translation translation = translate(component);
    assertThat(String.join(" ", Cases.errors(translation)))
        .as("%s: %s", example, Cases.said(translation))
        .isEqualTo(Objects.requireNonNullElse(errors, ""));
    assertThat(String.join(" ", Cases.names(translation)))
        .isEqualTo(Objects.requireNonNullElse(objects, ""));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                   | component                                                              | kind        | path                                                          | value
          a singleton runs once                  | page                                                                   | StatefulSet | spec.replicas                                                 | 1
          osType chooses nodes                   | page                                                                   | StatefulSet | spec.template.spec.nodeSelector['kubernetes.io/os']           | linux
          arch chooses nodes                     | page                                                                   | StatefulSet | spec.template.spec.nodeSelector['kubernetes.io/arch']         | amd64
          cmd is the command                     | page                                                                   | StatefulSet | spec.template.spec.containers[0].command[0]                   | serve
          files keep their names                 | page                                                                   | ConfigMap   | data['user.txt']                                              | admin
          a file takes a parameter's default     | page                                                                   | ConfigMap   | data.db                                                       | Yeats
          each file has its own mount            | page                                                                   | StatefulSet | spec.template.spec.containers[0].volumeMounts[1].mountPath    | /etc/run/db
          a mount names the file                 | page                                                                   | StatefulSet | spec.template.spec.containers[0].volumeMounts[1].subPath      | db
          the operator says how many             | fleet, traits: [{name: manual-scaler, properties: {replicaCount: 3}}]  | CloneSet    | spec.replicas                                                 | 3
          images are changed in place            | fleet                                                                  | CloneSet    | spec.updateStrategy.type                                      | InPlaceIfPossible
          an HPA points to the CloneSet          | fleet, traits: [{name: auto-scaler, properties: {maximum: 6, cpu: 50}}] | HorizontalPodAutoscaler | spec.scaleTargetRef.kind                          | CloneSet
          an HPA has its bounds                  | fleet, traits: [{name: auto-scaler, properties: {maximum: 6, cpu: 50}}] | HorizontalPodAutoscaler | spec.maxReplicas                                  | 6
          a task completes all of its runs       | often, traits: [{name: manual-scaler, properties: {replicaCount: 3}}]  | Job         | spec.completions                                              | 3
          a task runs all at once                | often, traits: [{name: manual-scaler, properties: {replicaCount: 3}}]  | Job         | spec.parallelism                                              | 3
          a task tries again four times          | once, parameterValues: [{name: message, value: Hello}]                 | Job         | spec.backoffLimit                                             | 4
          a quoted amount of CPU                 | often                                                                  | Job         | spec.template.spec.containers[0].resources.requests.cpu       | 100m
          the Secret for images                  | often                                                                  | Job         | spec.template.spec.imagePullSecrets[0].name                   | registry
          a number as text                       | talker                                                                 | StatefulSet | spec.template.spec.containers[0].env[1].value                 | 5678
          the value where nothing was set        | talker                                                                 | StatefulSet | spec.template.spec.containers[0].env[0].value                 | bar
          a claim for each copy                  | keeper, traits: [{name: volume-mounter, properties: {volumeName: myvol}}] | CloneSet | spec.volumeClaimTemplates[0].spec.resources.requests.storage  | 50M
          a function's image                     | function                                                               | Function    | spec.image                                                    | example.com/echo:1
          a function's variable                  | function, parameterValues: [{name: debug, value: "false"}]             | Function    | spec.environment.write_debug                                  | false
          a function's least copies              | function, traits: [{name: manual-scaler, properties: {replicaCount: 2}}] | Function  | metadata.labels['com.openfaas.scale.min']                     | 2
          any kind's spec is its own             | watcher                                                                | Prometheus  | spec.enableAdminAPI                                           | true
          a CloneSet finds its pods              | cloned                                                                 | CloneSet    | spec.selector.matchLabels['oam.dev/instance-name']            | i
          """)
  void anObjectSays(String rule, String component, String kind, String path, String value) {
    Json object = Cases.object(translate(component), kind);
    assertThat(FieldPath.parse(path).orElseThrow().read(object).flatMap(Node::scalarText))
        .as("%s in %s", rule, object)
        .contains(value);
  }

  private static Translation translate(String component) {
    return Cases.translate(
        """
        apiVersion: core.oam.dev/v1alpha1
        kind: ApplicationConfiguration
        metadata: {name: app, namespace: default}
        spec:
          components:
          - {instanceName: i, componentName: %s}
        ---
        """
                .formatted(component)
            + components());
  }

  private static String components() {
    try (InputStream in = RudrExamplesTest.class.getResourceAsStream("first-generation.yaml")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      return text.lines().collect(Collectors.joining("\n"));
    } catch (IOException unreadable) {
      throw new IllegalStateException("first-generation.yaml", unreadable);
    }
  }
}
