package io.windlass.core.autoscaling.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/** Local times of a zone as instants, where the clock is changed too. Stateless. */
public final class LocalClock {
  private LocalClock() {}

  /** The instant at which something begins: in a gap the change itself, else the first. */
  public static Instant begin(LocalDateTime local, ZoneId zone) {
    return at(local, zone, true);
  }

  /** The instant at which something ends: in a gap the change itself, else the last. */
  public static Instant end(LocalDateTime local, ZoneId zone) {
    return at(local, zone, false);
  }

  /** Whether a local time does not exist. */
  public static boolean isSkipped(LocalDateTime local, ZoneId zone) {
    return zone.getRules().getValidOffsets(local).isEmpty();
  }

  /** Whether a local time comes twice. */
  public static boolean comesTwice(LocalDateTime local, ZoneId zone) {
    return zone.getRules().getValidOffsets(local).size() > 1;
  }

  private static Instant at(LocalDateTime local, ZoneId zone, boolean first) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      return rules.getTransition(local).getInstant();
    }
    return local.toInstant(first ? offsets.getFirst() : offsets.getLast());
  }

  /** The last local time whose {@link #begin} may lie at an instant or before it. */
  static LocalDateTime latest(Instant at, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    if (comesTwice(local, zone)) {
      ZoneOffsetTransition change = zone.getRules().getTransition(local);
      if (!at.isBefore(change.getInstant())) {
        return change.getDateTimeBefore().minusNanos(1);
      }
    }
    return local;
  }
}
