package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.Availability;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.CloneSets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole rollouts with a surge, with OnDelete, and backwards. */
class SurgeStoryTest {
  private static World settled(CloneSets cloneSet) {
    World world = new World(cloneSet);
    world.settle();
    world.countWrites();
    return world;
  }

  private static CloneSets cloneSet(String strategy) {
    return CloneSets.sound().replicas(4).spec("{'updateStrategy':" + strategy + "}");
  }

  private static List<String> images(World world) {
    return world.pods.values().stream()
        .filter(PodView::isActive)
        .map(pod -> pod.containers().getFirst().image())
        .sorted()
        .toList();
  }

  private static long serving(World world) {
    Availability now = new Availability(Duration.ZERO, world.now);
    return world.pods.values().stream().filter(PodView::isActive).filter(now::isAvailable).count();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          never fewer, one more, by new pods           | {'type':'ReCreate','maxUnavailable':0,'maxSurge':1}              | 4 | 5 | 4 | 4
          two more                                     | {'type':'ReCreate','maxUnavailable':0,'maxSurge':2}              | 4 | 6 | 4 | 4
          one fewer or one more                        | {'type':'ReCreate','maxUnavailable':1,'maxSurge':1}              | 3 | 5 | 4 | 4
          in place no pod is made while one may miss   | {'type':'InPlaceIfPossible','maxUnavailable':1,'maxSurge':2}     | 3 | 4 | 0 | 0
          a percentage of one pod and a half           | {'type':'InPlaceIfPossible','maxUnavailable':'40%','maxSurge':1} | 3 | 4 | 0 | 0
          in place and never fewer: one stands in      | {'type':'InPlaceIfPossible','maxUnavailable':0,'maxSurge':1}     | 4 | 5 | 1 | 1
          as many as may be                            | {'type':'InPlaceIfPossible','maxUnavailable':0,'maxSurge':'50%'} | 4 | 6 | 2 | 2
          """)
  void keepsItsBounds(
      String rule, String strategy, int fewest, int most, int created, int deleted) {
    World world = settled(cloneSet(strategy));
    world.edit(cloneSet(strategy).image("app:2"));
    long least = 99;
    long greatest = 0;
    for (int round = 0; round < 60; round++) {
      world.now = world.now.plusSeconds(1);
      List.copyOf(world.pods.keySet()).forEach(world::kubelet);
      world.reconcile();
      least = Math.min(least, serving(world));
      greatest = Math.max(greatest, images(world).size());
    }
    assertThat(images(world)).containsExactly("app:2", "app:2", "app:2", "app:2");
    assertThat(List.of(least, greatest)).containsExactly((long) fewest, (long) most);
    Map<String, Integer> writes = world.countWrites();
    assertThat(writes.getOrDefault("create pods", 0)).as("no thrash").isEqualTo(created);
    assertThat(writes.getOrDefault("delete pods", 0)).isEqualTo(deleted);
    assertThat(world.plan().isNoOp()).isTrue();
  }

  @Test
  void aPausedRolloutHasNoSurge() {
    World world = settled(cloneSet("{'type':'ReCreate','maxSurge':2}"));
    world.edit(cloneSet("{'type':'ReCreate','maxSurge':2,'paused':true}").image("app:2"));
    world.settle();
    assertThat(world.pods).hasSize(4);
    assertThat(images(world)).containsOnly("app:1");
  }

  @Test
  void aMarkedPodIsReplacedBeforeItGoes() {
    World world = settled(cloneSet("{'type':'ReCreate','maxUnavailable':0,'maxSurge':1}"));
    String marked = world.pods.firstKey();
    world.relabel(marked, "apps.kruise.io/specified-delete", "");
    for (int round = 0; round < 20; round++) {
      world.now = world.now.plusSeconds(1);
      List.copyOf(world.pods.keySet()).forEach(world::kubelet);
      world.reconcile();
      assertThat(serving(world)).isGreaterThanOrEqualTo(4);
    }
    assertThat(world.pods).hasSize(4).doesNotContainKey(marked);
  }

  @Test
  void onDeleteLeavesPodsToTheirUsers() {
    World world = settled(cloneSet("{'type':'OnDelete'}").replicas(2));
    world.edit(cloneSet("{'type':'OnDelete'}").replicas(2).image("app:2"));
    world.settle();
    assertThat(images(world)).containsExactly("app:1", "app:1");
    assertThat(world.cloneSet.status().number("updatedReplicas")).contains(0L);
    assertThat(world.cloneSet.status().number("expectedUpdatedReplicas")).contains(2L);
    world.pods.remove(world.pods.firstKey());
    world.settle();
    assertThat(images(world)).containsExactly("app:1", "app:2");
    assertThat(world.pods.values())
        .as("openkruise/kruise pull request 893")
        .allMatch(PodView::isReady);
    world.edit(cloneSet("{'type':'OnDelete'}").replicas(4).image("app:2"));
    world.settle();
    assertThat(images(world)).containsExactly("app:1", "app:2", "app:2", "app:2");
    String old =
        world.pods.values().stream()
            .filter(pod -> pod.containers().getFirst().image().equals("app:1"))
            .findFirst()
            .orElseThrow()
            .name();
    world.relabel(old, "apps.kruise.io/specified-delete", "true");
    world.settle();
    assertThat(images(world)).containsOnly("app:2").hasSize(4);
    assertThat(world.cloneSet.status().text("currentRevision"))
        .isEqualTo(world.cloneSet.status().text("updateRevision"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"InPlaceIfPossible,0", "ReCreate,2"})
  void aRaisedPartitionMovesPodsBackWhereThatIsSwitchedOn(String type, int made) {
    String strategy = "{'type':'" + type + "','partition':%d,'maxUnavailable':2}";
    World world = settled(cloneSet(strategy.formatted(0)));
    world.features = Features.DEFAULT.with(Feature.CLONE_SET_PARTITION_ROLLBACK);
    world.edit(cloneSet(strategy.formatted(1)).image("app:2"));
    world.settle();
    assertThat(images(world)).containsExactly("app:1", "app:2", "app:2", "app:2");
    world.countWrites();
    world.edit(cloneSet(strategy.formatted(3)).image("app:2"));
    world.settle();
    assertThat(images(world)).containsExactly("app:1", "app:1", "app:1", "app:2");
    assertThat(world.countWrites().getOrDefault("create pods", 0)).isEqualTo(made);
  }

  @Test
  void aPodThatWaitsToBeDeletedIsReplacedAtOnceWhereThatIsAskedFor() {
    String spec =
        "{'template':{'metadata':{'labels':{'hold':'yes'}}},"
            + "'lifecycle':{'preDelete':{'labelsHandler':{'hold':'yes'}}}}";
    CloneSets excluding =
        CloneSets.sound()
            .spec(spec)
            .label("apps.kruise.io/cloneset-scaling-exclude-preparing-delete", "true");
    World world = settled(excluding);
    String leaving = world.pods.firstKey();
    world.relabel(leaving, "apps.kruise.io/specified-delete", "");
    world.settle();
    assertThat(world.pods).hasSize(4).containsKey(leaving);
    world.remark(leaving, "{'labels':{'hold':null}}");
    world.settle();
    assertThat(world.pods).hasSize(3).doesNotContainKey(leaving);
  }
}
