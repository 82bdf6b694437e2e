package io.windlass.devcluster.sim.load;

import io.windlass.devcluster.schema.Quantity;
import io.windlass.devcluster.sim.object.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads curves:
 *
 * <pre>
 * 250m                                      always
 * steps 08:00=2 20:00=500m                  from eight to eight, every day (UTC)
 * steps 0s=100m 5m=2 10m=100m               from the start of the pod
 * steps 0s=100m 5m=2 every=10m              again every ten minutes
 * line  00:00=200m 12:00=2                  evenly from point to point
 * sine  200m..2 every=1h peak=15m           up and down; a day with the peak at noon unless stated
 * </pre>
 *
 * Stateless.
 */
public final class CurveReader {
  private static final Pattern CLOCK =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d))?");

  private static final Axis DAY = new Axis.Cycle(Duration.ofDays(1));

  private CurveReader() {}

  /** What a text says: a curve, or why it is none. */
  public sealed interface Reading {
    record Read(Curve curve) implements Reading {}

    record Unreadable(String why) implements Reading {}
  }

  /** A text that is no curve; the message says why. */
  private static final class NoCurve extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoCurve(String why) {
      super(why, null, false, false);
    }
  }

  /** Reads one. */
  public static Reading read(String text) {
    try {
      return new Reading.Read(curve(text.strip()));
    } catch (NoCurve e) {
      return new Reading.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private static Curve curve(String text) {
    List<String> words = Arrays.stream(text.split("[\\s,]+")).toList();
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "steps" -> points(false, rest);
      case "line" -> points(true, rest);
      case "sine" -> sine(rest);
      default -> {
        if (words.size() != 1) {
          throw new NoCurve("neither a quantity nor steps, line or sine");
        }
        yield new Curve.Constant(amount(text));
      }
    };
  }

  private static Curve points(boolean even, List<String> words) {
    Optional<Duration> every = option("every", words).map(CurveReader::period);
    List<String> times = words.stream().filter(w -> !w.startsWith("every=")).toList();
    List<Curve.Point> points = new ArrayList<>();
    for (String word : times) {
      int sign = word.indexOf('=');
      if (sign < 1) {
        throw new NoCurve("\"%s\" is not TIME=QUANTITY".formatted(word));
      }
      points.add(new Curve.Point(time(word.substring(0, sign)), amount(word.substring(sign + 1))));
    }
    if (points.isEmpty()) {
      throw new NoCurve("there is no point TIME=QUANTITY");
    }
    points.sort(Comparator.comparing(Curve.Point::time));
    return new Curve.Points(axis(times, every, points.getLast().time()), even, points);
  }

  private static Axis axis(List<String> times, Optional<Duration> every, Duration last) {
    long clocks = times.stream().filter(word -> word.contains(":")).count();
    if (clocks != 0 && (clocks != times.size() || every.isPresent())) {
      throw new NoCurve("times of day (08:00) go neither with durations (5m) nor with every=");
    }
    if (every.isPresent() && last.compareTo(every.get()) >= 0) {
      throw new NoCurve("a point lies beyond the period that every= states");
    }
    return clocks != 0 ? DAY : every.<Axis>map(Axis.Cycle::new).orElseGet(Axis.Age::new);
  }

  private static Curve sine(List<String> words) {
    List<String> ranges = words.stream().filter(w -> !w.contains("=")).toList();
    int dots = ranges.size() == 1 ? ranges.getFirst().indexOf("..") : -1;
    if (dots < 0) {
      throw new NoCurve("sine needs one range LOW..HIGH");
    }
    Duration period = option("every", words).map(CurveReader::period).orElse(Duration.ofDays(1));
    Duration peak = option("peak", words).map(CurveReader::time).orElse(period.dividedBy(2));
    if (words.size() != 1 + Math.toIntExact(words.stream().filter(CurveReader::isOption).count())) {
      throw new NoCurve("sine takes LOW..HIGH, every= and peak=");
    }
    String range = ranges.getFirst();
    double low = amount(range.substring(0, dots));
    return new Curve.Sine(new Axis.Cycle(period), low, amount(range.substring(dots + 2)), peak);
  }

  private static boolean isOption(String word) {
    return word.startsWith("every=") || word.startsWith("peak=");
  }

  private static Optional<String> option(String name, List<String> words) {
    return words.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst();
  }

  private static Duration period(String text) {
    return GoDuration.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(() -> new NoCurve("every=%s is not a duration such as 10m".formatted(text)));
  }

  private static Duration time(String text) {
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      int seconds = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
      return Duration.ofHours(Integer.parseInt(clock.group(1)))
          .plusMinutes(Integer.parseInt(clock.group(2)))
          .plusSeconds(seconds);
    }
    return GoDuration.parse(text)
        .orElseThrow(
            () -> new NoCurve("\"%s\" is neither a time of day nor a duration".formatted(text)));
  }

  private static double amount(String text) {
    return Quantity.parse(text)
        .map(quantity -> quantity.amount().doubleValue())
        .filter(amount -> amount >= 0)
        .orElseThrow(() -> new NoCurve("\"%s\" is not a quantity such as 250m".formatted(text)));
  }
}
