package io.windlass.core.sidecarset;

import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Everything that a plan for one SidecarSet depends on. The order of the lists does not matter.
 *
 * @param pods all pods that the SidecarSet is for: its selector matches them, and its namespaces
 *     theirs; finished and terminating ones, and those without its sidecars, included
 * @param revisions all ControllerRevisions whose controller is this SidecarSet (by uid), with data;
 *     those outside of the namespaces that revisions are kept in are left out
 * @param place where the SidecarSet stands among others
 * @param refusals what the server would not do lately
 * @param now the moment for which the plan is made
 */
public record SidecarSetSnapshot(
    SidecarSetView set,
    List<PodView> pods,
    List<RevisionView> revisions,
    Place place,
    RefusedWrites refusals,
    Instant now) {
  public SidecarSetSnapshot {
    pods = List.copyOf(pods);
    revisions =
        revisions.stream()
            .filter(one -> SidecarSetRevisions.isTrusted(one, place.historyNamespace()))
            .toList();
  }

  /**
   * Where a SidecarSet stands among others.
   *
   * @param historyNamespace where new revisions go, since a SidecarSet is in no namespace itself:
   *     the manager's own, in which nothing is ever injected
   * @param canaries SidecarSets that go before it; their pods do not get its sidecars
   */
  public record Place(String historyNamespace, Set<String> canaries) {
    public Place {
      canaries = Set.copyOf(canaries);
    }
  }

  /** The same, its documents ready to be asked. */
  SidecarSetSnapshot unpacked() {
    return new SidecarSetSnapshot(set.unpacked(), pods, revisions, place, refusals, now);
  }
}
