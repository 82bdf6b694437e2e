package io.windlass.core.autoscaling.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.decide.Decider;
import io.windlass.core.autoscaling.decide.Decision;
import io.windlass.core.autoscaling.decide.Look;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.pace.MemoryText;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the windows, the load and the looks. */
class SimulationLaws {
  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
  void replicasStayWithinTheBounds(@ForAll("windows") String windows, @ForAll("seeds") int seed) {
    for (Moment moment : simulation(windows, seed, Duration.ofSeconds(60)).run()) {
      assertThat(moment.after()).isBetween(moment.bounds().floor(), moment.bounds().ceiling());
    }
  }

  @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
  void aRestartAtEveryLookGivesTheSameSeries(
      @ForAll("windows") String windows, @ForAll("seeds") int seed) {
    Simulation simulation = simulation(windows, seed, Duration.ofSeconds(60));
    assertThat(simulation.run(new Forgetful(new TimedScaler(simulation.rules(), Memory.EMPTY))))
        .isEqualTo(simulation.run());
  }

  @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
  void everySecondShowsWhatTheEdgesShow(@ForAll("mornings") String windows) {
    AutoscalerRules rules = Days.rules(windows, false);
    Simulation seconds = new Simulation(rules, LoadCurve.NONE, anHour(Duration.ofSeconds(1)));
    Simulation edges = new Simulation(rules, LoadCurve.NONE, anHour(Duration.ofHours(3)));
    assertThat(Days.changes(edges.run())).isEqualTo(Days.changes(seconds.run()));
  }

  @Example
  void aWindowEndsWhereTheLeadOfTheNextBegins() {
    everySecondShowsWhatTheEdgesShow(
        "a: start 30 7 * * *, for 1M, min 1, max 6, prio 0, lead 5M;"
            + " b: start 17 7 * * *, for 8M, min 7, max 12, prio 0");
  }

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void decidingAgainComesNoFurtherFromWhatIsWanted(
      @ForAll("windows") String windows, @ForAll("seeds") int seed) {
    AutoscalerRules rules = Days.rules(windows, true);
    Instant now = Days.MONDAY.plusSeconds(seed * 37L);
    Map<String, Reading> readings = Map.of("cpu", new Reading.Unavailable("none"));
    Look look = new Look(now, 1 + seed % 40, readings, Memory.EMPTY, true);
    Decision first = Decider.decide(rules, look);
    Memory memory = first.memory().changing(now, look.current(), first.desired());
    Decision again = Decider.decide(rules, new Look(now, first.desired(), readings, memory, true));
    assertThat(again.desired()).isEqualTo(first.desired());
  }

  /** Keeps nothing between two turns but what status would keep. */
  private record Forgetful(TimedScaler scaler) implements Scaler {
    @Override
    public Turn turn(Sight sight) {
      Memory memory = scaler.memory();
      Memory read =
          MemoryText.read(MemoryText.asked(memory), MemoryText.changes(memory), memory.failures());
      Turn turn = new TimedScaler(scaler.rules(), read).turn(sight);
      return new Turn(
          turn.replicas(), turn.reason(), turn.why(), new Forgetful((TimedScaler) turn.next()));
    }
  }

  private static Simulation.Settings anHour(Duration step) {
    return new Simulation.Settings(
        Days.MONDAY.plus(Duration.ofMinutes(7 * 60 + 10)),
        Days.MONDAY.plus(Duration.ofMinutes(8 * 60 + 10)),
        step,
        2,
        Duration.ZERO,
        Map.of());
  }

  private static Simulation simulation(String windows, int seed, Duration step) {
    LoadCurve load =
        Days.minutes(
            24 * 60, minute -> 500 + 7_000L * Math.floorMod(minute * 31 + seed * 17, 97) / 97);
    return new Simulation(Days.rules(windows, true), load, Days.day(step, 2));
  }

  @Provide
  Arbitrary<Integer> seeds() {
    return Arbitraries.integers().between(0, 2_000);
  }

  @Provide
  Arbitrary<String> windows() {
    return windows(0, 23, 300);
  }

  @Provide
  Arbitrary<String> mornings() {
    return windows(7, 7, 40);
  }

  private static Arbitrary<String> windows(int first, int last, int longestMinutes) {
    Arbitrary<String> window =
        Combinators.combine(
                Arbitraries.integers().between(first, last),
                Arbitraries.of("0", "30", "17"),
                Arbitraries.integers().between(1, longestMinutes),
                Arbitraries.integers().between(1, 15),
                Arbitraries.integers().between(0, 3),
                Arbitraries.of("", ", lead 5M", ", release 10M", ", suspend"))
            .as(
                (hour, minute, lasts, floor, priority, more) ->
                    "w%d: start %s %d * * *, for %dM, min %d, max %d, prio %d%s"
                        .formatted(hour, minute, hour, lasts, floor, floor + 5, priority, more));
    return window.list().ofMaxSize(4).map(list -> String.join("; ", list));
  }
}
