package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.port.WriteResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a plan.
 *
 * @param applied the actions that took effect, in the order of the plan; the status is not here
 * @param failed the actions that were sent and are not known to have taken effect, in the order of
 *     the plan; those that were never sent are not here
 * @param stop why sending ended early, if it did
 * @param retryAt when the rest can be sent, after the key has planned again; empty if nothing was
 *     held back
 * @param statusWritten whether a status was written
 */
public record Execution(
    List<Action> applied,
    List<Failed> failed,
    Stop stop,
    Optional<Instant> retryAt,
    boolean statusWritten) {
  public Execution {
    applied = List.copyOf(applied);
    failed = List.copyOf(failed);
  }

  /** Why nothing more was sent. */
  public enum Stop {
    /** Everything was sent that the limits let through. */
    NONE,
    /** The plan was no longer wanted. */
    OVERTAKEN,
    /** The server wants a rest. */
    THROTTLED
  }

  /** An action that was sent and not applied; {@code result} is never {@code Applied}. */
  public record Failed(Action action, WriteResult result) {
    /** What went wrong in the server's words. */
    public String message() {
      return switch (result) {
        case WriteResult.Applied _ -> "";
        case WriteResult.Conflict conflict -> conflict.message();
        case WriteResult.Refused refused -> refused.message();
        case WriteResult.Throttled throttled -> "too many requests: " + throttled.retryAfter();
        case WriteResult.Unknown unknown -> unknown.why();
      };
    }
  }

  /** The failures that are the server's last word: by quota, policy, webhook or validation. */
  public List<Failed> refused() {
    return failed.stream().filter(f -> f.result() instanceof WriteResult.Refused).toList();
  }

  /**
   * What the key does next: back off if something failed, come back when the server or the rate
   * limit has room, at once if the plan was overtaken, else as the plan says. A plan that was held
   * back and got on all the same is not slowed down by what failed beside.
   */
  public Outcome outcome(Plan plan, Instant now) {
    if (stop == Stop.THROTTLED) {
      return new Outcome.LookAgain(retryAt.orElse(now));
    }
    boolean goesOn = !applied.isEmpty() && retryAt.isPresent();
    if (!failed.isEmpty() && !goesOn) {
      return new Outcome.Retry(failuresInWords(), plan.nextLook());
    }
    if (stop == Stop.OVERTAKEN) {
      return new Outcome.LookAgain(now);
    }
    return earliest(plan).<Outcome>map(Outcome.LookAgain::new).orElseGet(Outcome.Done::new);
  }

  private Optional<Instant> earliest(Plan plan) {
    if (retryAt.isEmpty()) {
      return plan.nextLook();
    }
    return plan.nextLook().filter(next -> next.isBefore(retryAt.get())).or(() -> retryAt);
  }

  private String failuresInWords() {
    Failed first = failed.getFirst();
    String rest = failed.size() == 1 ? "" : " (and " + (failed.size() - 1) + " more)";
    return first.action().target() + ": " + first.message() + rest;
  }
}
