package io.windlass.manager.story;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.windlass.manager.GivenCluster;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SidecarSet's inventory in both versions, which one cluster serves side by side. */
@ResourceLock(providers = GivenCluster.class)
class SidecarSetInventoryIT {
  @Order(1)
  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.any().withWebhooks();

  /** What the administrator allows SidecarSets to write into pods. */
  @Order(2)
  @RegisterExtension
  private static final BeforeAllCallback WHITELIST =
      _ ->
          CLUSTER
              .client()
              .resource(
                  new ConfigMapBuilder()
                      .withNewMetadata()
                      .withName("kruise-configuration")
                      .withNamespace(CLUSTER.home())
                      .endMetadata()
                      .addToData(
                          "SidecarSet_PatchPodMetadata_WhiteList",
                          "{\"rules\":[{\"allowedAnnotationKeyExprs\":[\"^oom-score$\"]}]}")
                      .build())
              .create();

  @Order(3)
  @RegisterExtension
  private static final Stories<SidecarScene> OLDER =
      new Stories<>(new SidecarScene(CLUSTER, "v1alpha1"), SidecarSetInventory.ROWS);

  @Order(3)
  @RegisterExtension
  private static final Stories<SidecarScene> HUB =
      new Stories<>(new SidecarScene(CLUSTER, "v1beta1"), SidecarSetInventory.ROWS);

  static List<InventoryRow<SidecarScene>> rows() {
    return SidecarSetInventory.ROWS;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isAsItIsThereInTheOlderVersion(InventoryRow<SidecarScene> row) throws Throwable {
    OLDER.end(row);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isAsItIsThereInTheHub(InventoryRow<SidecarScene> row) throws Throwable {
    HUB.end(row);
  }
}
