package io.windlass.core.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done about one workload now.
 *
 * @param actions in the order in which they are to be sent; see {@link Action} for chains
 * @param status written after the actions, if it differs from what is stored; empty for "leave it"
 * @param nextLook when to look again even if nothing changes; empty for "only on a change"
 * @param reasons why this and not more, in words, for people
 */
public record Plan(
    List<Action> actions,
    Optional<Action.Patch> status,
    Optional<Instant> nextLook,
    List<Reason> reasons) {
  /** Nothing to do. */
  public static final Plan DONE =
      new Plan(List.of(), Optional.empty(), Optional.empty(), List.of());

  public Plan {
    actions = List.copyOf(actions);
    reasons = reasons instanceof Reasons ? reasons : List.copyOf(reasons);
  }

  /** How often each code is among the reasons, which may be many. */
  public Map<String, Integer> reasonCounts() {
    return Reasons.counts(reasons);
  }

  /** Whether carrying it out would change nothing in the cluster. */
  public boolean isNoOp() {
    return actions.isEmpty() && status.isEmpty();
  }
}
