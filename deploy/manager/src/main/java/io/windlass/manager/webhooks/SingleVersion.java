package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/**
 * The way back before webhooks are turned off for good: objects are stored in the older version,
 * then the hub goes. Needs a manager that still serves the webhooks. May be done twice.
 */
public final class SingleVersion {
  private final KubernetesClient client;

  public SingleVersion(KubernetesClient client) {
    this.client = client;
  }

  /** Leaves each type with the version that needs nobody to convert it. */
  public void restore() {
    List<TwoVersionType> types = Hooks.twoVersionTypes();
    Registration registration =
        new Registration(client, new Hooks(List.of(), types, Optional.empty(), List.of()));
    types.stream().filter(registration::hasHub).forEach(type -> restore(registration, type));
    registration.forget();
  }

  private void restore(Registration registration, TwoVersionType type) {
    registration.storeOlder(type);
    new StoredObjects(client).bringTo(type, type.olderVersion());
    registration.dropHub(type);
  }
}
