package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.devcluster.api.RequestGate;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TPA055: an autoscaler is no way around what its user may not do. RBAC is that of devcluster. */
class AutoscalerPermissionIT {
  @RegisterExtension
  static final ClusterExtension CLUSTER =
      ClusterExtension.devcluster(RequestGate.OPEN).withoutManager().withWebhooks();

  @BeforeAll
  static void neighbours() throws IOException {
    new DoorNeighbours(CLUSTER).settle();
    String autoscalers =
        "{apiGroups: [autoscaling.windlass.io], resources: [timedpodautoscalers], verbs: ['*']}";
    String hpas =
        "{apiGroups: [autoscaling], resources: [horizontalpodautoscalers], verbs: [create, %s]}";
    grant("apprentice", List.of(autoscalers, hpas.formatted("get")));
    grant(
        "owner",
        List.of(
            autoscalers,
            hpas.formatted("get"),
            "{apiGroups: [apps.kruise.io], resources: [clonesets/scale], verbs: [update]}"));
    grant(
        "keeper",
        List.of(
            autoscalers,
            hpas.formatted("delete"),
            "{apiGroups: ['*'], resources: ['*/scale'], verbs: [update]}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          case                                       | user       | spec adds                                                    | code | answer
          who may not scale it                       | apprentice | {}                                                           | 403  | refused: TPA055 spec.scaleTargetRef: apprentice may not update the scale of CloneSet web
          who may                                    | owner      | {}                                                           | 201  |
          but not another kind                       | owner      | {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment}}    | 403  | refused: TPA055 spec.scaleTargetRef: owner may not update the scale of Deployment web
          a stranger learns nothing of the target    | apprentice | {scaleTargetRef: {name: scaled}}                             | 403  | refused: TPA055 spec.scaleTargetRef: apprentice may not update the scale of CloneSet scaled
          but what is wrong in the document          | apprentice | {timeZone: CST}                                              | 403  | refused: TPA007 spec.timeZone
          a kind that comes later is nobody's        | owner      | {scaleTargetRef: {kind: Gadget}}                             | 403  | refused: TPA055 spec.scaleTargetRef: owner may not update the scale of Gadget web
          but of who may scale all kinds             | keeper     | {scaleTargetRef: {kind: Gadget}}                             | 201  | warned: TPA030 spec.scaleTargetRef: no kind Gadget
          a takeover deletes, which not everyone may | owner      | {scaleTargetRef: {name: scaled}, takeover: {hpa: scaled}}    | 403  | refused: TPA055 spec.takeover.hpa: owner may not delete HorizontalPodAutoscaler scaled, which the takeover ends with
          who may delete takes over                  | keeper     | {scaleTargetRef: {name: scaled}, takeover: {hpa: scaled}}    | 201  |
          """)
  void permission(String what, String user, String adds, int code, String answer)
      throws IOException {
    try (KubernetesClient client = client(user)) {
      Door.Answer found = new Door(client).dryRun("web", adds);
      assertThat(found.code()).as(what + found).isEqualTo(code);
      assertThat(String.join(" ", found.lines()).replaceAll("admission .* request: ", ""))
          .as(what)
          .startsWith(answer == null ? "" : answer)
          .matches(all -> answer != null || all.isEmpty());
    }
  }

  @ParameterizedTest(name = "an HPA {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on a target that is scaled already     | other  | twice | warned: TPA038 spec.scaleTargetRef: TimedPodAutoscaler first scales CloneSet twice: one of the two has to go; a takeover names the HorizontalPodAutoscaler in takeover.hpa
          on one that nobody else scales         | other  | web   |
          """)
  void anHpaOnAnOwnedTarget(String what, String name, String target, String answer)
      throws IOException {
    String hpa =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: %s}
        spec:
          scaleTargetRef: {apiVersion: apps.kruise.io/v1beta1, kind: CloneSet, name: %s}
          maxReplicas: 9
        """
            .formatted(name, target);
    Door.Answer found =
        new Door(CLUSTER.client())
            .post(
                "/apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers?dryRun=All"
                    .formatted(CLUSTER.namespace()),
                hpa);
    assertThat(found.lines()).as(what).isEqualTo(answer == null ? List.of() : List.of(answer));
  }

  private static KubernetesClient client(String user) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(CLUSTER.client().getConfiguration())
                .withImpersonateUsername(user)
                .build())
        .build();
  }

  private static void grant(String user, List<String> rules) {
    for (String yaml :
        List.of(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: %1$s}
            rules: %2$s
            """,
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: %1$s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: %1$s}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s}]
            """)) {
      CLUSTER
          .client()
          .resource(
              Serialization.unmarshal(yaml.formatted(user, rules), GenericKubernetesResource.class))
          .create();
    }
  }
}
