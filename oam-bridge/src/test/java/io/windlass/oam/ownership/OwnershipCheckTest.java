package io.windlass.oam.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.document.Problem;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.Environment.ComponentFields;
import io.windlass.oam.yaml.YamlText;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may say what in a component. */
class OwnershipCheckTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a developer who writes                  | spec                                                                  | hears
          what a program is                       | {workloadType: a, containers: [{name: a, image: b, env: []}]}         |
          how many there are                      | {replicas: 3}                                                         | spec.replicas: replicas belongs to the application operator: use the trait manual-scaler
          how far scaling goes                    | {maxReplicas: 3}                                                      | spec.maxReplicas: maxReplicas belongs to the application operator: use the trait auto-scaler
          how it rolls out                        | {updateStrategy: {}}                                                  | spec.updateStrategy: updateStrategy belongs to the application operator: use the trait rollout
          whether processes see each other        | {shareProcessNamespace: true}                                         | spec.shareProcessNamespace: shareProcessNamespace belongs to the infrastructure operator: set for all pods by field pods of the Environment
          on which machines it runs               | {nodeSelector: {a: b}}                                                | spec.nodeSelector: nodeSelector belongs to the infrastructure operator: set for all pods by field pods of the Environment
          rights of a container                   | {containers: [{}, {securityContext: {}}]}                             | spec.containers[1].securityContext: securityContext belongs to the infrastructure operator: set for all pods by field pods.securityContext of the Environment
          a port of the machine                   | {containers: [{ports: [{hostPort: 80}]}]}                             | spec.containers[0].ports[0].hostPort: hostPort belongs to the application operator: use the trait ingress or expose
          nothing, with null                      | {replicas: null}                                                      |
          """)
  void inASchematic(String what, String spec, String hears) {
    Problems problems = new Problems();
    Json.Obj document = YamlText.objects("spec: " + spec).getFirst();
    OwnershipCheck.schematic(Node.of(document, "ComponentSchematic a", problems).child("spec"));
    assertThat(text(problems)).as(what).isEqualTo(hears == null ? "" : "ERROR " + hears);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a component that embeds             | workload                                                                                                      | policy  | hears
          ContainerizedWorkload with replicas | {apiVersion: core.oam.dev/v1alpha2, kind: ContainerizedWorkload, spec: {replicas: 1}}                         | ENFORCE | ERROR spec.workload.spec.replicas
          the same where others are warned    | {apiVersion: core.oam.dev/v1alpha2, kind: ContainerizedWorkload, spec: {replicas: 1}}                         | WARN    | ERROR spec.workload.spec.replicas
          a CloneSet with replicas            | {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, spec: {replicas: 1, template: {spec: {containers: []}}}} | ENFORCE | WARNING spec.workload.spec.replicas
          a CloneSet on the machine's network | {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, spec: {template: {spec: {hostNetwork: true, containers: []}}}} | ENFORCE | ERROR spec.workload.spec.template.spec.hostNetwork
          the same where others are warned    | {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, spec: {template: {spec: {hostNetwork: true, containers: []}}}} | WARN    | WARNING spec.workload.spec.template.spec.hostNetwork
          a Deployment with machines' files   | {apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {volumes: [{name: a, hostPath: {path: /}}], containers: []}}}} | ENFORCE | ERROR spec.workload.spec.template.spec.volumes[0].hostPath
          a kind without pods                 | {apiVersion: a/v1, kind: Queue, spec: {replicas: 3, priority: 1}}                                             | ENFORCE |
          """)
  void inAComponent(String what, String workload, ComponentFields policy, String hears) {
    Problems problems = new Problems();
    Json.Obj document = YamlText.objects("spec: {workload: " + workload + "}").getFirst();
    Node spec = Node.of(document, "Component a", problems).child("spec");
    OwnershipCheck.component(spec.child("workload"), policy);
    if (hears == null) {
      assertThat(text(problems)).as(what).isEmpty();
    } else {
      assertThat(text(problems)).as(what).startsWith(hears + ": ");
    }
  }

  @Test
  void saysAllAtOnce() {
    Problems problems = new Problems();
    Json.Obj document =
        YamlText.objects("spec: {replicas: 1, hostPID: true, priority: 3}").getFirst();
    OwnershipCheck.schematic(Node.of(document, "a", problems).child("spec"));
    assertThat(problems.list())
        .extracting(Problem::path)
        .containsExactly("spec.replicas", "spec.hostPID", "spec.priority");
  }

  @Test
  void noFieldHasTwoOwners() {
    assertThat(FieldOwners.all().stream().map(row -> row.place() + " " + row.field()))
        .doesNotHaveDuplicates();
  }

  private static String text(Problems problems) {
    return problems.list().stream()
        .map(each -> each.severity() + " " + each.path() + ": " + each.message())
        .collect(Collectors.joining("\n"));
  }
}
