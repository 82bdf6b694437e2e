package io.windlass.manager.command;

import ch.qos.logback.classic.Level;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.windlass.controllers.adapter.micrometer.MicrometerAdmissionMetrics;
import io.windlass.controllers.adapter.micrometer.MicrometerRuntimeMetrics;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.Feature;
import io.windlass.manager.access.ClusterAccess;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.health.HealthServer;
import io.windlass.manager.health.OldHeap;
import io.windlass.manager.health.ProcessMeters;
import io.windlass.manager.lead.Leadership;
import io.windlass.manager.oam.OamInstallation;
import io.windlass.manager.report.CommandFailure;
import io.windlass.manager.report.Version;
import io.windlass.manager.settings.LeadershipSettings;
import io.windlass.manager.settings.Settings;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.ServedWebhooks;
import io.windlass.manager.wiring.AutoscalerMeters;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code windlass manager}: the controllers, against any cluster. It acts while it holds the Lease;
 * when it loses it, it stops sending at once and ends with exit code 1, to be started again by
 * whatever started it.
 */
@Command(
    name = "manager",
    description = "Run the controllers against a cluster.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ManagerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ManagerCommand.class);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "The cluster (default: $KUBECONFIG, ~/.kube/config, or in a pod its service account).")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Context of the kubeconfig (default: its current one).")
  private Optional<String> context = Optional.empty();

  @Option(
      names = "--install-crds",
      description = "Create or update the custom resource definitions first.")
  private boolean installCrds;

  @Option(
      names = "--install-oam",
      description =
          "Create or update OAM's kinds and the shipped catalogue first; not where another OAM"
              + " runtime has its own.")
  private boolean installOam;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log decisions too.")
  private boolean verbose;

  @Mixin private ManagerOptions options = new ManagerOptions();

  @Mixin private CronHpaOptions cronHpaOptions = new CronHpaOptions();

  @Mixin private WebhookOptions webhookOptions = new WebhookOptions();

  /** Where figures are read, and where the engine tells them. */
  private record Figures(PrometheusMeterRegistry registry, RuntimeMetrics engine) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = options.settings();
    Logging.of(verbose ? Level.DEBUG : Level.INFO);
    options.gatesSaidInVain().forEach(ManagerCommand::warn);
    var _ = OldHeap.keepSmall();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ProcessMeters.bindTo(registry);
    Figures figures = new Figures(registry, new MicrometerRuntimeMetrics(registry));
    try (OpenParts open = OpenParts.closedOnSignals()) {
      KubernetesClient client = open.add(access(REQUEST_TIMEOUT).connect(figures.engine));
      customResources(client);
      if (installOam) {
        new OamInstallation(client, settings.leadership().lease().namespace()).install();
      }
      lead(settings, client, figures, open);
      if (open.isClosing()) {
        return 0;
      }
      String lease = settings.leadership().lease().toString();
      throw new CommandFailure(
          "the lease %s was lost, so the controllers stopped".formatted(lease),
          "Start the manager again; another one may lead now");
    }
  }

  // Parts are closed in the reverse order: the controllers stop before the lease is given back.
  private void lead(Settings settings, KubernetesClient client, Figures figures, OpenParts open)
      throws IOException, InterruptedException {
    VirtualThreadScheduler threads = open.add(new VirtualThreadScheduler());
    Leadership leadership = open.add(seek(settings.leadership(), figures, open));
    // First, because the API server may need them to hand out a CloneSet.
    Optional<ServedWebhooks> webhooks = webhooks(settings, client, figures, threads);
    webhooks.ifPresent(open::add);
    ControllerRuntime controllers =
        open.add(
            ControllerRuntime.start(
                client,
                threads.platform(figures.engine),
                guarded(settings.runtime(), webhooks),
                new AutoscalerMeters(figures.registry)));
    if (settings.health().isServed()) {
      open.add(
          HealthServer.start(
              settings.health(),
              () -> controllers.isHealthy() && webhooks.map(ServedWebhooks::isReady).orElse(true),
              figures.registry::scrape));
    }
    leadership.awaitWon();
    if (leadership.isCurrent()) {
      controllers.lead(leadership);
      cronHpaOptions
          .serve(client, settings.runtime(), threads.platform(figures.engine), leadership)
          .ifPresent(open::add);
      figures.engine.leads(true);
      webhooks.ifPresent(served -> threads.fork(served::migrate));
    }
    leadership.awaitLost();
    figures.engine.leads(false);
  }

  // Without its webhooks the bridge works only where the environment lets it.
  private static RuntimeSettings guarded(
      RuntimeSettings runtime, Optional<ServedWebhooks> webhooks) {
    boolean guards = webhooks.map(ServedWebhooks::guardsOam).orElse(false);
    return runtime.with(new RuntimeSettings.Oam(runtime.oam().environment(), guards));
  }

  private Optional<ServedWebhooks> webhooks(
      Settings settings, KubernetesClient client, Figures figures, VirtualThreadScheduler threads)
      throws IOException {
    WebhookSettings served = webhookOptions.settings();
    if (!served.isServed()) {
      return Optional.empty();
    }
    return Optional.of(
        ServedWebhooks.start(
            client,
            new ServedWebhooks.Setup(
                settings.leadership().lease().namespace(),
                served,
                settings.runtime().features(),
                settings.runtime().oam().environment()),
            threads.platform(figures.engine),
            new MicrometerAdmissionMetrics(figures.registry)));
  }

  // The lease has a client of its own: a renewal that hangs must not outlast the lease.
  private Leadership seek(LeadershipSettings settings, Figures figures, OpenParts open) {
    KubernetesClient client = open.add(access(settings.requestTimeout()).open(figures.engine));
    return Leadership.seek(client, settings, identity());
  }

  private void customResources(KubernetesClient client) {
    CustomResources definitions = new CustomResources(client);
    if (installCrds) {
      definitions.install(webhookOptions.settings().isServed());
    } else {
      definitions.require();
    }
    cronHpaOptions.require(client, installCrds);
  }

  private ClusterAccess access(Duration requestTimeout) {
    return new ClusterAccess(kubeconfig, context, Version.managerAgent(), requestTimeout);
  }

  private static void warn(Feature gate) {
    LOG.atWarn()
        .addKeyValue("gate", gate.gate())
        .log(
            gate.effect() == Feature.Effect.NONE
                ? "this feature gate has no effect: the behaviour is never there"
                : "this feature gate has no effect: the behaviour is always there");
  }

  private static String identity() {
    return ManagementFactory.getRuntimeMXBean().getName() + "-" + UUID.randomUUID();
  }
}
