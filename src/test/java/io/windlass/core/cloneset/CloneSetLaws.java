package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.Availability;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
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

  private static int serving(World world) {
    Availability now = new Availability(Duration.ZERO, world.now);
    return (int)
        world.pods.values().stream().filter(PodView::isActive).filter(now::isAvailable).count();
  }

  @Property(tries = 80)
  void neverMoreThanMaxUnavailablePodsAreDown(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 100; i++) {
      course.liveWithEdits(world, chance);
      assertThat(serving(world))
          .isGreaterThanOrEqualTo(course.replicas() - course.maxUnavailable());
    }
  }

  @Property(tries = 80)
  void whatFailsByItselfUsesTheBudgetToo(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 100; i++) {
      course.liveWithMisfortune(world, chance);
      int left = course.maxUnavailable() - (course.replicas() - serving(world));
      assertThat(takenDown(world)).isLessThanOrEqualTo(Math.max(left, 0));
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
      course.live(world, chance);
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
      course.live(world, chance);
      assertThat(uids(world)).isEqualTo(before);
    }
  }

  @Property(tries = 100)
  void aPodThatGetsTrafficRunsTheImageOfItsSpec(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 100; i++) {
      course.liveWithEdits(world, chance);
      for (PodView pod : world.pods.values().stream().filter(PodView::isReady).toList()) {
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
      course.live(world, chance);
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
      course.live(world, chance);
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
      course.live(world, chance);
    }
  }

  private static Set<String> uids(World world) {
    Set<String> uids = new HashSet<>();
    world.pods.values().forEach(pod -> uids.add(pod.uid()));
    return uids;
  }
}
