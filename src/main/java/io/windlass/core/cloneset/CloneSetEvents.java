package io.windlass.core.cloneset;

import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events about a CloneSet, with the reasons of OpenKruise. In a plan an announcement stands behind
 * the last write that it is about. Stateless.
 */
public final class CloneSetEvents {
  static final String CREATED = "SuccessfulCreate";
  static final String DELETED = "SuccessfulDelete";
  static final String UPDATED_IN_PLACE = "SuccessfulUpdatePodInPlace";
  static final String LIMITED = "ScaleUpLimited";
  static final String CANARY_CHANGED = "CanaryCountChanged";
  static final String RECREATED = "SuccessfulUpdatePodReCreate";
  private static final String SUCCESSFUL = "Successful";
  private static final String FAILED = "Failed";

  /** A hint that came to nothing: not a warning, as in OpenKruise. */
  private static final String PULL_FAILED = "FailedCreateImagePullJob";

  private CloneSetEvents() {}

  /**
   * The warning to announce when the server refused an action of a plan; empty if the action is one
   * that nobody needs to hear about.
   *
   * @param words the server's words
   */
  public static Optional<Action.Announce> refused(
      CloneSetView cloneSet, Plan plan, Action refused, String words) {
    String text = refused.target() + ": " + words;
    if (isPull(refused)) {
      return Optional.of(announce(cloneSet, Action.Severity.NORMAL, PULL_FAILED, text));
    }
    return Optional.ofNullable(byAction(plan.actions()).get(refused))
        .map(success -> FAILED + success.reason().substring(SUCCESSFUL.length()))
        .or(() -> ofClaim(refused))
        .map(reason -> announce(cloneSet, Action.Severity.WARNING, reason, text));
  }

  /** Whether an action makes a pod that pulls images. */
  static boolean isPull(Action refused) {
    return refused instanceof Action.Create create
        && create.object().text("metadata", "labels", ImagePullPod.LABEL).isPresent();
  }

  /** Claims that are cleaned up, not those that come and go with a pod. */
  private static Optional<String> ofClaim(Action refused) {
    return Optional.of(refused)
        .filter(action -> action.chain().kind().equals(ResourceKind.CLAIM))
        .map(action -> FAILED + (action instanceof Action.Delete ? "Delete" : "Update"));
  }

  /** What is announced when a pod of that name has been written. */
  static Action.Announce succeeded(CloneSetView cloneSet, String reason, String text) {
    return announce(cloneSet, Action.Severity.NORMAL, reason, text);
  }

  /** What is announced when fewer pods may be made than are missing. */
  static Action.Announce limited(CloneSetView cloneSet, String text) {
    return announce(cloneSet, Action.Severity.WARNING, LIMITED, text);
  }

  /** What is announced when scaling has changed how many pods are to be updated. */
  static Action.Announce canaryChanged(CloneSetView cloneSet, String text) {
    return announce(cloneSet, Action.Severity.WARNING, CANARY_CHANGED, text);
  }

  /** What is announced when a node is made to pull the images of a new revision. */
  static Action.Announce pulls(CloneSetView cloneSet, String pod, String node) {
    return announce(
        cloneSet,
        Action.Severity.NORMAL,
        "CreatedImagePullJob",
        "node " + node + " pulls images ahead, in pod " + pod);
  }

  /** What is announced when a pod has been brought, or is on its way, to a revision. */
  static Action.Announce updated(
      CloneSetView cloneSet, String reason, String pod, String revision) {
    return succeeded(cloneSet, reason, "updated pod " + pod + " to revision " + revision);
  }

  /**
   * For writes of pods and their claims: the announcement behind the chain of writes that each
   * belongs to.
   */
  static Map<Action, Action.Announce> byAction(List<Action> actions) {
    Map<Action, Action.Announce> announced = new HashMap<>();
    Optional<Action.Announce> behind = Optional.empty();
    Optional<Action.Target> chain = Optional.empty();
    for (Action action : actions.reversed()) {
      if (action instanceof Action.Announce announce) {
        behind = Optional.of(announce).filter(a -> a.reason().startsWith(SUCCESSFUL));
        chain = Optional.empty();
      } else {
        boolean same = chain.isEmpty() || chain.get().equals(action.chain());
        chain = Optional.of(action.chain());
        behind = same ? behind : Optional.empty();
        if (action.chain().kind().equals(ResourceKind.POD)) {
          behind.ifPresent(announce -> announced.put(action, announce));
        }
      }
    }
    return announced;
  }

  private static Action.Announce announce(
      CloneSetView cloneSet, Action.Severity severity, String reason, String text) {
    return new Action.Announce(
        new Action.Target(CloneSetKinds.CLONE_SET, cloneSet.key()),
        cloneSet.uid(),
        severity,
        reason,
        text);
  }
}
