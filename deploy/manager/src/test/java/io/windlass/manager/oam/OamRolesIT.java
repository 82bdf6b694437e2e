package io.windlass.manager.oam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.manager.GivenCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each role can do its part and not the others'. */
@ResourceLock(providers = GivenCluster.class)
class OamRolesIT {
  private static final List<String> ROLES = List.of("developer", "app-operator", "infra-operator");

  @RegisterExtension static final OamCluster CLUSTER = new OamCluster();

  @BeforeAll
  static void rolesAreGiven() throws IOException {
    Path roles = Path.of(System.getProperty("windlass.root"), "deploy/oam/roles.yaml");
    CLUSTER.apply(Files.readString(roles));
    for (String role : ROLES) {
      CLUSTER.apply(binding("oam-bridge:" + role, role, role.equals("infra-operator")));
    }
    CLUSTER.apply(binding("view", "viewer", false));
    assumeThat(can("nobody", "delete", "", "pods"))
        .as("SKIPPED: the cluster allows everybody everything")
        .isFalse();
    await("the roles hold")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                can("developer", "create", "core.oam.dev", "components")
                    && can("infra-operator", "create", "core.oam.dev", "traits")
                    && can("viewer", "get", "core.oam.dev", "components"));
  }

  @ParameterizedTest(name = "to {0} {2}.{1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          verb   | group                     | resource                  | who may
          create | core.oam.dev              | components                | developer
          patch  | core.oam.dev              | componentschematics       | developer
          get    | core.oam.dev              | components                | developer, app-operator, infra-operator, viewer
          create | core.oam.dev              | applicationconfigurations | app-operator
          delete | core.oam.dev              | applicationconfigurations | app-operator
          list   | core.oam.dev              | applicationconfigurations | developer, app-operator, infra-operator, viewer
          create | core.oam.dev              | healthscopes              | app-operator
          create | core.oam.dev              | traits                    | infra-operator
          update | core.oam.dev              | workloadtypes             | infra-operator
          create | core.oam.dev              | traitdefinitions          | infra-operator
          list   | core.oam.dev              | traits                    | developer, app-operator, infra-operator, viewer
          use    | core.oam.dev              | traits                    | app-operator, infra-operator
          create | oam.windlass.io           | environments              | infra-operator
          create | apps.kruise.io            | sidecarsets               | infra-operator
          list   | apps.kruise.io            | clonesets                 | app-operator
          create | apps.kruise.io            | clonesets                 |
          patch  | apps                      | deployments               |
          patch  | autoscaling.windlass.io   | timedpodautoscalers       |
          get    | networking.k8s.io         | ingresses                 | app-operator, viewer
          update | core.oam.dev              | applicationconfigurations/status |
          get    | apps                      | controllerrevisions       | developer, app-operator, viewer
          get    |                           | pods                      | developer, app-operator, viewer
          get    |                           | secrets                   |
          """)
  void mayDo(String verb, String group, String resource, String who) {
    String api = group == null ? "" : group;
    assertThat(
            Stream.concat(ROLES.stream(), Stream.of("viewer"))
                .filter(role -> can(role, verb, api, resource)))
        .isEqualTo(who == null ? List.of() : List.of(who.split(", ")));
  }

  @ParameterizedTest(name = "{0} {2} {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          who            | what                                                                                         | ends
          developer      | ComponentSchematic, spec: {workloadType: core.oam.dev/v1alpha1.Server}                       | writes
          app-operator   | ComponentSchematic, spec: {workloadType: core.oam.dev/v1alpha1.Server}                       | must not write
          app-operator   | ApplicationConfiguration, spec: {components: []}                                             | writes
          developer      | ApplicationConfiguration, spec: {components: []}                                             | must not write
          infra-operator | ApplicationConfiguration, spec: {components: []}                                             | must not write
          infra-operator | Trait, spec: {appliesTo: ['*']}                                                              | writes
          app-operator   | Trait, spec: {appliesTo: ['*']}                                                              | must not write
          developer      | Trait, spec: {appliesTo: ['*']}                                                              | must not write
          """)
  void writes(String who, String what, String ends) throws IOException {
    String[] parts = what.split(", ", 2);
    String manifest =
        """
        apiVersion: core.oam.dev/v1alpha1
        kind: %s
        metadata: {name: a}
        %s
        """
            .formatted(parts[0], parts[1]);
    KubernetesClient somebody = CLUSTER.client(List.of(group(who), "system:authenticated"));
    KubernetesClientException refusal =
        catchThrowableOfType(
            KubernetesClientException.class,
            () ->
                somebody
                    .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                    .dryRun()
                    .create());
    if (ends.equals("writes")) {
      assertThat(refusal).isNull();
    } else {
      assertThat(refusal.getCode()).isEqualTo(403);
    }
  }

  private static boolean can(String role, String verb, String group, String resource) {
    String[] parts = resource.split("/", 2);
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser("somebody")
            .withGroups(group(role))
            .withNewResourceAttributes()
            .withNamespace(CLUSTER.namespace())
            .withVerb(verb)
            .withGroup(group)
            .withResource(parts[0])
            .withSubresource(parts.length > 1 ? parts[1] : "")
            .endResourceAttributes()
            .endSpec()
            .build();
    return CLUSTER
        .client()
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }

  private static String group(String role) {
    return CLUSTER.namespace() + ":" + role;
  }

  private static String binding(String clusterRole, String role, boolean everywhere) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: %s
    metadata: {name: %s-%s, namespace: %s}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "%s"}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: "%s"}]
    """
        .formatted(
            everywhere ? "ClusterRoleBinding" : "RoleBinding",
            CLUSTER.namespace(),
            role,
            CLUSTER.namespace(),
            clusterRole,
            group(role));
  }
}
