package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.core.model.Features;
import io.windlass.manager.GivenCluster;
import io.windlass.manager.process.Kubectl;
import io.windlass.manager.settings.FailurePolicy;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.LabelSelector;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.ServedWebhooks;
import io.windlass.manager.webhooks.SingleVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New pods and the webhook that gives them their sidecars, there and away. */
@ResourceLock(providers = GivenCluster.class)
class SidecarInjectionIT {
  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  private static final String CONFIGURATION = "windlass-pods";

  private String home = "";

  @BeforeEach
  void makeHome() {
    home = CLUSTER.namespace() + "-home";
    create("apiVersion: v1\nkind: Namespace\nmetadata: {name: %s}\n".formatted(home));
  }

  @AfterEach
  void restore() {
    if (configuration() == null) {
      return;
    }
    try (ServedWebhooks _ = serve(FailurePolicy.IGNORE)) {
      clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear() {
    CLUSTER
        .client()
        .genericKubernetesResources("apps.kruise.io/v1beta1", "SidecarSet")
        .withLabel("it", CLUSTER.namespace())
        .delete();
    new SingleVersion(CLUSTER.client()).restore();
  }

  private ServedWebhooks serve(FailurePolicy policy) throws IOException {
    KubernetesClient client = CLUSTER.managerClient();
    LabelSelector mine =
        LabelSelector.parse(
            "kubernetes.io/metadata.name in (%s,%s,kube-system)"
                .formatted(CLUSTER.namespace(), home));
    InjectionSettings settings =
        new InjectionSettings(policy, Duration.ofSeconds(5), mine, LabelSelector.ALL);
    ServedWebhooks served =
        ServedWebhooks.start(
            client,
            new ServedWebhooks.Setup(
                home, WebhookSettings.local("webhook-tls", settings), Features.DEFAULT),
            CLUSTER.platform(),
            AdmissionMetrics.NONE);
    Awaitility.await("asked about pods").until(() -> configuration() != null);
    return served;
  }

  private static MutatingWebhookConfiguration configuration() {
    return CLUSTER
        .client()
        .admissionRegistration()
        .v1()
        .mutatingWebhookConfigurations()
        .withName(CONFIGURATION)
        .get();
  }

  private static HasMetadata create(String yaml) {
    HasMetadata object = Serialization.unmarshal(yaml, HasMetadata.class);
    return CLUSTER.client().resource(object).createOr(old -> old.update());
  }

  /** The client would go on trying for half a minute. */
  private static void createOnce(String yaml) {
    Config config =
        new ConfigBuilder(CLUSTER.client().getConfiguration())
            .withRequestRetryBackoffLimit(0)
            .build();
    try (KubernetesClient once = new KubernetesClientBuilder().withConfig(config).build()) {
      once.resource(Serialization.unmarshal(yaml, Pod.class)).create();
    }
  }

  private static void sidecarSet(String version, String spec) {
    create(
        """
        apiVersion: apps.kruise.io/%1$s
        kind: SidecarSet
        metadata: {name: log-%2$s, labels: {it: %2$s}}
        spec:
          selector: {matchLabels: {app: web}}
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %2$s}}
          containers: [{name: log, image: 'log:1'}]
          %3$s
        """
            .formatted(version, CLUSTER.namespace(), spec));
  }

  private static String pod(String namespace, String name) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, namespace: %s, labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{name: main, image: 'web:1'}]
    """
        .formatted(name, namespace);
  }

  private static void addForeignEntry() {
    MutatingWebhookConfiguration others = configuration();
    MutatingWebhook foreign = Serialization.clone(others.getWebhooks().getFirst());
    foreign.setName("somebody.else.example");
    others.getWebhooks().add(foreign);
    others.getMetadata().setManagedFields(null);
    CLUSTER.client().resource(others).update();
  }

  private static List<String> containers(HasMetadata pod) {
    return ((Pod) pod).getSpec().getContainers().stream().map(Container::getName).toList();
  }

  /** Creates pods until one has been injected: watches tell of a SidecarSet within moments. */
  private static void awaitInjection() {
    Awaitility.await("injection")
        .ignoreExceptions()
        .until(
            () -> {
              Pod probe = Serialization.unmarshal(pod(CLUSTER.namespace(), "probe"), Pod.class);
              return containers(CLUSTER.client().resource(probe).dryRun().create()).contains("log");
            });
  }

  @Test
  void aNewPodGetsItsSidecarsAndADryRunShowsThem(@TempDir Path folder) throws Exception {
    assumeThat(Kubectl.isOnPath()).as("SKIPPED: there is no kubectl on the PATH").isTrue();
    Kubectl kubectl = new Kubectl(CLUSTER.kubeconfig(), CLUSTER.namespace(), folder);
    Path file = Files.writeString(folder.resolve("p.yaml"), pod(CLUSTER.namespace(), "dry"));
    String names = "jsonpath={.spec.containers[*].name}";
    String[] dryRun = {"apply", "--dry-run=server", "-f", file.toString(), "-o", names};
    try (ServedWebhooks served = serve(FailurePolicy.FAIL)) {
      Awaitility.await().until(served::isReady);
      sidecarSet("v1alpha1", "");
      awaitInjection();
      assertThat(kubectl.run(dryRun).ok()).isEqualTo("log main");
      assertThat(kubectl.run("get", "pod", "dry").refusal()).contains("not found");

      sidecarSet("v1beta1", "injectionStrategy: {paused: true}");
      String warning =
          "Warning: SidecarSet log-%s is not injected: its injectionStrategy is paused"
              .formatted(CLUSTER.namespace());
      Awaitility.await("a warning")
          .untilAsserted(() -> assertThat(kubectl.run(dryRun).err()).contains(warning));
      assertThat(kubectl.run(dryRun).ok()).isEqualTo("main");
    }
  }

  @Test
  void whatWasStoredInTheOlderVersionIsBroughtOver() throws IOException {
    sidecarSet("v1alpha1", "");
    try (ServedWebhooks served = serve(FailurePolicy.IGNORE)) {
      served.migrate();
      var definitions = CLUSTER.client().apiextensions().v1().customResourceDefinitions();
      var definition = definitions.withName("sidecarsets.apps.kruise.io").get();
      assertThat(definition.getStatus().getStoredVersions()).containsExactly("v1beta1");
      awaitInjection();
    }
  }

  @Test
  void whatKeepsTheClusterUpIsNeverAskedAbout() throws IOException {
    try (ServedWebhooks _ = serve(FailurePolicy.FAIL)) {
      sidecarSet("v1beta1", "");
      create(
          """
          apiVersion: apps.kruise.io/v1beta1
          kind: SidecarSet
          metadata: {name: all-%1$s, labels: {it: %1$s}}
          spec: {selector: {matchLabels: {app: web}}, containers: [{name: all, image: 'log:1'}]}
          """
              .formatted(CLUSTER.namespace()));
      awaitInjection();

      assertThat(containers(create(pod(home, "own")))).containsExactly("main");
    }
    assertThat(containers(create(pod(home, "while-away")))).containsExactly("main");
    assertThat(
            CLUSTER
                .client()
                .resource(pod("kube-system", "dns"))
                .dryRun()
                .create()
                .getMetadata()
                .getName())
        .isEqualTo("dns");
  }

  @ParameterizedTest
  @EnumSource(FailurePolicy.class)
  void whatBecomesOfPodsWhileNobodyAnswers(FailurePolicy policy) throws IOException {
    try (ServedWebhooks _ = serve(policy)) {
      sidecarSet("v1beta1", "");
      awaitInjection();
    }
    switch (policy) {
      case FAIL ->
          assertThatThrownBy(() -> createOnce(pod(CLUSTER.namespace(), "away")))
              .isInstanceOf(KubernetesClientException.class)
              .hasMessageContaining("failed calling webhook \"pod.inject.windlass.io\"");
      case IGNORE ->
          assertThat(containers(create(pod(CLUSTER.namespace(), "away")))).containsExactly("main");
    }
    try (ServedWebhooks _ = serve(policy)) {
      awaitInjection();
      assertThat(
              containers(
                  create(
                      pod(CLUSTER.namespace(), "later-" + policy.word().toLowerCase(Locale.ROOT)))))
          .contains("log", "main");
    }
  }

  @Test
  void onlyOwnEntriesAreWrittenAndNothingWhenNothingChanges() throws IOException {
    try (ServedWebhooks _ = serve(FailurePolicy.IGNORE)) {
      addForeignEntry();
      String version = configuration().getMetadata().getResourceVersion();

      try (ServedWebhooks second = serve(FailurePolicy.IGNORE)) {
        Awaitility.await().until(second::isReady);
        // It has another port, so the one field that differs is written, and nobody's entry goes.
        assertThat(configuration().getWebhooks())
            .extracting(MutatingWebhook::getName)
            .containsExactlyInAnyOrder("pod.inject.windlass.io", "somebody.else.example");
        second.webhooks().askAboutPods();
        String written = configuration().getMetadata().getResourceVersion();
        second.webhooks().askAboutPods();
        assertThat(configuration().getMetadata().getResourceVersion())
            .isEqualTo(written)
            .isNotEqualTo(version);
        new SingleVersion(CLUSTER.client()).restore();
      }
      MutatingWebhookConfiguration left = configuration();
      CLUSTER.client().resource(left).delete();
      assertThat(left.getWebhooks())
          .extracting(MutatingWebhook::getName)
          .containsExactly("somebody.else.example");
    }
  }
}
