package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** No hook is lost, whatever happens in the course of a rollout. */
class LifecycleLaws {
  private static final String HOOKED =
      "{'template':{'metadata':{'labels':{'d':'1','u':'1'}}},'lifecycle':{"
          + "'preDelete':{'labelsHandler':{'d':'1'},'markPodNotReady':%s},"
          + "'inPlaceUpdate':{'labelsHandler':{'u':'1'},'markPodNotReady':%s}}}";

  private final Course course = new Course(4, 2, 1, 0, "InPlaceIfPossible", 0);

  private CloneSets cloneSet(Random chance, boolean marks) {
    return course
        .cloneSet("app:" + chance.nextInt(3))
        .replicas(2 + chance.nextInt(4))
        .type(chance.nextBoolean() ? "ReCreate" : "InPlaceIfPossible")
        .spec(HOOKED.formatted(marks, marks));
  }

  /** Users, who hold pods and let them go, manager and kubelets take turns. */
  private void live(World world, Random chance, boolean marks) {
    world.now = world.now.plusSeconds(1);
    List<String> pods = List.copyOf(world.pods.keySet());
    switch (chance.nextInt(12)) {
      case 0 -> world.edit(cloneSet(chance, marks));
      case 1, 2 -> world.reconcile(chance.nextInt(4));
      case 3, 4, 5 -> world.reconcile();
      default -> {
        if (!pods.isEmpty()) {
          String pod = pods.get(chance.nextInt(pods.size()));
          String label = chance.nextBoolean() ? "d" : "u";
          switch (chance.nextInt(4)) {
            case 0 -> world.remark(pod, "{'labels':{'%s':null}}".formatted(label));
            case 1 -> world.remark(pod, "{'labels':{'%s':'1'}}".formatted(label));
            default -> world.kubelet(pod);
          }
        }
      }
    }
  }

  @Property(tries = 150)
  void aPodThatIsHeldIsNeitherDeletedNorChanged(@ForAll long seed, @ForAll boolean marks) {
    Random chance = new Random(seed);
    World world = new World(cloneSet(chance, marks));
    for (int i = 0; i < 120; i++) {
      live(world, chance, marks);
      Plan plan = world.plan();
      for (Action action : plan.actions()) {
        PodView pod = world.pods.get(action.target().key().name());
        if (pod != null && action instanceof Action.Delete) {
          assertThat(pod.meta().labels()).doesNotContainKey("d");
        }
        // An update that has begun goes on: its holders have let the pod go.
        boolean begun =
            pod != null && pod.meta().label("lifecycle.apps.kruise.io/state").equals("Updating");
        if (pod != null && !begun && changesImage(action)) {
          assertThat(pod.meta().labels()).doesNotContainKey("u");
        }
      }
    }
  }

  private static boolean changesImage(Action action) {
    return action instanceof Action.Patch patch
        && !patch.body().items("spec", "containers").isEmpty();
  }

  @Property(tries = 100)
  void whenAllAreLetGoEverythingEnds(@ForAll long seed, @ForAll boolean marks) {
    Random chance = new Random(seed);
    World world = new World(cloneSet(chance, marks));
    for (int i = 0; i < 60; i++) {
      live(world, chance, marks);
    }
    CloneSets last = course.cloneSet("app:9").replicas(3).spec(HOOKED.formatted(marks, marks));
    world.edit(last);
    for (int i = 0; i < 12; i++) {
      world.settle();
      for (PodView pod : List.copyOf(world.pods.values())) {
        boolean after = pod.meta().label("lifecycle.apps.kruise.io/state").equals("Updated");
        world.remark(pod.name(), "{'labels':{'d':null,'u':%s}}".formatted(after ? "'1'" : "null"));
      }
    }
    world.settle();
    assertThat(world.pods).hasSize(3);
    assertThat(world.pods.values())
        .allMatch(PodView::isReady)
        .allMatch(pod -> pod.meta().label("lifecycle.apps.kruise.io/state").equals("Normal"))
        .allMatch(pod -> pod.containers().getFirst().image().equals("app:9"));
  }
}
