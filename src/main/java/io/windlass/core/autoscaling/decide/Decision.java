package io.windlass.core.autoscaling.decide;

import io.windlass.core.autoscaling.metric.Proposal;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.model.Condition;
import java.util.List;

/**
 * How many replicas, and why.
 *
 * @param why one sentence of at most 256 characters
 * @param reason the last stage's in one word
 * @param memory what the next decision looks back on, without the change that this one leads to
 */
public record Decision(
    long desired,
    Bounds bounds,
    String why,
    String reason,
    List<Step> steps,
    List<Proposal> proposals,
    List<Condition> conditions,
    Memory memory) {
  public Decision {
    steps = List.copyOf(steps);
    proposals = List.copyOf(proposals);
    conditions = List.copyOf(conditions);
  }

  /** The same with other conditions. */
  public Decision with(List<Condition> others) {
    return new Decision(desired, bounds, why, reason, steps, proposals, others, memory);
  }
}
