package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Condition;
import io.windlass.core.plan.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hot upgrades: the new version starts beside the old one, then the old one goes. */
class HotUpgradeStoryTest {
  private static String image(String image) {
    return """
    {'containers':[{'name':'mesh','image':'%s',
      'upgradeStrategy':{'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'empty:1'}}],
     'updateStrategy':{'maxUnavailable':'100%%'}}
    """
        .formatted(image);
  }

  private static SidecarWorld injected() {
    return SidecarWorld.of(image("mesh:1")).pod("p-1").settle();
  }

  private static String twins(SidecarWorld world) {
    return world.images("mesh-1").getFirst() + " " + world.images("mesh-2").getFirst();
  }

  private static String versions(SidecarWorld world) {
    return "%s %s %s %s"
        .formatted(
            world.annotation(0, "version.sidecarset.kruise.io/mesh-1"),
            world.annotation(0, "versionalt.sidecarset.kruise.io/mesh-1"),
            world.annotation(0, "version.sidecarset.kruise.io/mesh-2"),
            world.annotation(0, "versionalt.sidecarset.kruise.io/mesh-2"));
  }

  @Test
  void theEmptyTwinStartsTheNewVersionAndTheOldOneGoesWhenItWorks() {
    SidecarWorld world = injected();
    assertThat(world.counters()).isEqualTo("1/1/1/1");
    long version = world.edit(image("mesh:2")).set().meta().version();

    world.run();
    assertThat(twins(world)).isEqualTo("mesh:1 mesh:2");
    assertThat(world.annotation(0, SidecarSetKeys.WORKING)).isEqualTo("{\"mesh\":\"mesh-2\"}");
    assertThat(versions(world)).isEqualTo("1 %d %d 1".formatted(version, version));
    assertThat(world.counters()).as("two at work is not ready").isEqualTo("1/1/0/0");

    world.kubelets().step();
    assertThat(twins(world)).isEqualTo("empty:1 mesh:2");
    assertThat(versions(world)).isEqualTo("0 %d %d 0".formatted(version, version));
    assertThat(world.events())
        .extracting(event -> event.target().kind().kind() + " " + event.reason())
        .contains("Pod ResetContainerSucceed");

    assertThat(world.settle().counters()).isEqualTo("1/1/1/1");
  }

  @Test
  void theNextUpgradeSwapsTheTwinsBack() {
    SidecarWorld world = injected().edit(image("mesh:2")).settle().edit(image("mesh:3")).settle();

    assertThat(twins(world)).isEqualTo("mesh:3 empty:1");
    assertThat(world.annotation(0, SidecarSetKeys.WORKING)).isEqualTo("{\"mesh\":\"mesh-1\"}");
  }

  @Test
  void anUpgradeOfAPodIsThreeWritesAndTheAppIsNeverRestarted() {
    SidecarWorld world = injected();
    world.podWrites();

    world.edit(image("mesh:2")).settle();
    assertThat(world.podWrites()).as("with the condition").isEqualTo(3);

    world.edit(image("mesh:3")).settle();
    assertThat(world.podWrites()).isEqualTo(2);
    assertThat(world.pod(0).containerStatus("main").orElseThrow().restarts()).isZero();
  }

  @Test
  void theTwinWithABrokenImageIsTheOneThatGetsTheNext() {
    SidecarWorld world = injected().edit(image("bad:1")).settle();
    assertThat(twins(world)).isEqualTo("mesh:1 bad:1");
    assertThat(world.counters()).isEqualTo("1/1/0/0");

    world.edit(image("mesh:3")).settle();
    assertThat(twins(world)).isEqualTo("empty:1 mesh:3");
  }

  @Test
  void backToTheOldImageLetsTheOldTwinGoOn() {
    SidecarWorld world = injected().edit(image("bad:1")).settle();

    world.edit(image("mesh:1")).settle();

    assertThat(twins(world)).as("OpenKruise leaves the broken one").isEqualTo("mesh:1 empty:1");
    assertThat(world.annotation(0, SidecarSetKeys.WORKING)).isEqualTo("{\"mesh\":\"mesh-1\"}");
    assertThat(world.pod(0).containerStatus("mesh-1").orElseThrow().restarts()).isZero();
    assertThat(world.counters()).isEqualTo("1/1/1/1");
  }

  @Test
  void whatIsUnderWayStandsInThePodAlone() {
    SidecarWorld before = injected().edit(image("mesh:2")).run().kubelets();

    SidecarWorld another = SidecarWorld.of(before.set(), before.revisions());
    another.existing(before.pod(0)).settle();

    assertThat(twins(another)).isEqualTo("empty:1 mesh:2");
    assertThat(another.podWrites()).isEqualTo(1);
  }

