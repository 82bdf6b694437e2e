package io.windlass.manager.playground;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.report.Version;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import java.io.IOException;

/**
 * The controllers in the process of a playground and on its clock. There is no rival, so there is
 * no lease.
 */
public final class PlaygroundControllers implements AutoCloseable {
  private final KubernetesClient client;
  private final VirtualThreadScheduler threads;
  private final ControllerRuntime runtime;

  private PlaygroundControllers(
      KubernetesClient client, VirtualThreadScheduler threads, ControllerRuntime runtime) {
    this.client = client;
    this.threads = threads;
    this.runtime = runtime;
  }

  /** Installs the custom resources and starts the controllers; they act when this returns. */
  public static PlaygroundControllers start(Playground playground)
      throws IOException, InterruptedException {
    KubernetesClient client = playground.client(Version.managerAgent());
    new CustomResources(client).install();
    VirtualThreadScheduler threads = new VirtualThreadScheduler();
    Platform platform =
        new Platform(new ScaledScheduler(threads, playground.clock()), playground.clock()::now);
    ControllerRuntime runtime =
        ControllerRuntime.startInTerm(client, platform, RuntimeSettings.DEFAULT, Term.UNCONTESTED);
    return new PlaygroundControllers(client, threads, runtime);
  }

  @Override
  public void close() {
    runtime.close();
    threads.close();
    client.close();
  }
}
