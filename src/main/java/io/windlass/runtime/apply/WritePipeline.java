package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.port.Writer;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries plans out. One for a process, so that its rate limit holds for all.
 *
 * <ul>
 *   <li>Validity is checked before each send; a plan that is no longer wanted stops what is unsent.
 *   <li>Actions on one object form a chain: one after the other, each with the version of the
 *       answer before it; a failure drops the rest of that chain and of no other.
 *   <li>Chains run side by side, started in the order of the plan. Chains that create start slowly,
 *       1, 2, 4, ... at a time, and a batch with a failure is the last.
 *   <li>An {@link Action.Announce} goes out when the action before it in the plan was applied.
 *   <li>Nothing is sent twice. An unknown outcome is looked up, else {@link Expectations} hold the
 *       owner up.
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
  private final TokenBucket bucket;

  /** Where effects go. */
  public record Ports(Writer writer, EventSink events, Platform platform) {}

  public WritePipeline(Ports ports, Expectations expectations, Limits limits) {
    this.ports = ports;
    this.expectations = expectations;
    this.limits = limits;
    this.bucket = new TokenBucket(ports.platform().ticker(), limits.rate());
  }

  /**
   * Asked before each plan: empty if the owner may plan, else when to look again, because a write
   * of it may or may not have happened. May read from the cluster.
   */
  public Optional<Instant> heldUpUntil(Action.Target owner) {
    return expectations.settle(owner, ports.writer()::refresh);
  }

  /**
   * Sends what the plan lists. Blocks until everything was sent and answered, or dropped; the
   * calling thread does its share of the sending, so this works on stepped time, too.
   */
  public Execution execute(Plan plan, PlanScope scope) {
    Chains chains = Chains.of(plan.actions(), limits.perPlan());
    Sender sender = new Sender(ports, expectations, scope);
    return new Dispatch(sender, bucket, chains, helpers()).execute(plan);
  }

  /** The calling thread is one of those that send. */
  private Scheduler.Lane helpers() {
    return limits.concurrency() == 1
        ? _ -> {}
        : ports.platform().scheduler().bounded("writes", limits.concurrency() - 1);
  }
}
