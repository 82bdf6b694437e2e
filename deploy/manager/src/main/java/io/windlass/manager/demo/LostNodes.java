package io.windlass.manager.demo;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.devcluster.chaos.ChaosFile;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import io.windlass.manager.demo.RolloutFigures.Rollout;
import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.PlaygroundControllers;
import io.windlass.manager.playground.World;
import io.windlass.manager.report.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A part of act 5: an API server that turns writes away, and two of five nodes that are lost in the
 * middle of a rollout. In a cluster of its own whose time passes faster, because nobody calls a
 * node lost before it was silent for most of a minute.
 */
final class LostNodes {
  private static final String NAME = "shop-nodes";
  private static final String CHAOS = "chaos/throttled.yaml";
  private static final double TIME_SCALE = 20;
  private static final int REPLICAS = 20;
  private static final int MAX_UNAVAILABLE = 2;
  private static final int LOST = 2;
  private static final int TURNED_AWAY_FIRST = 10;
  private static final int TURNED_AWAY_AT_MOST = 25;
  private static final Rollout FIRST = new Rollout(REPLICAS, "shop", "shop:1");
  private static final Rollout ROLLOUT = new Rollout(REPLICAS, "shop", "shop:2");
  private static final String FAULT = "sim.windlass.io/fault";

  private LostNodes() {}

  static void play(Stage outer, Narration told) throws IOException, InterruptedException {
    told.command(
        "./windlass dev --time-scale %.0f --chaos deploy/samples/%s &"
            .formatted(TIME_SCALE, CHAOS));
    World world =
        new World(
            TIME_SCALE,
            ClusterProfile.PLAIN,
            PodProfiles.NONE,
            ChaosFile.read(Manifests.bytes(CHAOS)));
    try (Playground playground =
            Demo.cluster(outer.folder().resolve("nodes"), outer.playground().faults(), world);
        PlaygroundControllers _ = PlaygroundControllers.start(playground);
        KubernetesClient client = playground.client("windlass-demo")) {
      Stage stage = new Stage(playground, client, outer.folder(), outer.patience());
      try (PodWatch pods = PodWatch.begin(client, NAME)) {
        turnWritesAway(stage, told, pods);
      }
      try (PodWatch pods = PodWatch.begin(client, NAME)) {
        loseNodes(stage, told, pods);
      }
    }
  }

  private static void turnWritesAway(Stage stage, Narration told, PodWatch pods)
      throws InterruptedException {
    told.command(Stage.applying(NAME + ".yaml"));
    stage.apply(NAME + ".yaml");
    boolean _ = pods.await(present -> running(present, FIRST) == REPLICAS, stage.patience());
    Collection<PodSight> present = pods.observation().after();
    told.seen("%d pods are ready".formatted(running(present, FIRST)));
    Instant applied =
        Instant.parse(stage.cloneSet(NAME).require().getMetadata().getCreationTimestamp());
    told.check(Checks.repeatedAfterRest(TURNED_AWAY_FIRST, applied, present));
    told.check(
        Check.exactly("every pod came all the same", REPLICAS, running(present, FIRST), "ready"));
  }

  private static void loseNodes(Stage stage, Narration told, PodWatch pods)
      throws InterruptedException {
    Set<String> nodes =
        pods.observation().before().stream()
            .map(pod -> pod.place().node())
            .sorted()
            .distinct()
            .limit(LOST)
            .collect(Collectors.toCollection(TreeSet::new));
    told.command("kubectl annotate node %s %s=unreachable".formatted(words(nodes), FAULT));
    annotate(stage.client(), nodes, "\"unreachable\"");
    told.command(Stage.settingImage(NAME, ROLLOUT.image()));
    stage.setImage(NAME, ROLLOUT.image());
    boolean _ = pods.await(present -> replaced(present, nodes) == REPLICAS, stage.patience());
    Observation lost = pods.observation();
    told.seen(
        "%d pods are ready with %s on the nodes that are left"
            .formatted(replaced(lost.after(), nodes), ROLLOUT.image()));
    told.command("kubectl annotate node %s %s-".formatted(words(nodes), FAULT));
    annotate(stage.client(), nodes, "null");
    boolean _ = pods.await(present -> present.size() == REPLICAS, stage.patience());
    told.checks(
        Checks.lostNodes(
            new Checks.Loss(nodes, ROLLOUT, MAX_UNAVAILABLE), lost, pods.observation()));
    told.check(
        Check.atMost(
            "no write was repeated in a loop",
            TURNED_AWAY_AT_MOST,
            Math.toIntExact(stage.requests().podWritesTurnedAway(Version.managerAgent())),
            "turned away in all"));
  }

  private static void annotate(KubernetesClient client, Set<String> nodes, String value) {
    String patch = "{\"metadata\":{\"annotations\":{\"%s\":%s}}}".formatted(FAULT, value);
    nodes.forEach(
        node -> client.nodes().withName(node).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
  }

  private static String words(Set<String> nodes) {
    return String.join(" ", nodes);
  }

  private static int running(Collection<PodSight> present, Rollout rollout) {
    return (int)
        present.stream().filter(pod -> pod.runs(rollout.container(), rollout.image())).count();
  }

  private static int replaced(Collection<PodSight> present, Set<String> nodes) {
    return running(present.stream().filter(pod -> !pod.isOn(nodes)).toList(), ROLLOUT);
  }
}
