package io.windlass.controllers.sidecarset;

import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.List;

/**
 * A SidecarSet that selects a pod.
 *
 * @param revisions of it; none are needed where none is pinned
 */
public record Candidate(SidecarSetView sidecarSet, List<RevisionView> revisions) {
  public Candidate {
    revisions = List.copyOf(revisions);
  }
}
