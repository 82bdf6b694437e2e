package io.windlass.core.cloneset;

import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
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
 * @param documents reads the documents in it
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
    Documents documents,
    Instant now) {
  public CloneSetSnapshot {
    pods = List.copyOf(pods);
    revisions = List.copyOf(revisions);
    claims = List.copyOf(claims);
  }

  /** Without knowledge of nodes, and with documents that are read anew. */
  public CloneSetSnapshot(
      CloneSetView cloneSet,
      List<PodView> pods,
      List<RevisionView> revisions,
      List<ClaimView> claims,
      RecentOutcomes outcomes,
      Features features,
      Instant now) {
    this(
        cloneSet,
        pods,
        revisions,
        claims,
        NodeLabels.NONE,
        outcomes,
        features,
        Documents.ANEW,
        now);
  }

  /** Without claims, and with the features that are on by default. */
  public CloneSetSnapshot(
      CloneSetView cloneSet,
      List<PodView> pods,
      List<RevisionView> revisions,
      RecentOutcomes outcomes,
      Instant now) {
    this(cloneSet, pods, revisions, List.of(), outcomes, Features.DEFAULT, now);
  }

  /** The same with these features. */
  public CloneSetSnapshot with(Features chosen) {
    return new CloneSetSnapshot(
        cloneSet, pods, revisions, claims, nodes, outcomes, chosen, documents, now);
  }

  /** The same with these claims. */
  public CloneSetSnapshot with(List<ClaimView> others) {
    return new CloneSetSnapshot(
        cloneSet, pods, revisions, others, nodes, outcomes, features, documents, now);
  }

  /** The same with these nodes. */
  public CloneSetSnapshot with(NodeLabels known) {
    return new CloneSetSnapshot(
        cloneSet, pods, revisions, claims, known, outcomes, features, documents, now);
  }

  /** The same, its documents read by these. */
  public CloneSetSnapshot with(Documents reader) {
    return new CloneSetSnapshot(
        cloneSet, pods, revisions, claims, nodes, outcomes, features, reader, now);
  }

  /** The same with another instance of an equal spec. */
  CloneSetSnapshot with(Json.Obj spec) {
    CloneSetView view = new CloneSetView(cloneSet.meta(), spec, cloneSet.status());
    return new CloneSetSnapshot(
        view, pods, revisions, claims, nodes, outcomes, features, documents, now);
  }

  /** Whether pods may have to be chosen for deletion by the labels of their nodes. */
  public boolean spreadsOverNodeLabels() {
    Json.Obj spec = documents.spec(cloneSet.spec()).tree();
    long replicas = spec.number("replicas").orElse(1L);
    return pods.size() > replicas && !Spread.topologyKeys(spec.object("template")).isEmpty();
  }
}
