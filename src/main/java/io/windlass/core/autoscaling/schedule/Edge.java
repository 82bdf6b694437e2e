package io.windlass.core.autoscaling.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * An instant at which windows begin or end.
 *
 * @param local the instant in the zone of the first window that changes
 * @param changes what happens, such as {@code weekday ends}
 * @param notes where the clock is changed: what became of a local time
 * @param bounds floor and ceiling from then on
 */
public record Edge(
    Instant at, LocalDateTime local, List<String> changes, List<String> notes, Bounds bounds) {
  public Edge {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }
}
