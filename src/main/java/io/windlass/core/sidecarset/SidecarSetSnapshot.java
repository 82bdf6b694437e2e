package io.windlass.core.sidecarset;

import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a plan for one SidecarSet depends on. The order of the lists does not matter.
 *
 * @param pods all pods that the SidecarSet is for: its selector matches them, and its namespaces
 *     theirs; finished and terminating ones, and those without its sidecars, included
 * @param revisions all ControllerRevisions whose controller is this SidecarSet (by uid), with data
 * @param historyNamespace where new revisions go, since a SidecarSet is in no namespace itself
 * @param refusals what the server would not do lately
 * @param now the moment for which the plan is made
 */
public record SidecarSetSnapshot(
    SidecarSetView set,
    List<PodView> pods,
    List<RevisionView> revisions,
    String historyNamespace,
    RefusedWrites refusals,
    Instant now) {
  public SidecarSetSnapshot {
    pods = List.copyOf(pods);
    revisions = List.copyOf(revisions);
  }

  /** The same, its documents ready to be asked. */
  SidecarSetSnapshot unpacked() {
    return new SidecarSetSnapshot(set.unpacked(), pods, revisions, historyNamespace, refusals, now);
  }
}
