package io.windlass.manager.playground;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.Features;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.report.Version;
import io.windlass.manager.settings.WebhookSettings;
import io.windlass.manager.webhooks.Hooks;
import io.windlass.manager.webhooks.Webhooks;
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
      new WebhookSettings(true, "127.0.0.1", 0, Optional.empty(), "windlass-webhook");

  private final KubernetesClient client;
  private final VirtualThreadScheduler threads;
  private final Optional<Webhooks> webhooks;
  private final ControllerRuntime runtime;

  private PlaygroundControllers(
      KubernetesClient client,
      VirtualThreadScheduler threads,
      Optional<Webhooks> webhooks,
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
    Optional<Webhooks> webhooks =
        hooked ? Optional.of(webhooks(client, threads)) : Optional.empty();
    Platform platform =
        new Platform(new ScaledScheduler(threads, playground.clock()), playground.clock()::now);
    ControllerRuntime runtime =
        ControllerRuntime.startInTerm(client, platform, RuntimeSettings.DEFAULT, Term.UNCONTESTED);
    webhooks.ifPresent(Webhooks::migrate);
    return new PlaygroundControllers(client, threads, webhooks, runtime);
  }

  // On real time, as sockets and certificates are.
  private static Webhooks webhooks(KubernetesClient client, VirtualThreadScheduler threads)
      throws IOException {
    Hooks hooks = Hooks.of(Features.DEFAULT, Fabric8Http.of(client, Hooks.requestTimeout()));
    return Webhooks.start(
        client,
        NAMESPACE,
        ON,
        new Webhooks.Service(hooks, threads.platform(RuntimeMetrics.NONE), AdmissionMetrics.NONE));
  }

  @Override
  public void close() {
    runtime.close();
    webhooks.ifPresent(Webhooks::close);
    threads.close();
    client.close();
  }
}
