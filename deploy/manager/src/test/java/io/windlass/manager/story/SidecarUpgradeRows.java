package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.SidecarSetKeys;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Rows about upgrades of sidecars that are there, in the order of the suite. */
final class SidecarUpgradeRows {
  private static final String BAD = "missing.invalid/fail:1";
  private static final String UPGRADABLE = "True AllSidecarsetUpgradable";
  private static final String NOT_UPGRADABLE = "False UpdateImmutableField";
  private static final Duration A_WHILE = Duration.ofMillis(600);

  private SidecarUpgradeRows() {}

  private static String log(String image) {
    return "containers: [{name: log, image: '%s'}]".formatted(image);
  }

  private static String edited(String image) {
    return "{" + log(image) + "}";
  }

  /** The pods are those of a CloneSet. */
  static void imageOnly(SidecarScene scene) {
    String name = "cold-" + scene.version();
    Shop app = Shop.open(scene.cluster(), name, 2, "{type: InPlaceIfPossible}").awaitRolledOut(2);
    SidecarShop shop = scene.open("cold", log("log:1")).awaitCounters("0/0/0/0");
    app.edit("{replicas: 4}").awaitRolledOut(4);
    shop.awaitCounters("2/2/2/2");
    List<String> identities = app.identities();

    shop.edit(edited("log:2")).awaitCounters("2/2/2/2");

    assertThat(shop.images("log")).containsExactly("log:2", "log:2");
    assertThat(shop.restarts("log")).containsExactly(1, 1);
    assertThat(shop.restarts("main")).hasSize(4).containsOnly(0);
    assertThat(app.identities()).isEqualTo(identities);
    assertThat(shop.condition("PodsMissed")).as("they were there before").isEmpty();
    upgradable(shop, UPGRADABLE, UPGRADABLE);
  }

  private static void upgradable(SidecarShop shop, String... told) {
    Scene.until(
        () ->
            assertThat(shop.podConditions(SidecarSetKeys.UPGRADABLE))
                .containsExactlyInAnyOrder(told));
  }

  static void badImageOfOne(SidecarScene scene) {
    SidecarShop shop = scene.open("bad-one", log("log:1"));
    scene.pod(shop, "a");
    scene.pod(shop, "b").awaitCounters("2/2/2/2");
    shop.pods().forEach(pod -> recorded(pod, shop));
    String before = shop.hash();

    shop.edit(edited(BAD)).awaitCounters("2/1/1/0");
    assertThat(shop.hash()).isNotEqualTo(before);
    assertThat(shop.pods().stream().map(pod -> SidecarScene.record(pod, shop).text("hash")))
        .extracting(hash -> hash.orElse(""))
        .containsExactlyInAnyOrder(before, shop.hash());

    shop.edit(edited("log:3")).awaitCounters("2/2/2/2");
    shop.pods().forEach(pod -> recorded(pod, shop));
    assertThat(shop.restarts("main")).containsOnly(0);
  }

  private static void recorded(Pod pod, SidecarShop shop) {
    Json.Obj record = SidecarScene.record(pod, shop);
    assertThat(record.text("sidecarSetName")).contains(shop.fullName());
    assertThat(record.text("hash")).contains(shop.hash());
    assertThat(record.items("sidecarList")).containsExactly(Json.of("log"));
    assertThat(record.text("controllerRevision")).contains(shop.status("latestRevision"));
    assertThat(pod.getMetadata().getAnnotations())
        .containsEntry(SidecarSetKeys.INJECTED, shop.fullName());
  }

  static void moreThanAnImage(SidecarScene scene) {
    SidecarShop shop = scene.open("more", log("log:1"));
    scene.pod(shop, "a").awaitCounters("1/1/1/1");

    shop.edit("{containers: [{name: log, image: 'log:2', command: [run]}]}");
    shop.awaitCounters("1/0/1/0");
    upgradable(shop, NOT_UPGRADABLE);
    assertThat(shop.images("log")).containsExactly("log:1");

    scene.awaitKnown(shop);
    scene.pod(shop, "b").awaitCounters("2/1/2/1");
    assertThat(shop.images("log")).containsExactly("log:1", "log:2");
  }

