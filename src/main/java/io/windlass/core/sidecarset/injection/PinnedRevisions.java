package io.windlass.core.sidecarset.injection;

import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import java.util.Optional;

/** Looks up what a SidecarSet was at a revision that its user named. Thread-safe. */
@FunctionalInterface
public interface PinnedRevisions {
  /** The SidecarSet at that revision; empty if there is no such revision. */
  Optional<PreparedSet> at(PreparedSet now, Pinned pinned);
}
