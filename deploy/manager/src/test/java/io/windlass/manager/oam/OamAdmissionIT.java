package io.windlass.manager.oam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.Features;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.ServedWebhooks;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the webhooks refuse when it is applied, and what they let through. */
@ResourceLock(providers = GivenCluster.class)
class OamAdmissionIT {
  @RegisterExtension static final OamCluster CLUSTER = new OamCluster();

  private static final String BINDINGS =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: apps}
      rules: [{apiGroups: [core.oam.dev], resources: [applicationconfigurations], verbs: ['*']}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: apps}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: apps}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: plain}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: operators}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "oam-bridge:app-operator"}
      subjects: [{apiGroup: rbac.authorization.k8s.io, kind: Group, name: operators}]
      """;

  private static final VirtualThreadScheduler THREADS = new VirtualThreadScheduler();
  private static AutoCloseable webhooks = () -> {};

  @BeforeAll
  static void webhooksAreServed() throws IOException {
    Assumptions.assumeTrue(
        System.getProperty("windlass.cluster") == null, "needs devcluster: webhooks are for all");
    new CustomResources(CLUSTER.client()).install(true);
    WebhookSettings settings = WebhookSettings.local("webhook-tls", InjectionSettings.DEFAULT);
    ServedWebhooks served =
        ServedWebhooks.start(
            CLUSTER.client(),
            new ServedWebhooks.Setup(CLUSTER.namespace(), settings, Features.DEFAULT),
            THREADS.platform(RuntimeMetrics.NONE),
            AdmissionMetrics.NONE);
    webhooks = served;
    assertThat(served.guardsOam()).isTrue();
    CLUSTER.apply(Files.readString(root("deploy/oam/roles.yaml")));
  }

  @AfterAll
  static void webhooksEnd() throws Exception {
    webhooks.close();
    THREADS.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          refused                    | kind                     | spec                                                                                                          | words
          an operator's field        | Component                | {workload: {apiVersion: core.oam.dev/v1alpha2, kind: ContainerizedWorkload, spec: {replicas: 3, containers: [{name: a, image: b}]}}} | spec.workload.spec.replicas: replicas belongs to the application operator: use the trait manual-scaler
          a trait that is none       | ApplicationConfiguration | {components: [{componentName: web, traits: [{trait: {name: bell}}]}]}                                                  | "bell"
          a property that is none    | ApplicationConfiguration | {components: [{componentName: web, traits: [{trait: {name: manual-scaler, properties: {replicaCount: 1, size: 2}}}]}]} | properties.size
          an environment with a slip | Environment              | {pods: {containers: []}}                                                                                      | spec.pods.containers
          """)
  void isRefusedAtApply(String what, String kind, String spec, String words) {
    CLUSTER.apply(document("Component", "web", web()));
    KubernetesClientException refusal =
        catchThrowableOfType(
            KubernetesClientException.class, () -> CLUSTER.apply(document(kind, "x", spec)));
    assertThat(refusal).as(what).isNotNull().hasMessageContaining(words);
  }

  @Test
  void theSamplesAreAccepted() throws IOException {
    for (String folder : List.of("infrastructure", "developer", "operator")) {
      try (Stream<Path> files = Files.list(root("deploy/samples/oam/" + folder))) {
        for (Path file : files.toList()) {
          CLUSTER.apply(Files.readString(file));
        }
      }
    }
  }

  @Test
  void whoMayNotUseATraitCannotAttachIt() throws IOException {
    CLUSTER.apply(document("Component", "web", web()));
    CLUSTER.apply(BINDINGS);
    String application =
        document(
            "ApplicationConfiguration",
            "shop",
            "{components: [{componentName: web, traits: [{trait: {apiVersion:"
                + " core.oam.dev/v1alpha2, kind: ManualScalerTrait, spec: {replicaCount: 2}}}]}]}");
    KubernetesClientException refusal =
        catchThrowableOfType(KubernetesClientException.class, () -> dryRun("plain", application));
    assertThat(refusal).hasMessageContaining("may not use traits.core.oam.dev \"manual-scaler\"");
    dryRun("operators", application);
  }

  private static Path root(String path) {
    return Path.of(System.getProperty("windlass.root"), path);
  }

  private static void dryRun(String group, String yaml) throws IOException {
    KubernetesClient somebody = CLUSTER.client(List.of(group, "system:authenticated"));
    somebody
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .dryRun()
        .create();
  }

  private static String web() {
    return "{workload: {apiVersion: core.oam.dev/v1alpha2, kind: ContainerizedWorkload,"
        + " spec: {containers: [{name: a, image: b, ports: [{name: http, containerPort: 80}]}]}}}";
  }

  private static String document(String kind, String name, String spec) {
    String version =
        kind.equals("Environment") ? "oam.windlass.io/v1alpha1" : "core.oam.dev/v1alpha2";
    return """
    apiVersion: %s
    kind: %s
    metadata: {name: %s}
    spec: %s
    """
        .formatted(version, kind, name, spec);
  }
}
