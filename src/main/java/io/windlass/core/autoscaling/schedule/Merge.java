package io.windlass.core.autoscaling.schedule;

import io.windlass.core.autoscaling.schedule.Standing.State;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Bounds of what is active at one instant: the highest priority that sets a bound wins. */
record Merge(Schedule schedule, List<Standing> standings, Instant now) {
  private static final long BELOW_ALL = Long.MIN_VALUE;
  private static final Comparator<Source> STRONGER =
      Comparator.comparingLong(Source::priority).thenComparingLong(Source::value);

  /** Somebody who sets a bound. */
  private record Source(String by, long priority, long value) {}

  Bounds bounds() {
    List<Source> floors = sources(Window::floor, baseFloor());
    long base = strongest(floors).value();
    standings.stream()
        .filter(standing -> standing.state() == State.RELEASING)
        .flatMap(standing -> standing.occurrence().stream())
        .map(occurrence -> releasing(occurrence, base))
        .filter(source -> source.value() > base)
        .forEach(floors::add);
    Source floor = strongest(floors);
    Source ceiling = strongest(sources(Window::ceiling, baseCeiling()));
    if (floor.value() <= ceiling.value()) {
      return new Bounds(floor.value(), floor.by(), ceiling.value(), ceiling.by(), false);
    }
    Source winner = ceiling.priority() > floor.priority() ? ceiling : floor;
    return new Bounds(winner.value(), winner.by(), winner.value(), winner.by(), true);
  }

  private Source baseFloor() {
    return new Source(Bounds.BASELINE, BELOW_ALL, schedule.minReplicas());
  }

  private Source baseCeiling() {
    return new Source(Bounds.BASELINE, BELOW_ALL, schedule.maxReplicas());
  }

  private List<Source> sources(Function<Window, OptionalLong> bound, Source baseline) {
    List<Source> sources = new ArrayList<>(List.of(baseline));
    for (Standing standing : standings) {
      Window window = standing.window();
      if (standing.state() == State.ACTIVE) {
        bound
            .apply(window)
            .ifPresent(value -> sources.add(new Source(window.name(), window.priority(), value)));
      }
    }
    return sources;
  }

  // Of equals the first in the spec's order, so that names do not change without need.
  private static Source strongest(List<Source> sources) {
    Source best = sources.getFirst();
    for (Source source : sources) {
      best = STRONGER.compare(source, best) > 0 ? source : best;
    }
    return best;
  }

  private Source releasing(Occurrence occurrence, long base) {
    Window window = occurrence.window();
    return new Source(window.name() + "(releasing)", window.priority(), decayed(occurrence, base));
  }

  /** When the floor of a released window is one less, or it is released. */
  Instant nextDecay(Occurrence occurrence) {
    long base = strongest(sources(Window::floor, baseFloor())).value();
    long height = occurrence.window().floor().orElse(base) - base;
    if (height <= 0) {
      return occurrence.released();
    }
    long above = decayed(occurrence, base) - base;
    BigInteger rest =
        nanos(occurrence.window().release())
            .multiply(BigInteger.valueOf(above - 1))
            .divide(BigInteger.valueOf(height));
    return occurrence.released().minusNanos(rest.longValueExact());
  }

  private long decayed(Occurrence occurrence, long base) {
    long height = occurrence.window().floor().orElse(base) - base;
    if (height <= 0) {
      return base;
    }
    BigInteger over = nanos(occurrence.window().release());
    BigInteger rest = nanos(Duration.between(now, occurrence.released()));
    BigInteger[] parts = rest.multiply(BigInteger.valueOf(height)).divideAndRemainder(over);
    return base + parts[0].longValueExact() + parts[1].signum();
  }

  private static BigInteger nanos(Duration duration) {
    return BigInteger.valueOf(duration.getSeconds())
        .multiply(BigInteger.valueOf(1_000_000_000))
        .add(BigInteger.valueOf(duration.getNano()));
  }
}
