package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.NamespaceLookup;
import io.windlass.controllers.sidecarset.PodAdmission;
import io.windlass.controllers.sidecarset.SidecarSetStores;
import io.windlass.manager.settings.InjectionSettings;
import io.windlass.manager.wiring.SidecarSetReading;
import io.windlass.runtime.port.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The injection of sidecars in one manager: what it knows, and how it comes to know it.
 * Thread-safe.
 *
 * @param home the manager's own namespace, whose pods never get any
 */
record Sidecars(KubernetesClient client, SidecarSetStores stores, String home, Platform platform) {
  private static final Logger LOG = LoggerFactory.getLogger(Sidecars.class);
  private static final Duration LOOK_UP = Duration.ofSeconds(2);

  /** One that knows nothing yet. */
  static Sidecars of(KubernetesClient client, String home, Platform platform) {
    return new Sidecars(client, SidecarSetStores.empty(), home, platform);
  }

  /** The webhook, which can be answered once everything has been read. */
  PodInjection injection(InjectionSettings settings) {
    Set<String> excluded = Set.copyOf(List.of(PodInjection.KUBE_SYSTEM, home));
    return new PodInjection(
        settings,
        excluded,
        stores::isFilled,
        new PodAdmission(
            stores,
            new PodAdmission.Surroundings(
                excluded,
                new NamespaceLookup(Fabric8Http.of(client, LOOK_UP)),
                platform.ticker())));
  }

  /** Begins to read, and has pods asked about once that is done. */
  SidecarSetReading read(Webhooks webhooks) {
    SidecarSetReading reading = SidecarSetReading.start(client, stores, home, platform);
    platform.scheduler().fork(() -> register(reading, webhooks));
    return reading;
  }

  private void register(SidecarSetReading reading, Webhooks webhooks) {
    try {
      reading.awaitFilled();
      webhooks.askAboutPods();
      LOG.atInfo()
          .addKeyValue("sidecarSets", stores.sidecarSets().size())
          .log("new pods are asked about");
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("The SidecarSets cannot be read yet; trying again");
      platform.scheduler().after(LOOK_UP, () -> register(reading, webhooks));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
