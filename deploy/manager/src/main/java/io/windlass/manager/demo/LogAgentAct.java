package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import io.windlass.manager.demo.RolloutFigures.Rollout;
import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.PlaygroundControllers;
import io.windlass.manager.playground.World;
import io.windlass.manager.report.Version;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Act 3: a SidecarSet brings a log agent into the pods of an app that does not know of it, and
 * upgrades it under the app, twice. In a cluster of its own, because webhooks bring a second
 * version of the types, which a manager without them could not read.
 */
final class LogAgentAct implements Act {
  private static final String APP = "shop-plain";
  private static final String AGENT = "shop-agent";
  private static final String CONTAINER = "log-agent";
  private static final int REPLICAS = 10;
  private static final int MAX_UNAVAILABLE = 2;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Rollout FIRST = new Rollout(REPLICAS, CONTAINER, "fluent-bit:3.1");

  /** An upgrade of the agent, and what it may cost. */
  private record Upgrade(String which, Rollout rollout, int writesPerPod) {
    Upgrade(String which, String image, int writesPerPod) {
      this(which, new Rollout(REPLICAS, CONTAINER, image), writesPerPod);
    }
  }

  /**
   * What it did cost.
   *
   * @param podWrites to pods that are there
   * @param creates of pods; as no pod came, dry runs
   */
  private record Cost(RolloutFigures figures, long podWrites, long creates, Check status) {}

  // The first one in a pod's life also writes the condition that tells that it can be upgraded.
  private static final Upgrade ONE = new Upgrade("the first upgrade", "fluent-bit:3.2", 2);
  private static final Upgrade TWO = new Upgrade("the next upgrade", "fluent-bit:3.3", 1);

  @Override
  public int number() {
    return 3;
  }

  @Override
  public String title() {
    return "The log agent is upgraded under the app";
  }

  @Override
  public void play(Stage outer, Narration told) throws IOException, InterruptedException {
    told.command("./windlass dev --webhooks &");
    World world = new World(1, ClusterProfile.PLAIN, PodProfiles.NONE, ChaosPlan.NONE);
    try (Playground playground =
            Demo.cluster(outer.folder().resolve("sidecars"), outer.playground().faults(), world);
        PlaygroundControllers _ = PlaygroundControllers.start(playground, true);
        KubernetesClient client = playground.client("windlass-demo")) {
      Stage stage = new Stage(playground, client, outer.folder(), outer.patience());
      inject(stage, told);
      Cost one = upgrade(stage, told, ONE);
      Cost two = upgrade(stage, told, TWO);
      told.table(
          new ActReport.Table(
              List.of(
                  "log agent",
                  "pods re-created",
                  "IPs changed",
                  "app containers restarted",
                  "agents restarted",
                  "API writes to pods",
                  "dry runs",
                  "most pods not ready"),
              List.of(row(ONE, one), row(TWO, two))));
      check(told, ONE, one);
      check(told, TWO, two);
    }
  }

  private static void inject(Stage stage, Narration told) throws InterruptedException {
    told.command(Stage.applying(AGENT + ".yaml"));
    stage.apply(AGENT + ".yaml");
    try (PodWatch pods = PodWatch.begin(stage.client(), APP)) {
      tryOut(stage, told, pods);
      told.command(Stage.applying(APP + ".yaml"));
      stage.apply(APP + ".yaml");
      settle(stage, pods, FIRST);
      RolloutFigures figures = RolloutFigures.of(pods.observation(), FIRST);
      told.seen("%d pods are ready with %s".formatted(figures.updated(), FIRST.image()));
      told.check(Checks.bornWith(FIRST, figures));
      told.check(
          Check.exactly("no container restarted for it", 0, figures.changedRestarts(), "restarts"));
    }
  }

  private static void tryOut(Stage stage, Narration told, PodWatch pods)
      throws InterruptedException {
    told.command(
        "kubectl run probe --image=shop:1 --labels=app=%s --dry-run=server -o yaml".formatted(APP));
    List<String> containers = probe(stage);
    // The SidecarSet was applied just now, and who answers reads it from a watch.
    for (long left = stage.patience().dividedBy(LOOK);
        left > 0 && !containers.contains(CONTAINER);
        left--) {
      pods.look(LOOK);
      containers = probe(stage);
    }
    told.check(
        new Check(
            "a dry run of a pod shows the agent beside its app",
            containers.contains(CONTAINER) && containers.contains("probe"),
            String.join(", ", containers)));
    told.check(Check.exactly("and makes no pod", 0, pods.observation().mostPods(), "pods"));
  }

  private static List<String> probe(Stage stage) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("probe")
            .addToLabels("app", APP)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("probe")
            .withImage("shop:1")
            .endContainer()
            .endSpec()
            .build();
    return stage
        .client()
        .pods()
        .resource(pod)
        .dryRun(true)
        .create()
        .getSpec()
        .getContainers()
        .stream()
        .map(Container::getName)
        .toList();
  }

  private static Cost upgrade(Stage stage, Narration told, Upgrade upgrade)
      throws InterruptedException {
    String image = upgrade.rollout().image();
    stage.playground().resetRequests();
    told.command(Stage.settingImage(Stage.Kind.SIDECAR_SET, AGENT, image));
    try (PodWatch pods = PodWatch.begin(stage.client(), APP)) {
      stage.setImage(Stage.Kind.SIDECAR_SET, AGENT, image);
      settle(stage, pods, upgrade.rollout());
      RolloutFigures figures = RolloutFigures.of(pods.observation(), upgrade.rollout());
      told.seen("%d pods are ready with %s".formatted(figures.updated(), image));
      RequestCounts requests = stage.requests();
      long creates = requests.podCreates(Version.managerAgent());
      return new Cost(
          figures,
          requests.podWrites(Version.managerAgent()) - creates,
          creates,
          SidecarSetStatus.upgraded(stage.sidecarSet(AGENT).require(), REPLICAS));
    }
  }

  // What does not come in time is told by the checks: they see the pods as they are then.
  private static void settle(Stage stage, PodWatch pods, Rollout rollout)
      throws InterruptedException {
    boolean _ =
        pods.await(
                present ->
                    present.size() == REPLICAS
                        && present.stream()
                            .allMatch(pod -> pod.runs(rollout.container(), rollout.image())),
                stage.patience())
            && stage.await(
                Stage.Kind.SIDECAR_SET,
                AGENT,
                found -> SidecarSetStatus.isUpgraded(found, REPLICAS));
  }

  private static void check(Narration told, Upgrade upgrade, Cost cost) {
    told.seen("By %s:".formatted(upgrade.which()));
    told.checks(Checks.inPlace(upgrade.rollout(), cost.figures(), MAX_UNAVAILABLE));
    told.check(cost.status());
    told.check(Checks.writesPerPod(upgrade.writesPerPod(), REPLICAS, cost.podWrites()));
    told.check(
        Check.exactly(
            "one dry run asked the API server whether pods can have the new agent",
            1,
            Math.toIntExact(cost.creates()),
            "of a pod"));
  }

  private static List<String> row(Upgrade upgrade, Cost cost) {
    RolloutFigures figures = cost.figures();
    return List.of(
        upgrade.which(),
        Integer.toString(figures.recreated()),
        Integer.toString(figures.ipsChanged()),
        Integer.toString(figures.otherStarts()),
        Integer.toString(figures.changedRestarts()),
        Long.toString(cost.podWrites()),
        Long.toString(cost.creates()),
        Integer.toString(figures.worstNotReady()));
  }
}
