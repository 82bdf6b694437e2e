package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.CloneSets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What once went wrong in OpenKruise with scaling and hooks, by the numbers of its issues. */
class RegressionStoryTest {
  private static final String HELD =
      "{'template':{'metadata':{'labels':{'hold':'yes'}}},"
          + "'lifecycle':{'inPlaceUpdate':{'labelsHandler':{'hold':'yes'}}}}";

  private static World settled(CloneSets cloneSet) {
    World world = new World(cloneSet);
    world.settle();
    world.countWrites();
    return world;
  }

  private static List<String> images(World world) {
    return world.pods.values().stream()
        .filter(PodView::isActive)
        .map(pod -> pod.containers().getFirst().image())
        .sorted()
        .toList();
  }

  @Test
  void issue1549NewPodsHonourThePartition() {
    World world = settled(CloneSets.sound().replicas(4));
    CloneSets canary =
        CloneSets.sound().image("app:2").spec("{'updateStrategy':{'partition':'50%'}}");
    world.edit(canary.replicas(8));
    world.settle();
    assertThat(images(world))
        .containsExactly("app:1", "app:1", "app:1", "app:1", "app:2", "app:2", "app:2", "app:2");
    world.pods.values().removeIf(pod -> pod.containers().getFirst().image().equals("app:1"));
    world.settle();
    assertThat(images(world).stream().filter("app:1"::equals)).hasSize(4);
  }

  @ParameterizedTest(name = "PreparingUpdateAsUpdate={0}")
  @CsvSource({"true, app:1", "false, app:2"})
  void issue1290WhatIsMadeWhileAnotherPodWaitsForItsHook(boolean asUpdate, String made) {
    CloneSets canary =
        CloneSets.sound()
            .replicas(2)
            .image("app:2")
            .spec(HELD)
            .spec("{'updateStrategy':{'partition':1}}");
    World world = settled(CloneSets.sound().replicas(2).spec(HELD));
    if (asUpdate) {
      world.features = Features.DEFAULT.with(Feature.PREPARING_UPDATE_AS_UPDATE);
    }
    world.edit(canary);
    world.settle();
    PodView waiting = held(world);
    world.pods.keySet().retainAll(List.of(waiting.name()));
    world.reconcile();
    assertThat(
            world.pods.values().stream()
                .filter(pod -> !pod.uid().equals(waiting.uid()))
                .map(pod -> pod.containers().getFirst().image()))
        .containsExactly(made);
    world.settle();
    if (asUpdate) {
      assertHeld(world, waiting);
    }
  }

  private static PodView held(World world) {
    return world.pods.values().stream()
        .filter(pod -> state(pod).equals("PreparingUpdate"))
        .findFirst()
        .orElseThrow();
  }

  private static void assertHeld(World world, PodView waiting) {
    assertThat(world.pods.values())
        .filteredOn(pod -> state(pod).equals("PreparingUpdate"))
        .as("it goes on to wait for its hook, and no other is asked")
        .extracting(PodView::name)
        .containsExactly(waiting.name());
  }

  private static String state(PodView pod) {
    return pod.meta().label("lifecycle.apps.kruise.io/state");
  }

  @Test
  void issue1136ALimitedScaleOutDoesNotHoldUpdatesUp() {
    CloneSets limited =
        CloneSets.sound()
            .spec("{'scaleStrategy':{'maxUnavailable':1},'minReadySeconds':3600}")
            .spec("{'updateStrategy':{'maxUnavailable':'100%'}}");
    World world = new World(CloneSets.sound());
    world.settle();
    world.edit(limited.replicas(9).image("app:2"));
    for (int i = 0; i < 6; i++) {
      world.now = world.now.plusSeconds(1);
      world.reconcile();
    }
    assertThat(world.pods).as("one is just made, more may not be").hasSizeLessThan(5);
    assertThat(images(world)).contains("app:2");
  }

  @Test
  void whatIsAnnouncedOfARecreation() {
    World world = settled(CloneSets.sound().type("ReCreate").replicas(1));
    world.events.clear();
    world.edit(CloneSets.sound().type("ReCreate").replicas(1).image("app:2"));
    world.settle();
    assertThat(world.events).containsExactly("SuccessfulUpdatePodReCreate", "SuccessfulCreate");
  }

  @Test
  void aBrokenPodThatHoldsAScaleOutUpCanBeReplaced() {
    World world = settled(CloneSets.sound().spec("{'scaleStrategy':{'maxUnavailable':1}}"));
    String broken = world.pods.firstKey();
    world.sicken(broken);
    world.edit(CloneSets.sound().replicas(5).spec("{'scaleStrategy':{'maxUnavailable':1}}"));
    world.reconcile();
    assertThat(world.pods).hasSize(3);
    world.relabel(broken, "apps.kruise.io/specified-delete", "");
    world.settle();
    assertThat(world.pods).hasSize(5).doesNotContainKey(broken);
  }

  @Test
  void aPodThatIsKeptAfterAllDoesNotWaitForEver() {
    World world = settled(CloneSets.sound().spec(HELD));
    world.edit(CloneSets.sound().spec(HELD).image("app:2"));
    world.settle();
    assertThat(world.pods.values().stream().map(RegressionStoryTest::state))
        .contains("PreparingUpdate");
    world.edit(
        CloneSets.sound().spec(HELD).image("app:2").spec("{'updateStrategy':{'partition':3}}"));
    world.settle();
    assertThat(world.pods.values().stream().map(RegressionStoryTest::state)).containsOnly("Normal");
  }

  @Test
  void story7PodsAreMadeOneByOneEachWhenTheLastIsAvailable() {
    World world =
        new World(
            CloneSets.sound()
                .replicas(4)
                .spec("{'minReadySeconds':10,'scaleStrategy':{'maxUnavailable':1}}"));
    List<Instant> made = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int before = world.pods.size();
      world.reconcile();
      if (world.pods.size() > before) {
        assertThat(world.pods).hasSize(before + 1);
        made.add(world.now);
      }
      List.copyOf(world.pods.keySet()).forEach(world::kubelet);
      world.now = world.now.plus(Duration.ofMillis(500));
    }
    assertThat(made).hasSize(4);
    for (int i = 1; i < made.size(); i++) {
      assertThat(Duration.between(made.get(i - 1), made.get(i)))
          .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(14));
    }
  }
}
