package io.windlass.core.autoscaling.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Expressions mean what a walk over every minute finds, with a reading of their own. */
class CronLaws {
  /** How far the walk goes: what is rarer than that is left to the table. */
  private static final int MINUTES = 70 * 24 * 60;

  @Property(tries = 300)
  void nextIsTheFirstMinuteOfAWalk(@ForAll("expressions") String text, @ForAll("moments") int at) {
    LocalDateTime from = moment(at);
    Walk walk = new Walk(text);
    Optional<LocalDateTime> found = CronTest.cron(text).next(from);
    LocalDateTime minute = from.withSecond(0);
    for (int i = 1; i <= MINUTES; i++) {
      LocalDateTime here = minute.plusMinutes(i);
      if (walk.matches(here)) {
        assertThat(found).as(text).contains(here);
        return;
      }
    }
    assertThat(found.filter(next -> next.isBefore(minute.plusMinutes(MINUTES)))).isEmpty();
  }

  @Property(tries = 300)
  void latestIsTheFirstMinuteOfAWalkBack(
      @ForAll("expressions") String text, @ForAll("moments") int at) {
    LocalDateTime from = moment(at);
    Walk walk = new Walk(text);
    Optional<LocalDateTime> found = CronTest.cron(text).latest(from, _ -> true);
    LocalDateTime minute = from.withSecond(0);
    for (int i = 0; i <= MINUTES; i++) {
      LocalDateTime here = minute.minusMinutes(i);
      if (walk.matches(here)) {
        assertThat(found).as(text).contains(here);
        return;
      }
    }
    assertThat(found.filter(last -> last.isAfter(minute.minusMinutes(MINUTES)))).isEmpty();
  }

  @Property(tries = 2_000)
  void noTextThrows(@ForAll("texts") String text) {
    assertThat(Cron.read(text)).isNotNull();
  }

  @Provide
  Arbitrary<Integer> moments() {
    return Arbitraries.integers().between(0, 3 * 365 * 24 * 60);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("0123456789*/-,LW#@? \tMONjan").ofMaxLength(20);
  }

  @Provide
  Arbitrary<String> expressions() {
    return Combinators.combine(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
        .as((a, b, c, d, e) -> String.join(" ", a, b, c, d, e));
  }

  private static Arbitrary<String> field(int least, int most) {
    Arbitrary<String> item =
        Arbitraries.randomValue(
            random -> {
              SplittableRandom chance = new SplittableRandom(random.nextLong());
              int from = chance.nextInt(least, most + 1);
              int to = chance.nextInt(from, most + 1);
              int step = chance.nextInt(1, most + 1);
              return switch (chance.nextInt(5)) {
                case 0 -> from + "-" + to;
                case 1 -> from + "-" + to + "/" + step;
                case 2 -> "*/" + step;
                case 3 -> from + "/" + step;
                default -> "" + from;
              };
            });
    return Arbitraries.oneOf(
        Arbitraries.just("*"),
        item,
        item.list().ofMinSize(2).ofMaxSize(3).map(l -> String.join(",", l)));
  }

  private static LocalDateTime moment(int minutes) {
    return LocalDateTime.parse("2026-01-01T00:00:30").plusMinutes(minutes);
  }

  /** The simplest reading: one predicate for each item, asked at every minute. */
  private static final class Walk {
    private final List<IntPredicate> fields = new ArrayList<>();
    private final boolean star;

    Walk(String text) {
      String[] parts = text.split(" ", -1);
      int[] most = {59, 23, 31, 12, 6};
      int[] least = {0, 0, 1, 1, 0};
      for (int i = 0; i < 5; i++) {
        fields.add(field(parts[i], least[i], most[i]));
      }
      star = parts[2].startsWith("*") || parts[4].startsWith("*");
    }

    boolean matches(LocalDateTime at) {
      boolean month = fields.get(2).test(at.getDayOfMonth());
      boolean week = fields.get(4).test(at.getDayOfWeek().getValue() % 7);
      return fields.get(0).test(at.getMinute())
          && fields.get(1).test(at.getHour())
          && fields.get(3).test(at.getMonthValue())
          && (star ? month && week : month || week);
    }

    private static IntPredicate field(String text, int least, int most) {
      IntPredicate any = _ -> false;
      for (String item : text.split(",", -1)) {
        String[] halves = item.split("/", -1);
        String[] ends = halves[0].split("-", -1);
        int from = ends[0].equals("*") ? least : Integer.parseInt(ends[0]);
        boolean open = ends[0].equals("*") || (halves.length == 2 && ends.length == 1);
        int to = ends.length == 2 ? Integer.parseInt(ends[1]) : open ? most : from;
        int step = halves.length == 2 ? Integer.parseInt(halves[1]) : 1;
        any = any.or(value -> value >= from && value <= to && (value - from) % step == 0);
      }
      return any;
    }
  }
}
