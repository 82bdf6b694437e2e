package io.windlass.controllers.shell;

import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanResults;
import io.windlass.runtime.apply.Execution;
import io.windlass.runtime.apply.PlanScope;
import io.windlass.runtime.apply.WritePipeline;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.WriteResult.Refused;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries plans for the workloads of one type out, for as long as they are wanted, and logs what
 * became of them. Thread-safe for different keys.
 */
public final class PlanCarrier {
  private static final Logger LOG = LoggerFactory.getLogger(PlanCarrier.class);

  private final WritePipeline pipeline;
  private final Owners owners;
  private final Term term;

  /**
   * The workloads that plans are for.
   *
   * @param name in logs
   * @param current the metadata of one as it is known now
   */
  public record Owners(
      String name, ResourceKind kind, Function<ObjectKey, Optional<ObjectMeta>> current) {
    private Action.Target target(ObjectKey key) {
      return new Action.Target(kind, key);
    }
  }

  /**
   * A carrier for one term of leadership.
   *
   * @param term plans are carried out while it lasts
   */
  public PlanCarrier(WritePipeline pipeline, Owners owners, Term term) {
    this.pipeline = pipeline;
    this.owners = owners;
    this.term = term;
  }

  /** Asked before each plan: empty if the workload may be planned, else when to look again. */
  public Optional<Instant> heldUpUntil(ObjectKey key) {
    return pipeline.heldUpUntil(owners.target(key));
  }

  /** Forgets a workload that is gone. */
  public void forget(ObjectKey key) {
    pipeline.forget(owners.target(key));
  }

  /**
   * Sends what a plan lists.
   *
   * @param planned the workload as the plan saw it
   * @param status of the workload as the plan saw it
   */
  public Execution execute(Plan plan, ObjectMeta planned, Json.Obj status) {
    PlanScope scope =
        new PlanScope(
            owners.target(planned.key()), priority(planned, status), () -> isWanted(planned));
    Execution execution = pipeline.execute(plan, scope);
    log(planned.key(), plan, execution);
    return execution;
  }

  /** Somebody waits for an edit that the status does not yet know of. */
  private static Priority priority(ObjectMeta planned, Json.Obj status) {
    long observed = status.number("observedGeneration").orElse(0L);
    return observed == planned.generation() ? Priority.CHANGE : Priority.USER_EDIT;
  }

  /** Whether a plan for this state of the workload may still be carried out. */
  private boolean isWanted(ObjectMeta planned) {
    return term.isCurrent()
        && owners
            .current
            .apply(planned.key())
            .filter(now -> now.uid().equals(planned.uid()))
            .filter(now -> now.generation() == planned.generation())
            .filter(now -> now.isTerminating() == planned.isTerminating())
            .isPresent();
  }

  /** What became of a plan, in the words of those who decide. */
  public static PlanResults results(Execution execution) {
    List<PlanResults.Refused> refused =
        execution.failed().stream().flatMap(PlanCarrier::refused).toList();
    return new PlanResults(execution.applied(), refused);
  }

  private static Stream<PlanResults.Refused> refused(Execution.Failed failed) {
    return failed.result() instanceof Refused(_, String reason, String message)
        ? Stream.of(new PlanResults.Refused(failed.action(), reason, message))
        : Stream.empty();
  }

  private void log(ObjectKey key, Plan plan, Execution execution) {
    boolean hasChangedCluster = !execution.applied().isEmpty();
    var line = hasChangedCluster ? LOG.atInfo() : LOG.atDebug();
    line.addKeyValue(owners.name, key)
        .addKeyValue("applied", execution.applied().size())
        .addKeyValue("failed", execution.failed().size())
        .addKeyValue("statusWritten", execution.statusWritten())
        .addKeyValue("reasons", plan.reasonCounts())
        .log("carried out a plan");
  }
}
