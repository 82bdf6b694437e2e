package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Precondition;
import io.windlass.runtime.port.WriteResult;

/** What an action requires of its object after an earlier action of the same plan changed it. */
final class Preconditions {
  private Preconditions() {}

  /**
   * The action with the version of the answer in place of the version that the plan saw. A version
   * is only required where the plan required one: "any" stays "any".
   */
  static Action after(WriteResult.Applied answer, Action action) {
    return switch (action) {
      case Action.Patch patch ->
          new Action.Patch(
              patch.target(),
              patch.subresource(),
              patch.type(),
              patch.body(),
              after(answer, patch.precondition()));
      case Action.Delete delete ->
          new Action.Delete(
              delete.target(),
              after(answer, delete.precondition()),
              delete.grace(),
              delete.chain());
      case Action.Create create -> create;
      case Action.Apply apply -> apply;
      case Action.Announce announce -> announce;
    };
  }

  private static Precondition after(WriteResult.Applied answer, Precondition planned) {
    String uid = planned.uid().isEmpty() ? answer.uid() : planned.uid();
    return new Precondition(uid, planned.version() == 0 ? 0 : answer.version());
  }
}
