package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.inplace.InPlaceState;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.CloneSets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Updates in place that take more than one step of a pod. */
class InPlaceStoryTest {
  private static final String FIRST =
      "'env': [{'name': 'KRUISE_CONTAINER_PRIORITY', 'value': '10'}]";

  private static CloneSets pod(String web, String cache) {
    return CloneSets.sound()
        .replicas(1)
        .spec(
            ("{'template': {'spec': {'containers': [{'name': 'web', 'image': '%s'},"
                    + " {'name': 'cache', 'image': '%s', %s}]}}}")
                .formatted(web, cache, FIRST));
  }

  private static CloneSets graceful(CloneSets cloneSet) {
    return cloneSet.spec(
        "{'updateStrategy': {'inPlaceUpdateStrategy': {'gracePeriodSeconds': 30}}}");
  }

  private static World settled(CloneSets cloneSet) {
    World world = new World(cloneSet);
    world.settle();
    world.countWrites();
    return world;
  }

  private static PodView only(World world) {
    return world.pods.firstEntry().getValue();
  }

  private static List<String> images(World world) {
    return only(world).containers().stream().map(PodView.Container::image).toList();
  }

  private static void turn(World world) {
    world.now = world.now.plus(Duration.ofSeconds(1));
    world.kubelet(world.pods.firstKey());
    world.reconcile();
  }

  @Test
  void containersOfALowerPriorityComeWhenTheOthersAreReady() {
    World world = settled(pod("web:1", "cache:1"));
    world.edit(pod("web:2", "cache:2"));
    world.reconcile();
    world.reconcile();
    assertThat(images(world)).containsExactly("web:1", "cache:2");
    assertThat(InPlaceState.of(only(world)).orElseThrow().next().images())
        .containsExactly(Map.entry("web", "web:2"));

    world.settle();

    assertThat(images(world)).containsExactly("web:2", "cache:2");
    InPlaceState state = InPlaceState.of(only(world)).orElseThrow();
    assertThat(state.batches()).as("e2e 13").hasSize(2);
    assertThat(state.next().images()).isEmpty();
    assertThat(world.countWrites())
        .as("3, and 1 for the second batch")
        .containsEntry("patch pods", 2)
        .containsEntry("patch pods/status", 2);
  }

  @Test
  void aFirstBatchThatNeverWorksKeepsTheSecondBack() {
    World world = settled(pod("web:1", "cache:1"));
    world.edit(pod("web:2", "cache:broken"));
    world.reconcile();
    for (int i = 0; i < 20; i++) {
      world.now = world.now.plusSeconds(1);
      world.reconcile();
    }
    assertThat(images(world)).as("e2e 14").containsExactly("web:1", "cache:broken");
    assertThat(InPlaceState.of(only(world)).orElseThrow().batches()).hasSize(1);
  }

  @Test
  void whatABatchStillOwedIsNotLostWhenTheTemplateChangesAgain() {
    World world = settled(pod("web:1", "cache:1"));
    world.edit(pod("web:2", "cache:broken"));
    world.reconcile();
    world.reconcile();
    world.edit(pod("web:2", "cache:3"));
    world.settle();
    assertThat(images(world)).containsExactly("web:2", "cache:3");
  }

  @Test
  void aGracePeriodLiesBetweenOutOfServiceAndTheChange() {
    World world = settled(graceful(CloneSets.sound().replicas(1)));
    world.edit(graceful(CloneSets.sound().replicas(1)).image("app:2"));
    world.reconcile();
    world.reconcile();
    assertThat(only(world).isReady()).isFalse();
    assertThat(images(world)).containsExactly("app:1");
    assertThat(only(world).meta().annotations()).containsKey("apps.kruise.io/inplace-update-grace");
    assertThat(world.plan().nextLook()).contains(world.now.plusSeconds(30));

    for (int i = 0; i < 29; i++) {
      turn(world);
    }
    assertThat(images(world)).containsExactly("app:1");
    assertThat(only(world).isReady()).isFalse();
    turn(world);
    assertThat(images(world)).containsExactly("app:2");
    assertThat(only(world).meta().annotations())
        .doesNotContainKey("apps.kruise.io/inplace-update-grace");
    world.settle();
    assertThat(only(world).isReady()).isTrue();
    assertThat(world.countWrites())
        .as("3, and 1 for the promise")
        .containsEntry("patch pods", 2)
        .containsEntry("patch pods/status", 2);
  }

  @Test
  void labelsOfTheTemplateComeWithTheChangeAfterTheGracePeriod() {
    World world = settled(graceful(CloneSets.sound().replicas(1)));
    String label = "{'template': {'metadata': {'labels': {'tier': 'gold'}}}}";
    world.edit(graceful(CloneSets.sound().replicas(1)).image("app:2").spec(label));
    world.reconcile();
    world.reconcile();
    assertThat(only(world).meta().label("tier")).isEmpty();
    world.settle();
    assertThat(only(world).meta().label("tier")).isEqualTo("gold");
  }

  @Test
  void aTemplateThatIsTakenBackWithinTheGracePeriodRestartsNothing() {
    World world = settled(graceful(CloneSets.sound().replicas(1)));
    world.edit(graceful(CloneSets.sound().replicas(1)).image("app:2"));
    world.reconcile();
    world.reconcile();
    world.edit(graceful(CloneSets.sound().replicas(1)));
    world.settle();
    assertThat(images(world)).containsExactly("app:1");
    assertThat(only(world).maxRestarts()).isZero();
    assertThat(only(world).isReady()).isTrue();
  }

  @Test
  void metadataAloneWaitsForNoGracePeriod() {
    World world = settled(graceful(CloneSets.sound().replicas(1)));
    world.edit(
        graceful(CloneSets.sound().replicas(1))
            .spec("{'template': {'metadata': {'labels': {'tier': 'gold'}}}}"));
    world.settle();
    assertThat(world.countWrites())
        .containsEntry("patch pods", 1)
        .doesNotContainKey("patch pods/status");
  }
}
