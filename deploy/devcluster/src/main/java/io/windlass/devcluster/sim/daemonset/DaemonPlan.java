package io.windlass.devcluster.sim.daemonset;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.sim.scheduler.DaemonFit;
import io.windlass.devcluster.sim.workload.Amount;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a DaemonSet does next: a pod where one is missing, none where none belongs or there are two,
 * and, if it rolls out, new ones for old ones within its budget. Pure.
 *
 * @param create nodes that get a pod
 */
record DaemonPlan(List<String> create, List<PodSight> delete) {
  DaemonPlan {
    create = List.copyOf(create);
    delete = List.copyOf(delete);
  }

  /**
   * How it rolls out; pod counts.
   *
   * @param onDelete only when somebody deletes a pod
   */
  record Rollout(boolean onDelete, int maxUnavailable, int maxSurge, Duration minReady) {
    static Rollout of(JsonNode spec, int nodes) {
      JsonNode rolling = spec.at("/updateStrategy/rollingUpdate");
      int surge = Amount.roundedUp(rolling.path("maxSurge"), nodes);
      int unavailable = Amount.roundedUp(rolling.path("maxUnavailable"), nodes);
      return new Rollout(
          spec.at("/updateStrategy/type").asText().equals("OnDelete"),
          surge == 0 && unavailable == 0 ? 1 : unavailable,
          surge,
          Duration.ofSeconds(spec.path("minReadySeconds").asLong()));
    }
  }

  static DaemonPlan next(Rollout rollout, List<NodePods> nodes, String hash, Instant now) {
    List<String> create = new ArrayList<>();
    List<PodSight> delete = new ArrayList<>();
    boolean surges = !rollout.onDelete() && rollout.maxSurge() > 0;
    for (NodePods node : nodes) {
      List<PodSight> active = node.active();
      node.pods().stream().filter(p -> p.isOver() && !p.isDeleting()).forEach(delete::add);
      if (node.fit() == DaemonFit.LEAVE) {
        delete.addAll(active);
      } else if (node.pods().isEmpty() && node.fit() == DaemonFit.RUN) {
        create.add(node.node());
      } else if (active.size() > 1) {
        delete.addAll(surges ? twins(rollout, node, hash, now) : active.subList(1, active.size()));
      }
    }
    if (create.isEmpty() && delete.isEmpty() && !rollout.onDelete()) {
      return surges ? surge(rollout, nodes, hash, now) : replace(rollout, nodes, hash, now);
    }
    return new DaemonPlan(create, delete);
  }

  // Of an old and a new pod on one node the old one goes when the new one is available.
  private static List<PodSight> twins(Rollout rollout, NodePods node, String hash, Instant now) {
    Optional<PodSight> updated = node.updated(hash);
    List<PodSight> old = node.active().stream().filter(p -> !NodePods.isOf(p, hash)).toList();
    if (old.isEmpty()) {
      return node.active().subList(1, node.active().size());
    }
    boolean done = node.isAvailable(updated, rollout.minReady(), now);
    return done ? old : old.subList(1, old.size());
  }

  private static DaemonPlan replace(
      Rollout rollout, List<NodePods> nodes, String hash, Instant now) {
    List<PodSight> broken = new ArrayList<>();
    List<PodSight> candidates = new ArrayList<>();
    int unavailable = 0;
    for (NodePods node : nodes) {
      if (node.fit() != DaemonFit.RUN) {
        continue;
      }
      Optional<PodSight> old = node.outdated(hash);
      boolean available =
          node.isAvailable(old.or(() -> node.updated(hash)), rollout.minReady(), now);
      unavailable += available ? 0 : 1;
      old.ifPresent((available ? candidates : broken)::add);
    }
    int left = Math.max(0, rollout.maxUnavailable() - unavailable);
    broken.addAll(candidates.subList(0, Math.min(left, candidates.size())));
    return new DaemonPlan(List.of(), broken);
  }

  private static DaemonPlan surge(Rollout rollout, List<NodePods> nodes, String hash, Instant now) {
    List<String> atOnce = new ArrayList<>();
    List<String> candidates = new ArrayList<>();
    int surging = 0;
    for (NodePods node : nodes) {
      Optional<PodSight> old = node.outdated(hash);
      if (old.isPresent() && node.updated(hash).isPresent()) {
        surging++;
      } else if (old.isPresent() && node.fit() == DaemonFit.RUN) {
        boolean available = node.isAvailable(old, rollout.minReady(), now);
        (available ? candidates : atOnce).add(node.node());
      }
    }
    int left = Math.max(0, rollout.maxSurge() - surging - atOnce.size());
    atOnce.addAll(candidates.subList(0, Math.min(left, candidates.size())));
    return new DaemonPlan(atOnce, List.of());
  }
}
