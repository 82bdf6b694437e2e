package io.windlass.core.autoscaling.schedule;

import io.windlass.core.autoscaling.schedule.Standing.State;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists the edges of a schedule. Stateless. */
public final class Edges {
  /** Looks between two edges that are listed: floors that go down step by step are not. */
  private static final int MOST_LOOKS = 100_000;

  private Edges() {}

  /** The first edges after an instant and not after another, at most so many. */
  public static List<Edge> after(Schedule schedule, Instant from, Instant until, int most) {
    List<Edge> edges = new ArrayList<>();
    Instant at = from;
    for (int look = 0; look < MOST_LOOKS && edges.size() < most; look++) {
      Optional<Instant> next = schedule.nextChange(at);
      if (next.isEmpty() || next.get().isAfter(until)) {
        break;
      }
      at = next.get();
      edge(schedule, at).ifPresent(edges::add);
    }
    return List.copyOf(edges);
  }

  private static Optional<Edge> edge(Schedule schedule, Instant at) {
    List<Standing> before = schedule.standings(at.minusNanos(1));
    List<Standing> after = schedule.standings(at);
    List<String> changes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Optional<ZoneId> zone = Optional.empty();
    for (int i = 0; i < after.size(); i++) {
      Optional<String> change = change(before.get(i), after.get(i));
      if (change.isPresent()) {
        changes.add(after.get(i).window().name() + " " + change.get());
        notes.addAll(note(after.get(i), at));
        zone = zone.isPresent() ? zone : Optional.of(after.get(i).window().zone());
      }
    }
    return zone.map(
        here ->
            new Edge(at, LocalDateTime.ofInstant(at, here), changes, notes, schedule.bounds(at)));
  }

  private static Optional<String> change(Standing before, Standing after) {
    boolean was = before.state() == State.ACTIVE;
    boolean is = after.state() == State.ACTIVE;
    if (is != was) {
      return Optional.of(is ? "starts" : "ends");
    }
    return before.state() == State.RELEASING && after.state() != State.RELEASING
        ? Optional.of("is released")
        : Optional.empty();
  }

  private static List<String> note(Standing standing, Instant at) {
    Window window = standing.window();
    List<String> notes = new ArrayList<>();
    standing
        .occurrence()
        .filter(it -> it.begin().equals(at))
        .map(Occurrence::local)
        .ifPresent(
            local -> {
              if (LocalClock.isSkipped(local, window.zone())) {
                notes.add(
                    local.toLocalTime()
                        + " does not exist on that day: at the change of the clock");
              }
              if (LocalClock.comesTwice(local, window.zone())) {
                notes.add(local.toLocalTime() + " comes twice on that day: at the first");
              }
            });
    return notes;
  }
}
