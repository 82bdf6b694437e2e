package io.windlass.manager.story;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.Features;
import io.windlass.crds.Crds;
import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.clock.RealClock;
import io.windlass.manager.settings.FailurePolicy;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.LabelSelector;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.ServedWebhooks;
import io.windlass.manager.webhooks.SingleVersion;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A cluster with the controllers at work in a namespace of the test class. The cluster is an
 * embedded one, or the one of {@code -Dwindlass.cluster=KUBECONFIG}, where tests that need the
 * embedded one are skipped and say so.
 */
final class ClusterExtension implements BeforeAllCallback, AfterAllCallback {
  /** Label of what a test makes outside of its namespace; its value is that namespace. */
  static final String MARK = "it";

  private static final String PROPERTY = "windlass.cluster";

  /** A write that times out is looked up by a GET, and tests count requests. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final Optional<RequestGate> gate;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private Optional<DevCluster> devcluster = Optional.empty();
  private Optional<KubernetesClient> user = Optional.empty();
  private Path kubeconfig = Path.of("");
  private boolean hasManager = true;
  private boolean hasWebhooks;
  private Features features = Features.DEFAULT;

  private ClusterExtension(Optional<RequestGate> gate) {
    this.gate = gate;
  }

  /** Any cluster will do. */
  static ClusterExtension any() {
    return new ClusterExtension(Optional.empty());
  }

  /** Only the embedded cluster will do, because this comes between requests and their execution. */
  static ClusterExtension devcluster(RequestGate gate) {
    return new ClusterExtension(Optional.of(gate));
  }

  /** The same with other features of the controllers. */
  ClusterExtension with(Features chosen) {
    features = chosen;
    return this;
  }

  /** The same without controllers; the test starts its own. */
  ClusterExtension withoutManager() {
    hasManager = false;
    return this;
  }

  /** The same with webhooks, and so with both versions of the API. */
  ClusterExtension withWebhooks() {
    hasWebhooks = true;
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    Optional<Path> other = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    Assumptions.assumeFalse(gate.isPresent() && other.isPresent(), "needs devcluster");
    kubeconfig = other.isPresent() ? other.get() : startDevcluster();
    KubernetesClient client = keep(client("windlass-it-user-" + suffix));
    user = Optional.of(client);
    installCrds(client);
    createNamespace(client, namespace());
    if (hasWebhooks) {
      createNamespace(client, home());
      serveWebhooks();
    }
    if (hasManager) {
      keep(
          ControllerRuntime.startInTerm(managerClient(), platform(), settings(), Term.UNCONTESTED));
    }
  }

  private static void createNamespace(KubernetesClient client, String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  private void serveWebhooks() throws IOException {
    KubernetesClient client = managerClient();
    LabelSelector mine = LabelSelector.parse("kubernetes.io/metadata.name=" + namespace());
    InjectionSettings injection =
        new InjectionSettings(FailurePolicy.IGNORE, Duration.ofSeconds(5), mine, LabelSelector.ALL);
    keep(
        ServedWebhooks.start(
            client,
            new ServedWebhooks.Setup(
                home(), WebhookSettings.local("webhook-tls", injection), features),
            platform(),
            AdmissionMetrics.NONE));
    if (!isDevcluster()) {
      keep(() -> new SingleVersion(client).restore());
    }
  }

  private Path startDevcluster() throws IOException {
    RealClock clock = keep(new RealClock());
    Path directory = Files.createTempDirectory("windlass-it");
    DevClusterOptions options =
        DevClusterOptions.in(directory, clock).withGate(gate.orElse(RequestGate.OPEN));
    DevCluster started = keep(DevCluster.start(options));
    devcluster = Optional.of(started);
    return started.kubeconfig();
  }

  /** A client as the manager has it; closed with the cluster. */
  KubernetesClient managerClient() throws IOException {
    return keep(client(managerAgent()));
  }

  /** Threads and the clock for a manager of the test's own. */
  Platform platform() {
    return keep(new VirtualThreadScheduler()).platform(RuntimeMetrics.NONE);
  }

  /** What a manager of the test's own should watch, patient with a machine that is busy. */
  RuntimeSettings settings() {
    RuntimeSettings settings = RuntimeSettings.DEFAULT;
    return new RuntimeSettings(
        new RuntimeSettings.Scope(Set.of(namespace()), settings.scope().podEncoding(), home()),
        new RuntimeSettings.Requests(PATIENCE, settings.requests().limits()),
        settings.work(),
        features);
  }

  private KubernetesClient client(String agent) throws IOException {
    Config read = Config.fromKubeconfig(kubeconfig.toFile());
    Config config =
        new ConfigBuilder(read)
            .withUserAgent(agent)
            .withNamespace(namespace())
            .withOnlyHttpWatches(true)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static void installCrds(KubernetesClient client) {
    for (Crds.Document document : Crds.all()) {
      CustomResourceDefinition definition =
          Serialization.unmarshal(document.yaml(), CustomResourceDefinition.class);
      var resource = client.apiextensions().v1().customResourceDefinitions().resource(definition);
      resource.createOr(NonDeletingOperation::update);
      await("established")
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  resource.get().getStatus() != null
                      && resource.get().getStatus().getConditions().stream()
                          .anyMatch(
                              c ->
                                  c.getType().equals("Established")
                                      && c.getStatus().equals("True")));
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  /** The user's client. */
  KubernetesClient client() {
    return user.orElseThrow();
  }

  /** The kubeconfig, for tools. */
  Path kubeconfig() {
    return kubeconfig;
  }

  String namespace() {
    return "windlass-it-" + suffix;
  }

  /** The manager's namespace: with webhooks one of its own, else the one that is always there. */
  String home() {
    return hasWebhooks ? namespace() + "-home" : RuntimeSettings.DEFAULT.scope().home();
  }

  /** What the audit calls the manager. */
  String managerAgent() {
    return "windlass-it-manager-" + suffix;
  }

  /** The requests of the manager so far. */
  Requests requests() {
    return Requests.of(client().raw("/debug/audit"), managerAgent());
  }

  /** Whether the cluster is the embedded one. */
  boolean isDevcluster() {
    return devcluster.isPresent();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    user.ifPresent(this::removeSidecarSets);
    user.ifPresent(client -> client.namespaces().withName(namespace()).delete());
    if (hasWebhooks) {
      user.ifPresent(client -> client.namespaces().withName(home()).delete());
    }
    while (!open.isEmpty()) {
      open.pop().close();
    }
    // The class that holds this stays as long as the JVM, and a cluster is some 20 MB.
    devcluster = Optional.empty();
    user = Optional.empty();
  }

  /** They and their history are in no namespace of the test's, and bear its label. */
  private void removeSidecarSets(KubernetesClient client) {
    client
        .genericKubernetesResources("apps.kruise.io/v1alpha1", "SidecarSet")
        .withLabel(MARK, namespace())
        .delete();
    client.apps().controllerRevisions().inAnyNamespace().withLabel(MARK, namespace()).delete();
  }
}
