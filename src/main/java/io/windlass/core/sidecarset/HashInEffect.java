package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import java.util.Map;
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
    Optional<SidecarSetHash> written = recorded(set.meta().annotations());
    Optional<SidecarSetHash> stored = newest.flatMap(one -> recorded(one.meta().annotations()));
    if (newest.isEmpty()) {
      return written.orElse(made);
    }
    if (made.equals(ofRecorded(newest.get()))) {
      return stored.or(() -> written).orElse(made);
    }
    // Where no webhook renews it, an edit leaves the hash of before behind.
    return written.filter(hash -> !Optional.of(hash).equals(stored)).orElse(made);
  }

  private static SidecarSetHash ofRecorded(RevisionView revision) {
    Json.Obj spec = revision.data().unpacked().object("spec");
    return SidecarSetHash.of(SidecarSetFilling.fillSpec(spec));
  }

  private static Optional<SidecarSetHash> recorded(Map<String, String> annotations) {
    String all = annotations.getOrDefault(SidecarSetKeys.HASH, "");
    String without = annotations.getOrDefault(SidecarSetKeys.HASH_WITHOUT_IMAGE, "");
    return all.isEmpty() || without.isEmpty()
        ? Optional.empty()
        : Optional.of(new SidecarSetHash(all, without));
  }
}
