package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Writer;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries plans out. One for a process, so that its rate limit holds for all.
 *
 * <ul>
 *   <li>Validity is checked before each send; a plan that is no longer wanted stops what is unsent.
 *   <li>Actions on one object, and what joins them, form a chain: one after the other, each with
 *       the version of the answer before it; a failure drops the rest of that chain and of no
 *       other.
 *   <li>Chains run side by side, started in the order of the plan. Chains that create start slowly,
 *       1, 2, 4, ... at a time, and a batch with a failure is the last.
 *   <li>An {@link Action.Announce} goes out when the action before it in the plan was applied.
 *   <li>Nothing is sent twice. An unknown outcome is looked up, else {@link Expectations} hold the
 *       owner up.
 *   <li>When the server turns one write away (429), all writers of the process rest for as long as
 *       it asks for; see {@link Brake}.
 *   <li>What the rate limit lets through is shared fairly among the owners of one priority.
 *   <li>The status comes last, also when actions failed.
 * </ul>
 *
 * <p>Thread-safe. No plan waits for time: what the rate limit holds back is dropped, and the
 * execution says when to plan again.
 */
public final class WritePipeline {
  private final Ports ports;
  private final Expectations expectations;
  private final Limits limits;
  private final Dispatch.Budget budget;

  /**
   * Where effects go.
   *
   * @param brake shared with whoever else writes to the same API server
   */
  public record Ports(Writer writer, EventSink events, Brake brake, Platform platform) {
    /** A pipeline that is the only writer. */
    public Ports(Writer writer, EventSink events, Platform platform) {
      this(writer, events, new Brake("writes", platform), platform);
    }
  }

  public WritePipeline(Ports ports, Expectations expectations, Limits limits) {
    this.ports = ports;
    this.expectations = expectations;
    this.limits = limits;
    this.budget =
        new Dispatch.Budget(
            new FairBucket(ports.platform().ticker(), limits.rate()), ports.brake());
  }

  /**
   * Asked before each plan: empty if the owner may plan, else when to look again, because the
   * server wants a rest, or a write of this owner may or may not have happened. May read from the
   * cluster.
   */
  public Optional<Instant> heldUpUntil(Action.Target owner) {
    Optional<Instant> rest = ports.brake().heldUntil();
    return rest.isPresent() ? rest : expectations.settle(owner, ports.writer()::refresh);
  }

  /** Forgets an owner that is gone. */
  public void forget(Action.Target owner) {
    expectations.forget(owner);
    budget.bucket().leave(owner);
  }

  /**
   * Sends what the plan lists. Blocks until everything was sent and answered, or dropped; the
   * calling thread does its share of the sending, so this works on stepped time, too.
   */
  public Execution execute(Plan plan, PlanScope scope) {
    Chains chains = Chains.of(plan.actions(), limits.perPlan());
    Sender sender = new Sender(ports, expectations, scope);
    return new Dispatch(sender, budget, chains, helpers()).execute(plan);
  }

  /** The calling thread is one of those that send. */
  private Dispatch.Crew helpers() {
    int most = limits.concurrency() - 1;
    return new Dispatch.Crew(
        most == 0 ? _ -> {} : ports.platform().scheduler().bounded("writes", most), most);
  }
}
