package io.windlass.controllers.cloneset;

import io.windlass.controllers.shell.PlanCarrier;
import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.apply.Execution;
import java.time.Instant;
import java.util.Optional;

/**
 * What a manager remembers of one CloneSet between its runs. Immutable.
 *
 * @param ownerUid of the CloneSet; another one of the same name starts afresh
 * @param statusWrittenAt when its status was written last
 */
record OutcomeMemory(String ownerUid, RecentOutcomes outcomes, Optional<Instant> statusWrittenAt) {
  static OutcomeMemory of(String ownerUid) {
    return new OutcomeMemory(ownerUid, RecentOutcomes.NONE, Optional.empty());
  }

  /** This and what became of one more plan. */
  OutcomeMemory after(CloneSetSnapshot snapshot, Plan plan, Execution execution) {
    return new OutcomeMemory(
        snapshot.cloneSet().uid(),
        RecentOutcomes.after(snapshot, plan, PlanCarrier.results(execution)),
        execution.statusWritten() ? Optional.of(snapshot.now()) : statusWrittenAt);
  }
}
