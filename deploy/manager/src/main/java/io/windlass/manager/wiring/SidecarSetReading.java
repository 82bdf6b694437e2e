package io.windlass.manager.wiring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.controllers.sidecarset.SidecarSetStores;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetRevisions;
import io.windlass.core.sidecarset.SidecarSetVersions;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.runtime.port.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Reads what the webhook for pods has to know, on every replica. SidecarSets are read in the
 * version in which they are stored while webhooks are on, so that nobody converts them.
 * Thread-safe.
 */
public final class SidecarSetReading implements AutoCloseable {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private final SidecarSetStores stores;
  private final WatchedType<SidecarSetView> sidecarSets;
  private final WatchedType<RevisionView> revisions;
  private final WatchedType<ObjectMeta> namespaces;

  private SidecarSetReading(
      SidecarSetStores stores, Fabric8Http http, String home, Platform platform) {
    RuntimeSettings.Scope everywhere = new RuntimeSettings.Scope(Set.of());
    RuntimeSettings.Scope histories =
        new RuntimeSettings.Scope(
            Set.copyOf(List.of(home, SidecarSetRevisions.OPENKRUISE_NAMESPACE)));
    this.stores = stores;
    this.sidecarSets =
        WatchedType.start(
            http,
            ViewType.sidecarSets(SidecarSetVersions.HUB),
            stores.sidecarSets(),
            everywhere,
            platform);
    this.revisions =
        WatchedType.start(
            new WatchedType.Selected<>(http, ViewType.revisions(), SidecarSetStores.REVISIONS),
            stores.revisions(),
            histories,
            platform);
    this.namespaces =
        WatchedType.start(http, ViewType.namespaces(), stores.namespaces(), everywhere, platform);
  }

  /**
   * Begins to read.
   *
   * @param home namespace in which the revisions of SidecarSets are
   */
  public static SidecarSetReading start(
      KubernetesClient client, SidecarSetStores stores, String home, Platform platform) {
    return new SidecarSetReading(stores, Fabric8Http.of(client, READ_TIMEOUT), home, platform);
  }

  /** Waits until all of it has been read once. */
  public void awaitFilled() throws IOException, InterruptedException {
    sidecarSets.awaitFilled();
    revisions.awaitFilled();
    namespaces.awaitFilled();
  }

  public boolean isFilled() {
    return stores.isFilled();
  }

  /** Whether no watch has been broken for long. */
  public boolean isHealthy() {
    return sidecarSets.isHealthy() && revisions.isHealthy() && namespaces.isHealthy();
  }

  @Override
  public void close() {
    sidecarSets.close();
    revisions.close();
    namespaces.close();
  }
}
