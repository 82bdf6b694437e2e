package io.windlass.core.cloneset;

import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Features;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
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
 * @param outcomes what became of this manager's latest writes
 * @param features what this manager was told to do in another way
 * @param now the moment for which the plan is made
 */
public record CloneSetSnapshot(
    CloneSetView cloneSet,
    List<PodView> pods,
    List<RevisionView> revisions,
    List<ClaimView> claims,
    RecentOutcomes outcomes,
    Features features,
    Instant now) {
  public CloneSetSnapshot {
    pods = List.copyOf(pods);
    revisions = List.copyOf(revisions);
    claims = List.copyOf(claims);
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
    return new CloneSetSnapshot(cloneSet, pods, revisions, claims, outcomes, chosen, now);
  }

  /** The same with these claims. */
  public CloneSetSnapshot with(List<ClaimView> others) {
    return new CloneSetSnapshot(cloneSet, pods, revisions, others, outcomes, features, now);
  }
}
