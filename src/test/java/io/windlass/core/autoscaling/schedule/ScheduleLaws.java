package io.windlass.core.autoscaling.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.cron.CronReading;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the windows and wherever the clocks. */
class ScheduleLaws {
  private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> CRONS =
      List.of(
          "30 2 * * *",
          "0 8 * * 1-5",
          "*/30 1-3 * * *",
          "0 0 * * *",
          "15 1,2,3 * * 0,6",
          "45 23 * * *",
          "0 */5 * * *");
  private static final List<String> ZONES =
      List.of(
          "Etc/UTC",
          "Europe/Berlin",
          "America/New_York",
          "Asia/Shanghai",
          "Africa/Cairo",
          "Australia/Lord_Howe",
          "America/St_Johns");

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void anInstantIsActiveIfAWalkOverAllStartsSaysSo(
      @ForAll("windows") Window window, @ForAll("instants") Instant at) {
    assertThat(!schedule(window).active(at).isEmpty()).isEqualTo(walkFinds(window, at));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void betweenTwoChangesNothingChanges(
      @ForAll("windows") Window a, @ForAll("windows") Window b, @ForAll("instants") Instant from) {
    Schedule schedule = schedule(a, b);
    Instant at = from;
    for (int i = 0; i < 6; i++) {
      Optional<Instant> next = schedule.nextChange(at);
      if (next.isEmpty()) {
        return;
      }
      Bounds here = schedule.bounds(at);
      long seconds = Duration.between(at, next.get()).toSeconds();
      for (int part = 1; part < 8; part++) {
        assertThat(schedule.bounds(at.plusSeconds(seconds * part / 8))).isEqualTo(here);
      }
      assertThat(schedule.bounds(next.get().minusNanos(1))).isEqualTo(here);
      at = next.get();
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void theFloorIsNeverAboveTheCeiling(
      @ForAll("windows") Window a, @ForAll("windows") Window b, @ForAll("instants") Instant at) {
    Bounds bounds = schedule(a, b).bounds(at);
    assertThat(bounds.floor()).isLessThanOrEqualTo(bounds.ceiling());
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void shiftingZoneAndInstantTogetherChangesNothing(
      @ForAll("windows") Window window, @ForAll("instants") Instant at) {
    int hours = Math.floorMod(at.hashCode(), 27) - 13;
    Window utc = in(window, ZoneOffset.UTC);
    Window shifted = in(window, ZoneOffset.ofHours(hours));
    assertThat(schedule(shifted).bounds(at.minusSeconds(hours * 3600L)))
        .isEqualTo(schedule(utc).bounds(at));
  }

  /** Every minute of two days around is asked whether a start of it contains the instant. */
  private static boolean walkFinds(Window window, Instant at) {
    Cron cron = ((Begin.Each) window.begin()).cron();
    Duration lasts = ((Finish.After) window.finish()).duration();
    LocalDateTime local = LocalDateTime.ofInstant(at, window.zone()).withSecond(0).withNano(0);
    for (int i = -24 * 60; i <= 5 * 24 * 60; i++) {
      LocalDateTime minute = local.minusMinutes(i);
      if (cron.matches(minute)) {
        Instant start = LocalClock.begin(minute, window.zone());
        if (!at.isBefore(start.minus(window.lead())) && at.isBefore(start.plus(lasts))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Schedule schedule(Window... windows) {
    return new Schedule(List.of(windows), 2, 20, Calendars.NONE);
  }

  private static Window in(Window w, ZoneId zone) {
    return new Window(
        w.name(),
        w.priority(),
        w.begin(),
        w.finish(),
        w.floor(),
        w.ceiling(),
        zone,
        w.lead(),
        w.release(),
        w.days(),
        w.suspended());
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(0, 365L * 86_400).map(ORIGIN::plusSeconds);
  }

  @Provide
  Arbitrary<Window> windows() {
    Arbitrary<Duration> minutes =
        Arbitraries.integers().between(1, 4 * 24 * 60).map(Duration::ofMinutes);
    Arbitrary<Duration> brief = Arbitraries.of(0, 5, 90).map(Duration::ofMinutes);
    Arbitrary<Times> times =
        Combinators.combine(Arbitraries.of(CRONS), minutes, Arbitraries.of(ZONES), brief, brief)
            .as(Times::new);
    return Combinators.combine(
            times, Arbitraries.integers().between(0, 30), Arbitraries.integers().between(0, 2))
        .as(ScheduleLaws::window);
  }

  private record Times(String cron, Duration lasts, String zone, Duration lead, Duration release) {}

  private static Window window(Times times, int size, int priority) {
    return new Window(
        "w" + size,
        priority,
        new Begin.Each(((CronReading.Understood) Cron.read(times.cron())).cron()),
        new Finish.After(times.lasts()),
        OptionalLong.of(size),
        OptionalLong.of(size + 3L * priority),
        ZoneId.of(times.zone()),
        times.lead(),
        times.release(),
        Days.ALL,
        false);
  }
}