  static void twoSidecarSets(SidecarScene scene) {
    SidecarShop one = scene.open("one", log("log:1"));
    String same = "selector: {matchLabels: {app: %s}}, ".formatted(one.name());
    String mesh = "containers: [{name: mesh, image: 'mesh:%d'}]";
    SidecarShop two = scene.create("two", same + mesh.formatted(1), "").awaitObserved();
    Scene.until(() -> assertThat(SidecarScene.names(scene.would(one, ""))).contains("log", "mesh"));
    scene.pod(one, "a");
    scene.pod(one, "b");
    one.awaitCounters("2/2/2/2");
    two.awaitCounters("2/2/2/2");

    one.edit("{containers: [{name: log, image: 'log:1', command: [run]}]}");
    two.edit("{" + mesh.formatted(2) + "}").awaitCounters("2/2/2/2");
    one.awaitCounters("2/0/2/0");
    upgradable(one, NOT_UPGRADABLE, NOT_UPGRADABLE);

    one.edit("{containers: [{name: log, image: 'log:2', command: null}]}");
    one.awaitCounters("2/2/2/2");
    upgradable(one, UPGRADABLE, UPGRADABLE);
    two.awaitCounters("2/2/2/2");
  }

  static void paused(SidecarScene scene) {
    SidecarShop shop = scene.open("paused", log("log:1") + ", updateStrategy: {partition: 1}");
    scene.pod(shop, "a");
    scene.pod(shop, "b").awaitCounters("2/2/2/2");
    shop.edit(edited("log:2")).awaitCounters("2/1/2/1");

    shop.edit("{updateStrategy: {paused: true, partition: 0}}").awaitCounters("2/1/2/1");
    Scene.meanwhile(A_WHILE, () -> assertThat(shop.counters()).isEqualTo("2/1/2/1"));
    shop.edit("{updateStrategy: {paused: false}}").awaitCounters("2/2/2/2");
  }

  static void selected(SidecarScene scene) {
    SidecarShop shop =
        scene.open(
            "selected",
            log("log:1") + ", updateStrategy: {selector: {matchLabels: {canary: 'yes'}}}");
    scene.pod(shop, "a", List.of("canary: 'yes'"));
    scene.pod(shop, "b");
    scene.pod(shop, "c").awaitCounters("3/3/3/3");

    shop.edit(edited("log:2")).awaitCounters("3/1/3/1");
    assertThat(shop.images("log")).containsExactly("log:2", "log:1", "log:1");
    shop.edit("{updateStrategy: {selector: null}}").awaitCounters("3/3/3/3");
  }

  static void halfOfThem(SidecarScene scene) {
    SidecarShop shop = scene.open("half", log("log:1") + ", updateStrategy: {partition: 50%}");
    scene.pod(shop, "a");
    scene.pod(shop, "b").awaitCounters("2/2/2/2");

    shop.edit(edited("log:2")).awaitCounters("2/1/2/1");
    Scene.meanwhile(A_WHILE, () -> assertThat(shop.counters()).isEqualTo("2/1/2/1"));
    shop.edit("{updateStrategy: {partition: null}}").awaitCounters("2/2/2/2");
  }

  static void budget(SidecarScene scene) {
    SidecarShop shop =
        scene.open("budget", log("log:1") + ", updateStrategy: {maxUnavailable: 50%}");
    List.of("a", "b", "c", "d").forEach(letter -> scene.pod(shop, letter));
    shop.awaitCounters("4/4/4/4");

    shop.edit(edited(BAD)).awaitCounters("4/2/2/0");
    assertThat(Collections.frequency(shop.images("log"), "log:1")).isEqualTo(2);
    shop.edit(edited("log:3")).awaitCounters("4/4/4/4");
    assertThat(shop.restarts("main")).containsOnly(0);
  }

  static void initContainer(SidecarScene scene) {
    String prepare = ", initContainers: [{name: prepare, image: 'prepare:%d'}]";
    SidecarShop shop = scene.open("init", log("log:1") + prepare.formatted(1));
    String stored = shop.resource().get().<Object>get("spec").toString();
    assertThat(stored).contains("AfterAppContainer", "BeforeAppContainer");
    scene.pod(shop, "a").awaitCounters("1/1/1/1");
    String hash = shop.hash();

    shop.edit("{" + log("log:1") + prepare.formatted(2) + "}").awaitCounters("1/1/1/1");
    assertThat(shop.hash()).isEqualTo(hash);
    scene.awaitKnown(shop);
    scene.pod(shop, "b").awaitCounters("2/2/2/2");
    assertThat(shop.pods())
        .extracting(pod -> SidecarScene.container(pod, "prepare").getImage())
        .containsExactly("prepare:1", "prepare:2");
    assertThat(shop.restarts("log")).containsOnly(0);
  }
}
