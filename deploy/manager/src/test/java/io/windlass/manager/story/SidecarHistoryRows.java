package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/** Rows about revisions, and about which of them a new pod gets. */
final class SidecarHistoryRows {
  private static final int VERSIONS = 15;
  private static final int BACK_TO = 12;

  private SidecarHistoryRows() {}

  private static String log(int version) {
    return "containers: [{name: log, image: 'log:%d'}]".formatted(version);
  }

  /** The field, or the label, by which a user names the version that the spec is. */
  private static String named(SidecarScene scene, String version) {
    return scene.version().equals("v1alpha1")
        ? "metadata: {labels: {apps.kruise.io/sidecarset-custom-version: '%s'}}".formatted(version)
        : "spec: {customVersion: '%s'}".formatted(version);
  }

  static void numbers(SidecarScene scene) {
    SidecarShop shop = scene.create("numbers", log(1), "").awaitObserved();
    for (int version = 2; version <= VERSIONS; version++) {
      edit(shop, version, version);
    }
    Scene.until(() -> assertThat(shop.revisions()).isEqualTo(range(6, 15)));
    edit(shop, BACK_TO, VERSIONS + 1);
    List<Long> left = range(6, 16).stream().filter(number -> number != BACK_TO).toList();
    Scene.until(() -> assertThat(shop.revisions()).isEqualTo(left));
    assertThat(spec(revisions(scene, shop).getLast()).fields())
        .containsKeys("containers", "initContainers", "volumes", "imagePullSecrets");
  }

  private static void edit(SidecarShop shop, int version, long number) {
    shop.edit("{" + log(version) + "}");
    Scene.until(() -> assertThat(shop.revisions().getLast()).isEqualTo(number));
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<ControllerRevision> revisions(SidecarScene scene, SidecarShop shop) {
    return scene
        .cluster()
        .client()
        .apps()
        .controllerRevisions()
        .inNamespace(scene.cluster().home())
        .withLabel("kruise.io/sidecarset-name", shop.fullName())
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(ControllerRevision::getRevision))
        .toList();
  }

  private static Json.Obj spec(ControllerRevision revision) {
    return ((Json.Obj) JsonText.parse(Serialization.asJson(revision.getData()))).object("spec");
  }

  static void contents(SidecarScene scene) {
    String noted = ", patchPodMetadata: [{annotations: {oom-score: '%s'}, patchPolicy: Overwrite}]";
    SidecarShop shop = scene.create("contents", log(1) + noted.formatted("1"), "").awaitObserved();
    shop.edit("{" + log(1) + noted.formatted("2") + "}");

    Scene.until(
        () ->
            assertThat(revisions(scene, shop))
                .map(
                    revision ->
                        JsonText.canonical(spec(revision).items("patchPodMetadata").getFirst()))
                .containsExactly(
                    "{\"annotations\":{\"oom-score\":\"1\"},\"patchPolicy\":\"Overwrite\"}",
                    "{\"annotations\":{\"oom-score\":\"2\"},\"patchPolicy\":\"Overwrite\"}"));
  }

  static void pinned(SidecarScene scene) {
    SidecarShop shop = twoVersions(scene, "pinned");
    String first = revisions(scene, shop).getFirst().getMetadata().getName();

    shop.edit("{injectionStrategy: {revision: {customVersion: one, policy: Always}}}");
    Scene.until(() -> assertThat(injected(scene, shop, "")).isEqualTo("log:1 " + first));
    shop.edit(
        "{injectionStrategy: {revision: {customVersion: null, revisionName: %s}}}"
            .formatted(first));
    Scene.until(() -> assertThat(injected(scene, shop, "")).isEqualTo("log:1 " + first));

    shop.edit("{injectionStrategy: {revision: null}}");
    String latest = "log:2 " + shop.status("latestRevision");
    Scene.until(() -> assertThat(injected(scene, shop, "")).isEqualTo(latest));
  }

  private static SidecarShop twoVersions(SidecarScene scene, String title) {
    SidecarShop shop = scene.create(title, log(1), named(scene, "one")).awaitObserved();
    // In one: a name alone is one for the revision that is there.
    String spec = "--- {spec: {%s}}".formatted(log(2));
    String name = "--- {%s}".formatted(named(scene, "two"));
    shop.merge(Serialization.asJson(Scene.merged(Scene.map(spec), Scene.map(name))));
    Scene.until(() -> assertThat(shop.revisions()).containsExactly(1L, 2L));
    return scene.awaitKnown(shop);
  }

  private static String injected(SidecarScene scene, SidecarShop shop, String labels) {
    var pod = scene.would(shop, "metadata: {labels: {%s}}".formatted(labels));
    return SidecarScene.container(pod, "log").getImage()
        + " "
        + SidecarScene.record(pod, shop).text("controllerRevision").orElse("");
  }

  static void partlyPinned(SidecarScene scene) {
    SidecarShop shop = twoVersions(scene, "partly");
    shop.edit(
        """
        {injectionStrategy: {revision: {customVersion: one, policy: Partial}},
         updateStrategy: {selector: {matchLabels: {canary: 'yes'}}}}\
        """);
    Scene.until(() -> assertThat(injected(scene, shop, "")).startsWith("log:1 "));
    assertThat(injected(scene, shop, "canary: 'yes'")).startsWith("log:2 ");

    scene.pod(shop, "a");
    scene.pod(shop, "b", List.of("canary: 'yes'")).awaitCounters("2/1/2/1");
    assertThat(shop.images("log")).containsExactly("log:1", "log:2");
  }

  static void canary(SidecarScene scene) {
    SidecarShop base = scene.open("base", log(1));
    String matched =
        """
        selector: {matchLabels: {app: %s, canary: 'yes'}}, updateStrategy: {type: NotUpdate},
        containers: [{name: log, image: 'log:2'}]\
        """
            .formatted(base.name());
    SidecarShop canary = scene.create("canary", matched, canaryOf(base));

    Scene.until(
        () -> {
          var pod = scene.would(base, "metadata: {labels: {canary: 'yes'}}");
          assertThat(SidecarScene.container(pod, "log").getImage()).isEqualTo("log:2");
          assertThat(SidecarScene.record(pod, canary).fields()).isNotEmpty();
          assertThat(SidecarScene.record(pod, base).fields()).isEmpty();
        });
    assertThat(injected(scene, base, "")).startsWith("log:1 ");
  }

  private static String canaryOf(SidecarShop base) {
    return "metadata: {annotations: {apps.kruise.io/sidecarset-canary: 'true',"
        + " apps.kruise.io/sidecarset-base: %s}}".formatted(base.fullName());
  }
}
