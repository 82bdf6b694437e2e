package io.windlass.core.cloneset;

import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Features;
import io.windlass.core.model.NodeLabels;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.order.Spread;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a plan for one CloneSet depends on. The order of the lists does not matter.
 *
 * @param pods all pods whose controller is this CloneSet (by uid), terminating and finished ones
 *     included
 * @param revisions all ControllerRevisions whose controller is this CloneSet (by uid), with data
 * @param claims all PersistentVolumeClaims whose controller is this CloneSet (by uid), terminating
 *     ones included
 * @param nodes labels of the nodes, if {@link #spreadsOverNodeLabels} asks for them
 * @param outcomes what became of this manager's latest writes
 * @param features what this manager was told to do in another way
 * @param now the moment for which the plan is made
 */
public record CloneSetSnapshot(
    CloneSetView cloneSet,
    List<PodView> pods,
    List<RevisionView> revisions,
    List<ClaimView> claims,
    NodeLabels nodes,
    RecentOutcomes outcomes,
    Features features,
    Instant now) {
  public CloneSetSnapshot {
    pods = List.copyOf(pods);
    revisions = List.copyOf(revisions);
    claims = List.copyOf(claims);
  }

  /** Without knowledge of nodes. */
  public CloneSetSnapshot(
      CloneSetView cloneSet,
      List<PodView> pods,
      List<RevisionView> revisions,
      List<ClaimView> claims,
      RecentOutcomes outcomes,
      Features features,
      Instant now) {
    this(cloneSet, pods, revisions, claims, NodeLabels.NONE, outcomes, features, now);
  }

  /** Without claims, and with the features that are on by default. */
  public CloneSetSnapshot(
      CloneSetView cloneSet,
      List<PodView> pods,
      List<RevisionView> revisions,
      RecentOutcomes outcomes,
      Instant now) {
    this(cloneSet, pods, revisions, List.of(), NodeLabels.NONE, outcomes, Features.DEFAULT, now);
  }

  /** The same with these features. */
  public CloneSetSnapshot with(Features chosen) {
    return new CloneSetSnapshot(cloneSet, pods, revisions, claims, nodes, outcomes, chosen, now);
  }

  /** The same with these claims. */
  public CloneSetSnapshot with(List<ClaimView> others) {
    return new CloneSetSnapshot(cloneSet, pods, revisions, others, nodes, outcomes, features, now);
  }

  /** The same with these nodes. */
  public CloneSetSnapshot with(NodeLabels known) {
    return new CloneSetSnapshot(cloneSet, pods, revisions, claims, known, outcomes, features, now);
  }

  /** Whether pods may have to be chosen for deletion by the labels of their nodes. */
  public boolean spreadsOverNodeLabels() {
    long replicas = cloneSet.spec().number("replicas").orElse(1L);
    return pods.size() > replicas
        && !Spread.topologyKeys(cloneSet.spec().object("template")).isEmpty();
  }
}
