package io.windlass.manager.demo;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.demo.RolloutFigures.Rollout;
import io.windlass.manager.report.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Act 5: the manager is killed in the middle of a rollout; manifests are wrong; the API server
 * turns writes away, and nodes are lost.
 */
final class ThingsGoWrongAct implements Act {
  private static final String NAME = "shop-fifty";
  private static final int REPLICAS = 50;
  private static final int MAX_UNAVAILABLE = 5;
  private static final int ENOUGH_TO_KILL = 15;
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Rollout FIRST = new Rollout(REPLICAS, "shop", "shop:1");
  private static final Rollout ROLLOUT = new Rollout(REPLICAS, "shop", "shop:2");
  private static final String RUN = "./windlass manager --kubeconfig \"$KUBECONFIG\" &";

  @Override
  public int number() {
    return 5;
  }

  @Override
  public String title() {
    return "Things go wrong";
  }

  @Override
  public void play(Stage stage, Narration told) throws IOException, InterruptedException {
    Path log = stage.folder().resolve("manager.log");
    ManagerProcess first = begin(stage, told, log);
    try (first;
        PodWatch pods = PodWatch.begin(stage.client(), NAME)) {
      int updated = interrupt(stage, told, first, pods);
      told.command(RUN);
      try (ManagerProcess _ = ManagerProcess.start(stage.playground().kubeconfig(), log)) {
        finish(stage, told, pods, updated);
        refusedByTheServer(stage, told);
        refusedByTheController(stage, told);
      }
    }
    LostNodes.play(stage, told);
  }

  private static ManagerProcess begin(Stage stage, Narration told, Path log)
      throws IOException, InterruptedException {
    told.command("./windlass crds | kubectl apply -f -");
    new CustomResources(stage.client()).install();
    told.command(RUN);
    ManagerProcess manager = ManagerProcess.start(stage.playground().kubeconfig(), log);
    told.seen("process %d; its log is %s".formatted(manager.pid(), log));
    told.command(Stage.applying(NAME + ".yaml"));
    try (PodWatch pods = PodWatch.begin(stage.client(), NAME)) {
      stage.apply(NAME + ".yaml");
      boolean _ = pods.await(present -> updated(present, FIRST) == REPLICAS, stage.patience());
      told.seen("%d pods are ready".formatted(count(pods, FIRST)));
    }
    return manager;
  }

  private static int interrupt(Stage stage, Narration told, ManagerProcess manager, PodWatch pods)
      throws InterruptedException {
    told.command(Stage.settingImage(NAME, ROLLOUT.image()));
    stage.setImage(NAME, ROLLOUT.image());
    boolean _ =
        pods.await(present -> updated(present, ROLLOUT) >= ENOUGH_TO_KILL, stage.patience());
    told.command("kill -9 " + manager.pid());
    manager.kill();
    pods.look(LOOK);
    int updated = count(pods, ROLLOUT);
    told.seen("%d of %d pods are updated, and nobody goes on".formatted(updated, REPLICAS));
    return updated;
  }

  private static void finish(Stage stage, Narration told, PodWatch pods, int updatedWhenKilled)
      throws InterruptedException {
    told.seen(
        "it waits up to %d s for the lease of the one that was killed"
            .formatted(ManagerProcess.LEASE.toSeconds()));
    boolean _ =
        pods.await(present -> updated(present, ROLLOUT) == REPLICAS, stage.patience())
            && stage.await(NAME, cloneSet -> CloneSetStatus.isRolledOut(cloneSet, REPLICAS));
    Observation seen = pods.observation();
    told.seen("%d pods are ready with %s".formatted(count(pods, ROLLOUT), ROLLOUT.image()));
    told.check(Checks.killedInTheMiddle(updatedWhenKilled, REPLICAS));
    told.check(Checks.neverDoubled(seen, REPLICAS));
    told.checks(Checks.inPlace(ROLLOUT, RolloutFigures.of(seen, ROLLOUT), MAX_UNAVAILABLE));
  }

  private static void refusedByTheServer(Stage stage, Narration told) {
    told.command(Stage.applying("bad-schema.yaml"));
    String answer = refusal(stage, "bad-schema.yaml");
    told.seen(answer);
    told.check(
        Checks.namesEach(
            "the API server names every fault in one answer",
            List.of("spec.replicas", "spec.revisionHistoryLimit", "spec.updateStrategy.type"),
            answer));
    boolean isStored = stage.cloneSet("bad-schema").get() != null;
    told.check(new Check("nothing was stored", !isStored, isStored ? "stored" : "not found"));
  }

  private static String refusal(Stage stage, String fileName) {
    try {
      stage.apply(fileName);
      return "accepted";
    } catch (KubernetesClientException e) {
      return e.getStatus() == null ? String.valueOf(e.getMessage()) : e.getStatus().getMessage();
    }
  }

  private static void refusedByTheController(Stage stage, Narration told)
      throws InterruptedException {
    told.command(Stage.applying("shop-fifty-bad.yaml"));
    stage.playground().resetRequests();
    try (PodWatch pods = PodWatch.begin(stage.client(), NAME)) {
      stage.apply("shop-fifty-bad.yaml");
      boolean _ = stage.await(NAME, cloneSet -> CloneSetStatus.faults(cloneSet).isPresent());
      pods.look(LOOK);
      String message = CloneSetStatus.faults(stage.cloneSet(NAME).require()).orElse("");
      told.seen("Valid=False: " + message);
      told.check(
          Checks.namesEach(
              "condition Valid=False names every fault in one message",
              List.of(
                  "spec.template.metadata.labels",
                  "spec.updateStrategy.maxUnavailable",
                  "spec.template.spec.containers[1].name"),
              message));
      told.check(Checks.untouched(pods.observation()));
      long writes = stage.requests().podWrites(Version.managerAgent());
      told.check(
          Check.exactly("the manager wrote to no pod", 0, Math.toIntExact(writes), "writes"));
    }
  }

  private static int count(PodWatch pods, Rollout rollout) {
    return RolloutFigures.of(pods.observation(), rollout).updated();
  }

  private static int updated(Collection<PodSight> present, Rollout rollout) {
    return (int)
        present.stream().filter(pod -> pod.runs(rollout.container(), rollout.image())).count();
  }
}
