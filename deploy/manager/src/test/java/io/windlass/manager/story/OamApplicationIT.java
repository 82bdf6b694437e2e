package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** OAM applications from their documents to running pods, and back to nothing. */
class OamApplicationIT {
  @RegisterExtension
  static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  private static final OamShop SHOP = new OamShop(CLUSTER);

  @BeforeAll
  static void install() throws Exception {
    SHOP.open();
  }

  @AfterAll
  static void leave() {
    SHOP.close();
  }

  @Test
  void anApplicationRunsAsACloneSetIsUpdatedInPlaceAndLeavesNothing() {
    SHOP.apply(OamShop.schematic("web", "nginx:1.25"));
    SHOP.apply(
        OamShop.application(
            "shop", "web", "[{name: manual-scaler, properties: {replicaCount: 3}}]"));
    SHOP.awaitPhase("shop", "Ready");
    Map<String, String> before = SHOP.podsOf("shop");
    assertThat(before).hasSize(3);

    SHOP.apply(OamShop.schematic("web", "nginx:1.26"));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(SHOP.imagesOf("shop")).containsOnly("nginx:1.26"));
    assertThat(SHOP.podsOf("shop")).as("the same pods").isEqualTo(before);

    SHOP.delete("shop");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(SHOP.podsOf("shop")).isEmpty());
    assertThat(SHOP.find("apps.kruise.io/v1alpha1", "CloneSet", "shop-web")).isEmpty();
  }
}
