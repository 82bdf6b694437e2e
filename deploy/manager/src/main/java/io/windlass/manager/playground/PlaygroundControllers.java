package io.windlass.manager.playground;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.Features;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.report.Version;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.ServedWebhooks;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.util.Optional;

/**
 * The controllers in the process of a playground and on its clock. There is no rival, so there is
 * no lease.
 */
public final class PlaygroundControllers implements AutoCloseable {
  private static final String NAMESPACE = "kube-system";
  private static final WebhookSettings ON =
      WebhookSettings.local("windlass-webhook", InjectionSettings.DEFAULT);

  private final KubernetesClient client;
  private final VirtualThreadScheduler threads;
  private final Optional<ServedWebhooks> webhooks;
  private final ControllerRuntime runtime;

  private PlaygroundControllers(
      KubernetesClient client,
      VirtualThreadScheduler threads,
      Optional<ServedWebhooks> webhooks,
      ControllerRuntime runtime) {
    this.client = client;
    this.threads = threads;
    this.webhooks = webhooks;
    this.runtime = runtime;
  }

  /** Installs the custom resources and starts the controllers; they act when this returns. */
  public static PlaygroundControllers start(Playground playground)
      throws IOException, InterruptedException {
    return start(playground, false);
  }

  /**
   * The same.
   *
   * @param hooked whether webhooks are served and registered, too
   */
  public static PlaygroundControllers start(Playground playground, boolean hooked)
      throws IOException, InterruptedException {
    KubernetesClient client = playground.client(Version.managerAgent());
    new CustomResources(client).install(hooked);
    VirtualThreadScheduler threads = new VirtualThreadScheduler();
    // First, because the API server may need them to hand out a CloneSet.
    Optional<ServedWebhooks> webhooks =
        hooked ? Optional.of(webhooks(client, threads)) : Optional.empty();
    Platform platform =
        new Platform(new ScaledScheduler(threads, playground.clock()), playground.clock()::now);
    ControllerRuntime runtime =
        ControllerRuntime.startInTerm(client, platform, settings(webhooks), Term.UNCONTESTED);
    webhooks.ifPresent(ServedWebhooks::migrate);
    return new PlaygroundControllers(client, threads, webhooks, runtime);
  }

  private static RuntimeSettings settings(Optional<ServedWebhooks> webhooks) {
    boolean guards = webhooks.map(ServedWebhooks::guardsOam).orElse(false);
    return RuntimeSettings.DEFAULT.with(new RuntimeSettings.Oam(Optional.empty(), guards));
  }

  // On real time, as sockets and certificates are.
  private static ServedWebhooks webhooks(KubernetesClient client, VirtualThreadScheduler threads)
      throws IOException {
    return ServedWebhooks.start(
        client,
        new ServedWebhooks.Setup(NAMESPACE, ON, Features.DEFAULT),
        threads.platform(RuntimeMetrics.NONE),
        AdmissionMetrics.NONE);
  }

  @Override
  public void close() {
    runtime.close();
    webhooks.ifPresent(ServedWebhooks::close);
    threads.close();
    client.close();
  }
}
