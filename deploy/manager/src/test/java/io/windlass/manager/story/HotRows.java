package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.core.sidecarset.SidecarSetKeys;
import java.util.Map;

/** Rows about sidecars that are upgraded beside themselves. */
final class HotRows {
  private static final String MESH =
      """
      containers: [{name: mesh, image: '%s',
        upgradeStrategy: {upgradeType: HotUpgrade, hotUpgradeEmptyImage: 'empty:1'}}]\
      """;

  private HotRows() {}

  private static String edited(String image) {
    return "{" + MESH.formatted(image) + "}";
  }

  static void injected(SidecarScene scene) {
    SidecarShop shop = scene.open("twins", MESH.formatted("mesh:1"));
    Pod pod = scene.would(shop, "");
    assertThat(SidecarScene.names(pod)).containsExactly("mesh-1", "mesh-2", "main");
    assertThat(SidecarScene.container(pod, "mesh-1").getImage()).isEqualTo("mesh:1");
    assertThat(SidecarScene.container(pod, "mesh-2").getImage()).isEqualTo("empty:1");
    assertThat(pod.getMetadata().getAnnotations())
        .containsAllEntriesOf(
            Map.of(
                SidecarSetKeys.VERSION + "mesh-1",
                "1",
                SidecarSetKeys.OTHER_VERSION + "mesh-1",
                "0",
                SidecarSetKeys.VERSION + "mesh-2",
                "0",
                SidecarSetKeys.OTHER_VERSION + "mesh-2",
                "1",
                SidecarSetKeys.WORKING,
                "{\"mesh\":\"mesh-1\"}"));
    for (String twin : new String[] {"mesh-1", "mesh-2"}) {
      assertThat(SidecarScene.container(pod, twin).getEnv())
          .extracting("name")
          .contains("SIDECARSET_VERSION", "SIDECARSET_VERSION_ALT");
    }
  }

  static void upgraded(SidecarScene scene) {
    SidecarShop shop = scene.open("hot", MESH.formatted("mesh:1"));
    scene.pod(shop, "a").awaitCounters("1/1/1/1");

    shop.edit(edited("mesh:2"));
    rests(shop, "empty:1", "mesh:2").awaitCounters("1/1/1/1");
    assertThat(shop.restarts("mesh-1")).containsExactly(1);
    assertThat(shop.restarts("mesh-2")).containsExactly(1);
    Scene.until(
        () -> assertThat(shop.events(shop.name() + "-a")).contains("ResetContainerSucceed"));

    shop.edit(edited("mesh:3"));
    rests(shop, "mesh:3", "empty:1").awaitCounters("1/1/1/1");
    assertThat(shop.restarts("main")).containsExactly(0);

    shop.edit(edited("mesh:3").replace("name: mesh,", "name: mesh, command: [run],"));
    shop.awaitCounters("1/0/1/0");
    assertThat(shop.images("mesh-1")).containsExactly("mesh:3");
  }

  private static SidecarShop rests(SidecarShop shop, String first, String second) {
    Scene.until(
        () -> {
          assertThat(shop.images("mesh-1")).isNotEmpty().containsOnly(first);
          assertThat(shop.images("mesh-2")).isNotEmpty().containsOnly(second);
        });
    return shop;
  }

  static void badImage(SidecarScene scene) {
    SidecarShop shop = scene.open("hot-bad", MESH.formatted("mesh:1"));
    scene.pod(shop, "a");
    scene.pod(shop, "b").awaitCounters("2/2/2/2");

    shop.edit(edited("missing.invalid/fail:1")).awaitCounters("2/1/1/0");
    assertThat(shop.images("mesh-1")).as("goes on meanwhile").containsOnly("mesh:1");

    shop.edit(edited("mesh:2")).awaitCounters("2/2/2/2");
    rests(shop, "empty:1", "mesh:2");
    assertThat(shop.restarts("main")).containsOnly(0);
  }
}
