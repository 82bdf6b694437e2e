package io.windlass.core.autoscaling.schedule;

import io.windlass.core.autoscaling.schedule.Standing.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Windows over a baseline of bounds. All answers are functions of the instant; each costs
 * O(windows) and, where a window is rare, a walk over the days between two of its occurrences.
 */
public record Schedule(
    List<Window> windows, long minReplicas, long maxReplicas, Calendars calendars) {
  public Schedule {
    windows = List.copyOf(windows);
  }

  /** How each window stands, in the order of the spec. */
  public List<Standing> standings(Instant now) {
    return new Standings(this, now).all();
  }

  private List<Standing> live(Instant now) {
    return new Standings(this, now).live();
  }

  /** The occurrences that contain an instant. */
  public List<Occurrence> active(Instant now) {
    return live(now).stream()
        .filter(standing -> standing.state() == State.ACTIVE)
        .flatMap(standing -> standing.occurrence().stream())
        .toList();
  }

  /** Floor and ceiling at an instant. */
  public Bounds bounds(Instant now) {
    return new Merge(this, live(now), now).bounds();
  }

  /**
   * The first instant after {@code now} at which a window begins, ends, or lets its floor go down
   * by one; empty if time changes nothing any more.
   */
  public Optional<Instant> nextChange(Instant now) {
    List<Standing> standings = live(now);
    Stream<Instant> begins =
        windows.stream()
            .filter(window -> !window.suspended())
            .flatMap(window -> nextBegin(window, now).stream());
    Stream<Instant> others =
        standings.stream().flatMap(standing -> nextOf(standing, standings, now));
    return Stream.concat(begins, others).min(Instant::compareTo);
  }

  /** When a window begins next, its lead included. */
  public Optional<Instant> nextBegin(Window window, Instant now) {
    return nextOccurrence(window, now).map(Occurrence::begin);
  }

  Optional<Occurrence> nextOccurrence(Window window, Instant now) {
    return Occurrences.of(window, calendars).next(now);
  }

  private Stream<Instant> nextOf(Standing standing, List<Standing> standings, Instant now) {
    Optional<Occurrence> occurrence = standing.occurrence();
    return switch (standing.state()) {
      case ACTIVE ->
          occurrence.stream().map(Occurrence::end).filter(end -> !end.equals(Instant.MAX));
      case RELEASING ->
          occurrence.stream().map(it -> new Merge(this, standings, now).nextDecay(it));
      default -> Stream.empty();
    };
  }
}
