package io.windlass.core.cloneset;

import io.windlass.core.plan.Action;
import io.windlass.core.testing.CloneSets;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A rollout that begins with image 1 for everybody and image 2 wanted; the seed decides in which
 * order things happen.
 */
record Course(
    int replicas, int maxUnavailable, int maxSurge, int partition, String type, long seed) {
  /** Without a surge. */
  Course(int replicas, int maxUnavailable, int partition, String type, long seed) {
    this(replicas, maxUnavailable, 0, partition, type, seed);
  }

  CloneSets cloneSet(String image) {
    return CloneSets.sound()
        .replicas(replicas)
        .image(image)
        .spec(
            "{'updateStrategy': {'type': '%s', 'maxUnavailable': %d, 'maxSurge': %d, 'partition': %d}}"
                .formatted(type, maxUnavailable, maxSurge, partition));
  }

  World begun() {
    World world = new World(cloneSet("app:1"));
    world.settle();
    world.edit(cloneSet("app:2"));
    return world;
  }

  /** Manager and kubelets take turns in any order, and the manager may die between two writes. */
  void live(World world, Random chance) {
    world.now = world.now.plus(Duration.ofMillis(chance.nextInt(1500)));
    int turn = chance.nextInt(10);
    if (turn < 4 || world.pods.isEmpty()) {
      world.reconcile(chance.nextInt(3) == 0 ? chance.nextInt(6) : Integer.MAX_VALUE);
    } else if (turn < 7) {
      world.kubelet(anyPod(world, chance));
    } else {
      world.lateKubelet(anyPod(world, chance));
    }
  }

  /** The same with a user who changes the image now and then, never back to an older one. */
  void liveWithEdits(World world, Random chance) {
    if (chance.nextInt(12) == 0) {
      world.edit(cloneSet("app:" + (world.cloneSet.meta().generation() + 1)));
    }
    live(world, chance);
  }

  /** The same with pods that fail, fall sick or are marked, and an API that refuses. */
  void liveWithMisfortune(World world, Random chance) {
    if (!world.pods.isEmpty()) {
      String pod = anyPod(world, chance);
      switch (chance.nextInt(24)) {
        case 0 -> world.fail(pod);
        case 1, 2 -> world.sicken(pod);
        case 3 -> world.relabel(pod, "apps.kruise.io/specified-delete", "");
        case 4 -> world.forbidden = Action.Create.class::isInstance;
        case 5 -> world.forbidden = _ -> false;
        case 6 -> world.forbidden = action -> action.target().key().name().equals(pod);
        default -> {}
      }
    }
    liveWithEdits(world, chance);
  }

  private static String anyPod(World world, Random chance) {
    return List.copyOf(world.pods.keySet()).get(chance.nextInt(world.pods.size()));
  }
}
