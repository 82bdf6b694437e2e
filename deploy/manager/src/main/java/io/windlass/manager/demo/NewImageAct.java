package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.windlass.manager.demo.RolloutFigures.Rollout;
import io.windlass.manager.playground.PlaygroundControllers;
import io.windlass.manager.report.Version;
import java.io.IOException;
import java.util.List;

/**
 * Act 2: the same change of an image by a Deployment, by re-creation and in place, counted; then a
 * canary, and the way back.
 */
final class NewImageAct implements Act {
  private static final int REPLICAS = 10;
  private static final int MAX_UNAVAILABLE = 2;
  private static final int WRITES_IN_PLACE = 3;
  private static final int WRITES_TO_RECREATE = 4;
  private static final int WRITES_OF_A_DEPLOYMENT = 2;
  private static final Rollout FIRST = new Rollout(REPLICAS, "shop", "shop:1");
  private static final Rollout ROLLOUT = new Rollout(REPLICAS, "shop", "shop:2");

  private record Cost(RolloutFigures figures, long podWrites) {}

  /** A way to a new image: the object that is changed, and who writes its pods. */
  private record Way(Stage.Kind kind, String name, String agent) {}

  @Override
  public int number() {
    return 2;
  }

  @Override
  public String title() {
    return "A new image, three ways";
  }

  @Override
  public void play(Stage stage, Narration told) throws IOException, InterruptedException {
    try (PlaygroundControllers _ = PlaygroundControllers.start(stage.playground())) {
      String manager = Version.managerAgent();
      Cost deployment =
          roll(
              stage,
              told,
              new Way(Stage.Kind.DEPLOYMENT, "shop-deployment", "replicaset-controller"));
      Cost recreate = roll(stage, told, new Way(Stage.Kind.CLONE_SET, "shop-recreate", manager));
      Cost inPlace = roll(stage, told, new Way(Stage.Kind.CLONE_SET, "shop-inplace", manager));
      told.table(table(deployment, recreate, inPlace));
      told.seen("By a Deployment:");
      told.checks(Checks.recreate(ROLLOUT, deployment.figures(), MAX_UNAVAILABLE));
      told.check(Checks.writesPerPod(WRITES_OF_A_DEPLOYMENT, REPLICAS, deployment.podWrites()));
      told.seen("Re-created:");
      told.checks(Checks.recreate(ROLLOUT, recreate.figures(), MAX_UNAVAILABLE));
      told.check(Checks.atMostWritesPerPod(WRITES_TO_RECREATE, REPLICAS, recreate.podWrites()));
      told.seen("In place:");
      told.checks(Checks.inPlace(ROLLOUT, inPlace.figures(), MAX_UNAVAILABLE));
      told.check(Checks.writesPerPod(WRITES_IN_PLACE, REPLICAS, inPlace.podWrites()));
      new CanaryPart(stage, told, "shop-inplace", ROLLOUT, MAX_UNAVAILABLE).play();
    }
  }

  private static Cost roll(Stage stage, Narration told, Way way) throws InterruptedException {
    told.command(Stage.applying(way.name() + ".yaml"));
    try (PodWatch pods = PodWatch.begin(stage.client(), way.name())) {
      stage.apply(way.name() + ".yaml");
      settle(stage, pods, way, FIRST);
      told.seen("%d pods are ready".formatted(ready(pods, FIRST)));
    }
    stage.playground().resetRequests();
    told.command(Stage.settingImage(way.kind(), way.name(), ROLLOUT.image()));
    try (PodWatch pods = PodWatch.begin(stage.client(), way.name())) {
      stage.setImage(way.kind(), way.name(), ROLLOUT.image());
      settle(stage, pods, way, ROLLOUT);
      told.seen("%d pods are ready with %s".formatted(ready(pods, ROLLOUT), ROLLOUT.image()));
      long writes = stage.requests().podWrites(way.agent());
      return new Cost(RolloutFigures.of(pods.observation(), ROLLOUT), writes);
    }
  }

  // What does not come in time is told by the checks: they see the pods as they are then.
  private static void settle(Stage stage, PodWatch pods, Way way, Rollout rollout)
      throws InterruptedException {
    boolean _ =
        pods.await(
                present ->
                    present.size() == REPLICAS
                        && present.stream()
                            .allMatch(pod -> pod.runs(rollout.container(), rollout.image())),
                stage.patience())
            && stage.await(way.kind(), way.name(), found -> isRolledOut(way.kind(), found));
  }

  private static boolean isRolledOut(Stage.Kind kind, GenericKubernetesResource found) {
    return switch (kind) {
      case DEPLOYMENT -> DeploymentStatus.isRolledOut(found, REPLICAS);
      case CLONE_SET -> CloneSetStatus.isRolledOut(found, REPLICAS);
      case SIDECAR_SET -> throw new IllegalArgumentException("no app is rolled out as " + kind);
    };
  }

  private static int ready(PodWatch pods, Rollout rollout) {
    return RolloutFigures.of(pods.observation(), rollout).updated();
  }

  private static ActReport.Table table(Cost deployment, Cost recreate, Cost inPlace) {
    return new ActReport.Table(
        List.of(
            "way",
            "pods re-created",
            "IPs changed",
            "other containers started again",
            "API writes per pod",
            "most pods not ready"),
        List.of(
            row("Deployment", deployment),
            row("CloneSet, re-created", recreate),
            row("CloneSet, in place", inPlace)));
  }

  private static List<String> row(String way, Cost cost) {
    RolloutFigures figures = cost.figures();
    return List.of(
        way,
        Integer.toString(figures.recreated()),
        Integer.toString(figures.ipsChanged()),
        Integer.toString(figures.otherStarts()),
        perPod(cost.podWrites()),
        Integer.toString(figures.worstNotReady()));
  }

  private static String perPod(long writes) {
    return writes % REPLICAS == 0
        ? Long.toString(writes / REPLICAS)
        : "%.1f".formatted((double) writes / REPLICAS);
  }
}
