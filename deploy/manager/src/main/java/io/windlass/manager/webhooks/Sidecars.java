package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.NamespaceLookup;
import io.windlass.controllers.sidecarset.ConflictIndex;
import io.windlass.controllers.sidecarset.PodAdmission;
import io.windlass.controllers.sidecarset.SidecarSetStores;
import io.windlass.core.admission.Surroundings;
import io.windlass.core.model.Feature;
import io.windlass.core.sidecarset.admission.SidecarSetAdmission;
import io.windlass.manager.wiring.SidecarSetReading;
import io.windlass.runtime.port.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SidecarSets and their injection in one manager: what it knows, and how it comes to know it.
 * Thread-safe.
 */
record Sidecars(
    KubernetesClient client,
    SidecarSetStores stores,
    ConflictIndex conflicts,
    ServedWebhooks.Setup setup,
    Platform platform) {
  private static final Logger LOG = LoggerFactory.getLogger(Sidecars.class);
  private static final Duration LOOK_UP = Duration.ofSeconds(2);

  /** One that knows nothing yet. */
  static Sidecars of(KubernetesClient client, ServedWebhooks.Setup setup, Platform platform) {
    SidecarSetStores stores = SidecarSetStores.empty();
    ConflictIndex conflicts = new ConflictIndex();
    stores.sidecarSets().onChange(conflicts);
    return new Sidecars(client, stores, conflicts, setup, platform);
  }

  boolean isFilled() {
    return stores.isFilled();
  }

  /** What answers one request about a SidecarSet. */
  SidecarSetAdmission admission(Surroundings surroundings) {
    return new SidecarSetAdmission(
        setup.features(),
        new ClusterNeighbourhood(stores, conflicts, client, setup.home(), surroundings));
  }

  /** The webhook for pods, which can be answered once everything has been read. */
  PodInjection injection() {
    Set<String> excluded = Set.copyOf(List.of(PodInjection.KUBE_SYSTEM, setup.home()));
    PodAdmission.Surroundings surroundings =
        new PodAdmission.Surroundings(
            excluded,
            new NamespaceLookup(Fabric8Http.of(client, LOOK_UP)),
            platform.ticker(),
            setup.features().isOn(Feature.SORT_SIDECARS));
    return new PodInjection(
        setup.settings().injection(),
        excluded,
        this::isFilled,
        new PodAdmission(stores, surroundings));
  }

  /** Begins to read, and has pods asked about once that is done. */
  SidecarSetReading read(Webhooks webhooks) {
    SidecarSetReading reading = SidecarSetReading.start(client, stores, setup.home(), platform);
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
