package io.windlass.manager.story;

import io.windlass.manager.GivenCluster;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The inventory in v1alpha1, without webhooks. */
@ResourceLock(providers = GivenCluster.class)
class OlderInventoryIT extends CloneSetInventory {
  @RegisterExtension
  private static final ClusterExtension CLUSTER =
      ClusterExtension.any().with(CloneSetInventory.GATES);

  OlderInventoryIT() {
    super(new Scene(CLUSTER, Edition.OLDER));
  }
}
