package io.windlass.runtime.port;

import io.windlass.core.plan.Action;

/** Takes Events for the cluster, best effort. Thread-safe; never blocks, never throws. */
@FunctionalInterface
public interface EventSink {
  /** Hands an Event over; it may be counted into an earlier one, or dropped with a metric. */
  void announce(Action.Announce event);
}
