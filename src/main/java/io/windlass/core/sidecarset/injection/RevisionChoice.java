package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.sidecarset.InjectionRecord;
import io.windlass.core.sidecarset.InjectionRecords;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import io.windlass.core.sidecarset.SidecarSetSpec.Update;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a pod gets the revision that a SidecarSet pins, or the newest. What is left to chance
 * depends on the pod and the SidecarSet alone, so that asking again gives the same. Stateless.
 */
final class RevisionChoice {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private RevisionChoice() {}

  static boolean takesPinned(PreparedSet set, Newcomer newcomer, Map<String, String> labels) {
    Update update = set.spec().update();
    boolean partly = set.spec().injection().pinned().map(Pinned::partly).orElse(false);
    if (update.paused() || !partly) {
      return true;
    }
    Optional<String> had = recorded(set, newcomer);
    if (had.isPresent()) {
      return !had.get().equals(set.revision());
    }
    boolean heldBack = update.selector().map(selector -> !selector.matches(labels)).orElse(false);
    return heldBack || isDrawn(update.partition(), newcomer.seed() + "/" + set.name());
  }

  /** Where a pod is asked about twice, the first choice holds. */
  private static Optional<String> recorded(PreparedSet set, Newcomer newcomer) {
    return newcomer
        .pod()
        .text("metadata", "annotations", SidecarSetKeys.HASH)
        .flatMap(InjectionRecords::parse)
        .flatMap(records -> records.of(set.name()))
        .map(InjectionRecord::revision)
        .filter(revision -> !revision.isEmpty());
  }

  private static boolean isDrawn(IntOrPercent partition, String seed) {
    return switch (partition) {
      case IntOrPercent.Count _ -> false;
      case IntOrPercent.Percent(BigDecimal percent) ->
          BigDecimal.valueOf(fraction(seed)).multiply(HUNDRED).compareTo(percent) < 0;
    };
  }

  /** Evenly spread from 0 to less than 1: FNV-1a, its bits mixed (MurmurHash3's finalizer). */
  static double fraction(String seed) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < seed.length(); i++) {
      hash = (hash ^ seed.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return (hash >>> 11) * 0x1.0p-53;
  }
}
