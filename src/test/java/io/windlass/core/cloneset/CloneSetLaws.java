package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.Availability;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every rollout, whatever happens in its course. */
class CloneSetLaws {
  /** A rollout from image 1 to image 2; the seed decides in which order things happen. */
  record Course(int replicas, int maxUnavailable, int partition, String type, long seed) {
    CloneSets cloneSet(String image) {
      return CloneSets.sound()
          .replicas(replicas)
          .image(image)
          .spec(
              "{'updateStrategy': {'type': '%s', 'maxUnavailable': %d, 'partition': %d}}"
                  .formatted(type, maxUnavailable, partition));
    }

    World begun() {
      World world = new World(cloneSet("app:1"));
      world.settle();
      world.edit(cloneSet("app:2"));
      return world;
    }
  }

  @Provide
  Arbitrary<Course> courses() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 8),
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(0, 8),
            Arbitraries.of("ReCreate", "InPlaceIfPossible", "InPlaceOnly"),
            Arbitraries.longs())
        .as(Course::new);
  }

  /**
   * Manager, kubelets and misfortune take turns in any order; true if pods may fail on their own.
   */
  private static void live(World world, Random chance, boolean crashes) {
    world.now = world.now.plus(Duration.ofMillis(chance.nextInt(1500)));
    List<String> names = new ArrayList<>(world.pods.keySet());
    int turn = chance.nextInt(10);
    if (turn < 4 || names.isEmpty()) {
      world.reconcile(crashes && chance.nextInt(3) == 0 ? chance.nextInt(6) : Integer.MAX_VALUE);
    } else {
      world.kubelet(names.get(chance.nextInt(names.size())));
    }
  }

  private static int serving(World world) {
    Availability now = new Availability(Duration.ZERO, world.now);
    return (int)
        world.pods.values().stream().filter(PodView::isActive).filter(now::isAvailable).count();
  }

  /** The same with a user who changes the image now and then. */
  private static void liveWithEdits(World world, Random chance, Course course) {
    if (chance.nextInt(12) == 0) {
      world.edit(course.cloneSet("app:" + (1 + chance.nextInt(3))));
    }
    live(world, chance, true);
  }

  @Property(tries = 80)
  void neverMoreThanMaxUnavailablePodsAreDown(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 100; i++) {
      liveWithEdits(world, chance, course);
      assertThat(serving(world))
          .isGreaterThanOrEqualTo(course.replicas() - course.maxUnavailable());
    }
  }

  @Property(tries = 60)
  void whatFailsByItselfUsesTheBudgetToo(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 80; i++) {
      if (chance.nextInt(20) == 0) {
        world.fail(List.copyOf(world.pods.keySet()).get(chance.nextInt(world.pods.size())));
      }
      int left = course.maxUnavailable() - (course.replicas() - serving(world));
      assertThat(takenDown(world)).isLessThanOrEqualTo(Math.max(left, 0));
      live(world, chance, true);
    }
  }

  /** How many serving pods the next plan would take down. */
  private static long takenDown(World world) {
    Availability now = new Availability(Duration.ZERO, world.now);
    Set<String> serving = new HashSet<>();
    world.pods.values().stream().filter(now::isAvailable).forEach(pod -> serving.add(pod.name()));
    return world.plan().actions().stream()
        .filter(
            action ->
                action instanceof Action.Delete
                    || (action instanceof Action.Patch patch
                        && patch.body().at("spec", "containers").isPresent()))
        .filter(action -> serving.contains(action.target().key().name()))
        .count();
  }

  @Property(tries = 60)
  void everyRolloutEndsWhereItShouldAndThenNothingIsDone(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 40; i++) {
      live(world, chance, true);
    }
    world.settle();
    int old = Math.min(course.partition(), course.replicas());
    String update = world.cloneSet.status().text("updateRevision").orElseThrow();
    assertThat(world.pods.values()).hasSize(course.replicas());
    assertThat(world.pods.values().stream().filter(pod -> RevisionLabels.names(pod, update)))
        .hasSize(course.replicas() - old);
    assertThat(world.pods.values()).allMatch(PodView::isReady);
    assertThat(world.plan().isNoOp()).isTrue();
  }

  @Property(tries = 60)
  void inPlaceNoPodIsLostOrMadeAnew(@ForAll("courses") Course course) {
    Course inPlace =
        new Course(
            course.replicas(),
            course.maxUnavailable(),
            course.partition(),
            "InPlaceOnly",
            course.seed());
    World world = inPlace.begun();
    Set<String> before = uids(world);
    Random chance = new Random(course.seed());
    for (int i = 0; i < 60; i++) {
      live(world, chance, true);
      assertThat(uids(world)).isEqualTo(before);
    }
  }

  @Property(tries = 60)
  void aPodThatServesRunsTheImageOfItsSpec(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 80; i++) {
      liveWithEdits(world, chance, course);
      Availability now = new Availability(Duration.ZERO, world.now);
      for (PodView pod : world.pods.values().stream().filter(now::isAvailable).toList()) {
        assertThat(pod.status().containers().getFirst().image())
            .isEqualTo(pod.containers().getFirst().image());
      }
    }
  }

  @Property(tries = 60)
  void theOrderOfTheInputDoesNotMatter(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 20; i++) {
      live(world, chance, true);
    }
    CloneSetSnapshot snapshot = world.snapshot();
    Plan plan = CloneSetPlanner.plan(snapshot);
    List<PodView> pods = new ArrayList<>(snapshot.pods());
    var revisions = new ArrayList<>(snapshot.revisions());
    Collections.shuffle(pods, chance);
    Collections.shuffle(revisions, chance);
    assertThat(
            CloneSetPlanner.plan(
                new CloneSetSnapshot(
                    snapshot.cloneSet(), pods, revisions, snapshot.outcomes(), snapshot.now())))
        .isEqualTo(plan);
    assertThat(CloneSetPlanner.plan(snapshot)).isEqualTo(plan);
  }

  @Property(tries = 60)
  void aFaultySpecTouchesNothing(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 20; i++) {
      live(world, chance, false);
    }
    world.edit(
        course.cloneSet("app:3").replicas(course.replicas() + 1).spec("{'minReadySeconds': -1}"));
    assertThat(world.plan().actions()).isEmpty();
  }

  @Property(tries = 50)
  void idsNeverCollideAndAreToldAgain(@ForAll long generation, @ForAll("taken") Set<String> taken) {
    List<String> ids = InstanceIds.free("uid", generation, 200, taken);
    assertThat(ids).doesNotHaveDuplicates().noneMatch(taken::contains).hasSize(200);
    assertThat(ids).allMatch(id -> id.matches("[bcdfghjklmnpqrstvwxz2456789]{5}"));
    assertThat(InstanceIds.free("uid", generation, 200, taken)).isEqualTo(ids);
    Set<String> oneMore = new HashSet<>(taken);
    oneMore.add(ids.getFirst());
    assertThat(InstanceIds.free("uid", generation, 199, oneMore)).isEqualTo(ids.subList(1, 200));
  }

  @Provide
  Arbitrary<Set<String>> taken() {
    return Arbitraries.longs()
        .set()
        .ofMaxSize(5)
        .map(
            seeds -> {
              Set<String> ids = new HashSet<>();
              seeds.forEach(seed -> ids.addAll(InstanceIds.free("uid", seed, 20, Set.of())));
              return ids;
            });
  }

  @Property(tries = 60)
  void noPlanNamesAPodTwiceInDifferentSteps(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 40; i++) {
      Set<String> deleted = new HashSet<>();
      List<Action> actions = world.plan().actions();
      for (Action action : actions) {
        if (action instanceof Action.Delete) {
          deleted.add(action.target().toString());
        }
      }
      assertThat(actions.stream().filter(a -> deleted.contains(a.target().toString())))
          .hasSize(deleted.size());
      live(world, chance, true);
    }
  }

  private static Set<String> uids(World world) {
    Set<String> uids = new HashSet<>();
    world.pods.values().forEach(pod -> uids.add(pod.uid()));
    return uids;
  }
}
