package io.windlass.manager.demo;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.manager.demo.RolloutFigures.Rollout;
import io.windlass.manager.rollout.Undo;
import io.windlass.manager.rollout.Workload;
import io.windlass.manager.rollout.WorkloadName;
import java.io.IOException;
import java.util.Optional;

/**
 * The end of act 2: a canary by partition, and the way back in one command.
 *
 * @param stable what runs before
 * @param maxUnavailable of the CloneSet
 */
record CanaryPart(Stage stage, Narration told, String name, Rollout stable, int maxUnavailable) {
  private static final int CANARIES = 2;
  private static final String IMAGE = "shop:3";

  void play() throws IOException, InterruptedException {
    try (PodWatch pods = PodWatch.begin(stage.client(), name)) {
      canary(pods);
    }
    try (PodWatch pods = PodWatch.begin(stage.client(), name)) {
      undo(pods);
    }
  }

  private void canary(PodWatch pods) throws InterruptedException {
    Rollout canary = new Rollout(stable.replicas(), stable.container(), IMAGE);
    String partition =
        "{\"spec\":{\"updateStrategy\":{\"partition\":%d}}}"
            .formatted(stable.replicas() - CANARIES);
    told.command("kubectl patch clone %s --type=merge -p '%s'".formatted(name, partition));
    stage.cloneSet(name).patch(PatchContext.of(PatchType.JSON_MERGE), partition);
    told.command(Stage.settingImage(name, IMAGE));
    stage.setImage(name, IMAGE);
    boolean _ =
        pods.await(
                present ->
                    present.stream().filter(pod -> pod.runs(canary.container(), IMAGE)).count()
                        == CANARIES,
                stage.patience())
            && stage.await(name, found -> CloneSetStatus.isAtPartition(found, CANARIES));
    RolloutFigures figures = RolloutFigures.of(pods.observation(), canary);
    told.seen("%d pods are ready with %s".formatted(figures.updated(), IMAGE));
    told.seen("A canary by partition:");
    told.checks(Checks.canary(CANARIES, figures, maxUnavailable));
  }

  private void undo(PodWatch pods) throws IOException, InterruptedException {
    told.command("./windlass rollout undo clone/" + name);
    Undo undo = Undo.of(Workload.read(stage.client(), new WorkloadName(name)), Optional.empty());
    stage.cloneSet(name).patch(PatchContext.of(PatchType.JSON), undo.patch());
    boolean _ =
        pods.await(
                present ->
                    present.size() == stable.replicas()
                        && present.stream()
                            .allMatch(pod -> pod.runs(stable.container(), stable.image())),
                stage.patience())
            && stage.await(name, found -> CloneSetStatus.isRolledOut(found, stable.replicas()));
    RolloutFigures figures = RolloutFigures.of(pods.observation(), stable);
    told.seen("%d pods are ready with %s".formatted(figures.updated(), stable.image()));
    told.seen("Undone:");
    told.checks(Checks.undone(stable, CANARIES, figures, maxUnavailable));
  }
}
