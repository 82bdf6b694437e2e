package io.windlass.core.autoscaling.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What stabilisation, policies and fallback look back on. Equal proposals in a row are one entry
 * with the newest time: for the largest and the smallest within a window that is the same.
 *
 * @param asked raw proposals of the metrics, before any bound, oldest first
 * @param changes of the replicas by us, oldest first
 * @param failures looks at the metrics that failed, in a row
 */
public record Memory(List<Asked> asked, List<Change> changes, long failures) {
  /** The longest that anything may look back. */
  private static final Duration LONGEST = Duration.ofHours(1);

  public static final Memory EMPTY = new Memory(List.of(), List.of(), 0);

  public Memory {
    asked = List.copyOf(asked);
    changes = List.copyOf(changes);
  }

  /** A proposal. */
  public record Asked(Instant at, long replicas) {}

  /** A change, up if positive. */
  public record Change(Instant at, long by) {}

  /** At the first look: the count that is found is as if it had been proposed. */
  public static Memory first(Instant now, long current) {
    return EMPTY.asking(now, current);
  }

  /** With one more proposal, and without what nobody looks back on. */
  public Memory asking(Instant now, long replicas) {
    List<Asked> kept = new ArrayList<>();
    for (Asked each : asked) {
      if (!each.at().plus(LONGEST).isBefore(now)) {
        kept.add(each);
      }
    }
    if (!kept.isEmpty() && kept.getLast().replicas() == replicas) {
      kept.removeLast();
    }
    kept.add(new Asked(now, replicas));
    return new Memory(kept, changes, failures);
  }

  /** With one more change of the replicas. */
  public Memory changing(Instant now, long from, long to) {
    if (from == to) {
      return this;
    }
    List<Change> kept = new ArrayList<>();
    for (Change each : changes) {
      if (!each.at().plus(LONGEST).isBefore(now)) {
        kept.add(each);
      }
    }
    kept.add(new Change(now, to - from));
    return new Memory(asked, kept, failures);
  }

  /** With another number of failures. */
  public Memory failing(long times) {
    return new Memory(asked, changes, times);
  }
}
