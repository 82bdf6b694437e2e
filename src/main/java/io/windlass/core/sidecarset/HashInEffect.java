package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import java.util.Optional;

/**
 * Which hash stands for the containers of a SidecarSet now. A hash that was recorded for containers
 * that mean the same stays, whoever made it: pods bear it, and would be upgraded for nothing, or
 * not at all any more, if it were made in another way. Stateless.
 */
public final class HashInEffect {
  private HashInEffect() {}

  /**
   * The hash that pods are compared with.
   *
   * @param newest the newest revision that is stored
   */
  public static SidecarSetHash of(SidecarSetView set, Optional<RevisionView> newest) {
    SidecarSetHash made = SidecarSetHash.of(SidecarSetFilling.fillSpec(set.spec()));
    Optional<SidecarSetHash> written = SidecarSetHash.written(set.meta().annotations());
    Optional<SidecarSetHash> stored =
        newest.flatMap(one -> SidecarSetHash.written(one.meta().annotations()));
    if (newest.isEmpty()) {
      return written.orElse(made);
    }
    // What is written on the SidecarSet may be of an edit before the last one: where no webhook
    // renews it, it stays behind.
    return made.equals(ofRecorded(newest.get())) ? stored.or(() -> written).orElse(made) : made;
  }

  private static SidecarSetHash ofRecorded(RevisionView revision) {
    Json.Obj spec = revision.data().unpacked().object("spec");
    return SidecarSetHash.of(SidecarSetFilling.fillSpec(spec));
  }
}
