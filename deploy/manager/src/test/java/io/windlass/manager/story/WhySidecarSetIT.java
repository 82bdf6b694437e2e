package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.api.RequestGate.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code why sidecarset/NAME} tells. */
class WhySidecarSetIT {
  private static final Faults FAULTS = new Faults();

  @RegisterExtension
  private static final ClusterExtension CLUSTER =
      ClusterExtension.devcluster(FAULTS).withWebhooks();

  private static final SidecarScene SCENE = new SidecarScene(CLUSTER, "v1beta1");
  private static final String LOG = "containers: [{name: log, image: 'log:%d'}]";

  @AfterEach
  void endFaults() {
    FAULTS.end();
  }

  private static String why(SidecarShop shop) {
    Ended ended = Ended.run(CLUSTER, "why sidecarset/" + shop.fullName());
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out();
  }

  @Test
  void whatHoldsAPodBack() {
    SidecarShop shop =
        SCENE.open(
            "held",
            LOG.formatted(1) + ", updateStrategy: {selector: {matchLabels: {canary: 'yes'}}}");
    SCENE.pod(shop, "a", List.of("canary: 'yes'"));
    SCENE.pod(shop, "b");
    SCENE.pod(shop, "c").awaitCounters("3/3/3/3");
    shop.edit("{" + LOG.formatted(2) + "}").awaitCounters("3/1/3/1");
    assertThat(why(shop))
        .contains(": 1 of 3 pods updated, 3 ready")
        .containsPattern("-a +leave +AsWanted ")
        .containsPattern("-b +leave +NotSelected ")
        .as("the history is in the manager's namespace")
        .doesNotContain("ControllerRevision");

    shop.edit("{updateStrategy: {selector: null, partition: 1}}").awaitCounters("3/2/3/2");
    assertThat(why(shop)).containsPattern("leave +KeptBack +the partition keeps it");
  }

  @Test
  void whatTheServerRefused() {
    SidecarShop shop = SCENE.open("refused", LOG.formatted(1));
    SCENE.pod(shop, "a").awaitCounters("1/1/1/1");
    FAULTS.let(
        write ->
            write.verb().equals("patch") && write.subresource().isEmpty()
                ? Faults.forbidden("nothing changes today")
                : Verdict.PROCEED);
    shop.edit("{" + LOG.formatted(2) + "}");

    Scene.until(
        () ->
            assertThat(why(shop))
                .containsPattern(
                    "-a +patch +Upgrade +images of sidecars change in place; the server")
                .contains("it is tried again: nothing changes today")
                .contains("FailedUpdate: nothing changes today"));
  }

  @Test
  void whoseSidecarsNewPodsGet() {
    SidecarShop base = SCENE.open("base", LOG.formatted(1));
    SidecarShop canary = canaryOf(base);
    Scene.until(
        () ->
            assertThat(
                    SidecarScene.record(
                            SCENE.would(base, "metadata: {labels: {canary: 'yes'}}"), canary)
                        .fields())
                .isNotEmpty());
    SCENE.pod(base, "a", List.of("canary: 'yes'"));
    SCENE.pod(base, "b").awaitCounters("1/1/1/1");

    String name = canary.fullName();
    assertThat(why(base))
        .containsPattern("-a +leave +CanaryFirst +it has those of canary " + name)
        .containsPattern("-b +leave +AsWanted ")
        .contains("injection: new pods that canary %s is for get its sidecars".formatted(name));
    assertThat(why(canary)).contains("do not get the sidecars of " + base.fullName());

    String revision = base.status("latestRevision");
    base.edit("{injectionStrategy: {revision: {revisionName: %s}}}".formatted(revision));
    assertThat(why(base)).contains("injection: new pods get revisionName " + revision);
  }

  private static SidecarShop canaryOf(SidecarShop base) {
    return SCENE.create(
        "canary",
        "selector: {matchLabels: {app: %s, canary: 'yes'}}, updateStrategy: {type: NotUpdate}, "
                .formatted(base.name())
            + LOG.formatted(2),
        "metadata: {annotations: {apps.kruise.io/sidecarset-canary: 'true',"
            + " apps.kruise.io/sidecarset-base: %s}}".formatted(base.fullName()));
  }
}
