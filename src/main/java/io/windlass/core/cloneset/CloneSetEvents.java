package io.windlass.core.cloneset;

import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import java.util.List;
import java.util.Optional;

/** Events about a CloneSet, with the reasons of OpenKruise. Stateless. */
public final class CloneSetEvents {
  private CloneSetEvents() {}

  /**
   * The warning to announce when the server refused an action of a plan; empty if the action is one
   * that nobody needs to hear about.
   *
   * @param words the server's words
   */
  public static Optional<Action.Announce> refused(
      CloneSetView cloneSet, Plan plan, Action refused, String words) {
    return announcedBy(plan.actions(), refused)
        .map(
            success ->
                new Action.Announce(
                    new Action.Target(CloneSetKinds.CLONE_SET, cloneSet.key()),
                    cloneSet.uid(),
                    Action.Severity.WARNING,
                    failed(success.reason()),
                    refused.target() + ": " + words));
  }

  /** The announcement that would have followed an action, or the chain that it belongs to. */
  static Optional<Action.Announce> announcedBy(List<Action> actions, Action action) {
    int at = actions.indexOf(action);
    for (int i = at + 1; at >= 0 && i < actions.size(); i++) {
      if (actions.get(i) instanceof Action.Announce announce) {
        return isAboutPod(action) ? Optional.of(announce) : Optional.empty();
      }
      if (!actions.get(i).target().equals(action.target())) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isAboutPod(Action action) {
    return action.target().kind().equals(ResourceKind.POD);
  }

  private static String failed(String success) {
    return "Failed" + success.substring("Successful".length());
  }
}