  @Test
  void aPauseHoldsTheFlipAsWell() {
    SidecarWorld world = injected().edit(image("mesh:2")).run().kubelets();

    world.edit("{'updateStrategy':{'paused':true}}").settle();
    assertThat(twins(world)).isEqualTo("mesh:1 mesh:2");

    world.edit("{'updateStrategy':{'paused':false}}").settle();
    assertThat(twins(world)).isEqualTo("empty:1 mesh:2");
  }

  @Test
  void hotAndColdInOneSidecarSet() {
    String both =
        """
        {'containers':[{'name':'log','image':'log:%1$s'},
          {'name':'mesh','image':'mesh:%1$s','upgradeStrategy':
            {'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'empty:1'}}]}
        """;
    SidecarWorld world =
        SidecarWorld.of(both.formatted("1")).pod("p-1").settle().edit(both.formatted("2")).settle();

    assertThat(twins(world)).isEqualTo("empty:1 mesh:2");
    assertThat(world.images("log")).containsExactly("log:2");
    assertThat(world.counters()).isEqualTo("1/1/1/1");
  }

  @Test
  void aPodThatLacksATwinIsNotOfTheSidecarSet() {
    SidecarWorld world =
        SidecarWorld.of(image("mesh:1"))
            .pod("p-1", pod -> pod.annotation(SidecarSetKeys.WORKING, "{}"))
            .settle();

    assertThat(world.counters()).as("issue 850 of OpenKruise").isEqualTo("0/0/0/0");
  }

  @Test
  void anEmptyTwinGetsTheNextImageEvenIfTheOtherIsBroken() {
    SidecarWorld world = injected().edit(image("mesh:2")).settle();
    world.existing(Kubelet.with(world.pod(0), "mesh-2", false, Condition.Status.FALSE));
    world.edit(image("mesh:3")).run();
    assertThat(twins(world)).isEqualTo("mesh:3 mesh:2");
  }

  @Test
  void whereBothTwinsWorkTheOldOneGetsTheNextImage() {
    SidecarWorld world =
        SidecarWorld.of(image("mesh:1"))
            .pod("p-1", pod -> pod.image("broken", "bad:1").reports("broken", "b", "b"))
            .settle();
    world.edit(image("mesh:2")).settle();
    assertThat(twins(world)).as("the app keeps the flip waiting").isEqualTo("mesh:1 mesh:2");
    world.edit(image("mesh:3")).settle();
    assertThat(twins(world)).isEqualTo("mesh:3 mesh:2");
    assertThat(world.annotation(0, SidecarSetKeys.WORKING)).isEqualTo("{\"mesh\":\"mesh-1\"}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the pod is ready                                     | TRUE  | true  | empty:1 mesh:2
          the pod has a gate down, all containers are ready    | FALSE | true  | empty:1 mesh:2
          the pod is ready, whatever is said of a container    | TRUE  | false | empty:1 mesh:2
          a container of the app is not ready                  | FALSE | false | mesh:1 mesh:2
          """)
  void theOldTwinGoesWhen(String what, Condition.Status ready, boolean appReady, String twins) {
    SidecarWorld world = injected().edit(image("mesh:2")).run().kubelets();
    world.existing(Kubelet.with(world.pod(0), "main", appReady, ready)).run();
    assertThat(twins(world)).isEqualTo(twins);
  }

  @Test
  void aTwinWhoseImageStaysIsLeftAlone() {
    String both =
        """
        {'containers':[{'name':'log','image':'log:%s'},
          {'name':'mesh','image':'mesh:1','upgradeStrategy':
            {'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'empty:1'}}]}
        """;
    SidecarWorld world = SidecarWorld.of(both.formatted("1")).pod("p-1").settle();
    world.edit(both.formatted("2")).settle();
    assertThat(twins(world)).isEqualTo("mesh:1 empty:1");
    assertThat(versions(world)).isEqualTo("1 0 0 1");
    assertThat(world.counters()).isEqualTo("1/1/1/1");
  }

  @Test
  void aRefusedFlipIsTold() {
    SidecarWorld world = injected().edit(image("mesh:2")).run().kubelets();
    Action flip = world.plan().actions().getFirst();

    assertThat(SidecarSetEvents.refused(world.set(), flip, "quota"))
        .map(Action.Announce::reason)
        .contains("ResetContainerFailed");
    assertThat(world.refused(flip, "Forbidden", "quota").run().reasons())
        .contains("shop/p-1 FlipRefused");
  }
}
