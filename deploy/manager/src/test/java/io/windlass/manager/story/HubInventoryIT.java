package io.windlass.manager.story;

import io.windlass.manager.GivenCluster;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The inventory in v1beta1, with webhooks. */
@ResourceLock(providers = GivenCluster.class)
class HubInventoryIT extends CloneSetInventory {
  @RegisterExtension
  private static final ClusterExtension CLUSTER =
      ClusterExtension.any().with(CloneSetInventory.GATES).withWebhooks();

  HubInventoryIT() {
    super(new Scene(CLUSTER, Edition.HUB));
  }
}
