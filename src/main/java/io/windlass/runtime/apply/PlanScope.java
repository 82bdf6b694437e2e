package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.util.function.BooleanSupplier;

/**
 * For whom a plan was made, and whether it is still wanted.
 *
 * @param owner the workload
 * @param priority whose writes go first where the rate limit holds some back
 * @param stillValid asked before each send, by any thread; cheap and thread-safe. True while the
 *     owner has the uid and generation that the plan saw and the term of leadership lasts. Its
 *     first "no" is final for the plan.
 */
public record PlanScope(Action.Target owner, Priority priority, BooleanSupplier stillValid) {}
