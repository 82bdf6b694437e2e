package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

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
    TwoVersionType type = Hooks.cloneSetType();
    Registration registration = new Registration(client, new Hooks(List.of(), List.of(type)));
    if (registration.hasHub(type)) {
      registration.storeOlder(type);
      new StoredObjects(client).bringTo(type, type.olderVersion());
      registration.dropHub(type);
    }
    registration.forget();
  }
}
