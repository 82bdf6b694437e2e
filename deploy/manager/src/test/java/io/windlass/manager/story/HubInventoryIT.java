package io.windlass.manager.story;

import io.windlass.manager.GivenCluster;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The inventory in v1beta1, with webhooks. */
@ResourceLock(providers = GivenCluster.class)
class HubInventoryIT {
  @Order(1)
  @RegisterExtension
  private static final ClusterExtension CLUSTER =
      ClusterExtension.any().with(CloneSetInventory.GATES).withWebhooks();

  @Order(2)
  @RegisterExtension
  private static final Stories<Scene> STORIES =
      new Stories<>(new Scene(CLUSTER, Edition.HUB), CloneSetInventory.ROWS);

  static List<InventoryRow<Scene>> rows() {
    return CloneSetInventory.ROWS;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isAsItIsThere(InventoryRow<Scene> row) throws Throwable {
    STORIES.end(row);
  }
}
