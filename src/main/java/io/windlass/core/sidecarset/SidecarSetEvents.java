package io.windlass.core.sidecarset;

import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import java.util.Optional;

/** Events about SidecarSets and their pods, with the reasons of OpenKruise. Stateless. */
public final class SidecarSetEvents {
  static final String RESET = "ResetContainerSucceed";
  static final String NOT_RESET = "ResetContainerFailed";
  static final String NOT_UPGRADABLE = "NotUpgradablePods";

  private SidecarSetEvents() {}

  /** What is announced when the old twins of a pod rest. */
  static Action.Announce reset(PodView pod) {
    return announce(pod, Action.Severity.NORMAL, RESET, "the old twin has its empty image again");
  }

  /** What is announced when pods are found that cannot be upgraded in place. */
  static Action.Announce notUpgradable(SidecarSetView set, int pods) {
    return new Action.Announce(
        new Action.Target(SidecarSetKinds.SIDECAR_SET, set.meta().key()),
        set.uid(),
        Action.Severity.NORMAL,
        NOT_UPGRADABLE,
        "%d %s in more than images; until it is re-created, a pod stays as it is"
            .formatted(pods, pods == 1 ? "pod differs" : "pods differ"));
  }

  /**
   * The warning to announce when the server refused an action; empty if nobody needs to hear of it.
   *
   * @param set whose plan it was
   * @param words the server's words
   */
  public static Optional<Action.Announce> refused(
      SidecarSetView set, Action refused, String words) {
    return refused instanceof Action.Patch patch
            && patch.target().kind().equals(ResourceKind.POD)
            && patch.subresource().isEmpty()
        ? Optional.of(
            new Action.Announce(
                new Action.Target(SidecarSetKinds.SIDECAR_SET, set.meta().key()),
                set.uid(),
                Action.Severity.WARNING,
                isReset(patch) ? NOT_RESET : "FailedUpdatePodSidecar",
                patch.target() + ": " + words))
        : Optional.empty();
  }

  /** A reset changes images and leaves the hash alone. */
  private static boolean isReset(Action.Patch patch) {
    return patch.body().at("metadata", "annotations", SidecarSetKeys.HASH).isEmpty();
  }

  private static Action.Announce announce(
      PodView pod, Action.Severity severity, String reason, String text) {
    return new Action.Announce(
        new Action.Target(ResourceKind.POD, pod.key()), pod.uid(), severity, reason, text);
  }
}
