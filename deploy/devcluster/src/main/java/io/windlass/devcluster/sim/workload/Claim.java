package io.windlass.devcluster.sim.workload;

import io.windlass.devcluster.select.LabelSelector;
import java.util.Map;
import java.util.Optional;

/** What a controller does about the ownership of an object that it might own. */
public enum Claim {
  /** It owns it. */
  KEEP,
  /** Nobody owns it, and the selector wants it. */
  ADOPT,
  /** It owns it, but the selector no longer wants it. */
  RELEASE,
  /** It is not its business. */
  IGNORE;

  /**
   * The one who claims.
   *
   * @param deleting takes nothing in any more, and lets nothing go
   */
  public record Claimant(String uid, boolean deleting, LabelSelector selector) {}

  /**
   * Decides. Pure.
   *
   * @param controller whom the object belongs to now
   * @param going whether the object is being deleted: it is not worth adopting then
   */
  public static Claim of(
      Claimant claimant,
      Map<String, String> labels,
      Optional<Controlling> controller,
      boolean going) {
    boolean wanted = claimant.selector().matches(labels);
    if (controller.isPresent()) {
      if (!controller.get().uid().equals(claimant.uid())) {
        return IGNORE;
      }
      return wanted ? KEEP : claimant.deleting() ? IGNORE : RELEASE;
    }
    return wanted && !going && !claimant.deleting() ? ADOPT : IGNORE;
  }
}
