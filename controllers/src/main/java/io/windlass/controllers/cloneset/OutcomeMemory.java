package io.windlass.controllers.cloneset;

import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.plan.PlanResults;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.apply.Execution;
import io.windlass.runtime.port.WriteResult.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    List<PlanResults.Refused> refused =
        execution.failed().stream().flatMap(OutcomeMemory::refused).toList();
    return new OutcomeMemory(
        snapshot.cloneSet().uid(),
        RecentOutcomes.after(snapshot, plan, new PlanResults(execution.applied(), refused)),
        execution.statusWritten() ? Optional.of(snapshot.now()) : statusWrittenAt);
  }

  private static Stream<PlanResults.Refused> refused(Execution.Failed failed) {
    return failed.result() instanceof Refused(_, String reason, String message)
        ? Stream.of(new PlanResults.Refused(failed.action(), reason, message))
        : Stream.empty();
  }
}
