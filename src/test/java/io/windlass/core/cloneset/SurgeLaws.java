package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.lifecycle.Availability;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.PodView;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every rollout with a surge, whatever happens in its course. */
class SurgeLaws {
  @Provide
  Arbitrary<Course> courses() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 8),
            Arbitraries.integers().between(0, 2),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(0, 8),
            Arbitraries.of("ReCreate", "InPlaceIfPossible"),
            Arbitraries.longs())
        .as(Course::new);
  }

  @Property(tries = 80)
  void neverFewerServeThanIsAllowed(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 100; i++) {
      course.liveWithEdits(world, chance);
      Availability now = new Availability(Duration.ZERO, world.now);
      assertThat(active(world).stream().filter(now::isAvailable).count())
          .isGreaterThanOrEqualTo(course.replicas() - course.maxUnavailable());
    }
  }

  @Property(tries = 80)
  void neverAreThereMoreThanIsAllowed(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 100; i++) {
      course.liveWithEdits(world, chance);
      assertThat(active(world)).hasSizeLessThanOrEqualTo(course.replicas() + course.maxSurge());
    }
  }

  private static List<PodView> active(World world) {
    return world.pods.values().stream().filter(PodView::isActive).toList();
  }

  @Property(tries = 60)
  void theSurgeGoesAndNothingIsLeftToDo(@ForAll("courses") Course course) {
    World world = course.begun();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 40; i++) {
      course.live(world, chance);
    }
    world.settle();
    int old = Math.min(course.partition(), course.replicas());
    String update = world.cloneSet.status().text("updateRevision").orElseThrow();
    assertThat(world.pods.values()).hasSize(course.replicas()).allMatch(PodView::isReady);
    assertThat(world.pods.values().stream().filter(pod -> RevisionLabels.names(pod, update)))
        .hasSize(course.replicas() - old);
    assertThat(world.plan().isNoOp()).isTrue();
  }

  @Property(tries = 60)
  void noPodIsMadeForPodsThatCanBeUpdatedInPlace(@ForAll("courses") Course course) {
    Course inPlace =
        new Course(
            course.replicas(),
            course.maxUnavailable() + 1,
            course.maxSurge(),
            course.partition(),
            "InPlaceIfPossible",
            course.seed());
    World world = inPlace.begun();
    var before = world.pods.values().stream().map(PodView::uid).toList();
    Random chance = new Random(course.seed());
    for (int i = 0; i < 60; i++) {
      inPlace.liveWithEdits(world, chance);
      assertThat(world.pods.values().stream().map(PodView::uid)).isEqualTo(before);
    }
  }
}
