package io.windlass.core.cloneset;

import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.cloneset.RecentOutcomes.Write;
import io.windlass.core.model.Condition;
import io.windlass.core.plan.Conditions;
import java.util.Optional;
import java.util.Set;

/**
 * What keeps a CloneSet from getting where it wants to be, as conditions. They go when nothing is
 * left to do, or when what was refused has been done; a manager that has just started, and
 * remembers nothing, leaves them while there is something to do.
 *
 * @param scaleDue whether pods are missing, marked or too many
 * @param updateDue whether pods are to be updated
 * @param obstacles why pods cannot be updated in place, though nothing else is allowed
 */
record Failures(
    RecentOutcomes outcomes, boolean scaleDue, boolean updateDue, Set<String> obstacles) {
  static final String NOT_IN_PLACE = "NotInPlace";

  Conditions report(Conditions conditions) {
    Conditions withScale = report(conditions, Conditions.FAILED_SCALE, outcomes.scale(), scaleDue);
    return obstacles.isEmpty()
        ? report(withScale, Conditions.FAILED_UPDATE, podUpdate(), updateDue)
        : withScale.set(
            Conditions.FAILED_UPDATE,
            Condition.Status.TRUE,
            NOT_IN_PLACE,
            "InPlaceOnly, and pods cannot be updated in place: " + String.join("; ", obstacles));
  }

  // The revision is stored by now.
  private Optional<Refusal> podUpdate() {
    return outcomes.update().filter(refusal -> refusal.write() != Write.REVISION);
  }

  private static Conditions report(
      Conditions conditions, String type, Optional<Refusal> refusal, boolean due) {
    if (due && refusal.isPresent()) {
      return conditions.set(
          type, Condition.Status.TRUE, refusal.get().reason(), refusal.get().message());
    }
    boolean ownKnowledge = conditions.reason(type).equals(NOT_IN_PLACE);
    return due && !ownKnowledge ? conditions : conditions.remove(type);
  }
}
