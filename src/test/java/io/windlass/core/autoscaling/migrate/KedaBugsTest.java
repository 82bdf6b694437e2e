package io.windlass.core.autoscaling.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.cron.CronReading;
import io.windlass.core.autoscaling.decide.Decider;
import io.windlass.core.autoscaling.decide.Look;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bugs of KEDA's cron trigger as its users reported them: what its published rule says at an
 * instant (active unless the next start is before the next end), and what the moved window does.
 */
class KedaBugsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          bug                                              | zone          | start         | end          | at                  | KEDA  | here
          issue 4677: an end on days without a start       | Europe/Prague | 30 6 * * 1-5  | 10 22 * * *  | 2026-11-28T12:00    | true  | false
          issue 4677: on a day with one                    | Europe/Prague | 30 6 * * 1-5  | 10 22 * * *  | 2026-11-27T12:00    | true  | true
          the day before a start that the clock skips      | Europe/Berlin | 30 2 * * *    | 0 6 * * *    | 2026-03-28T13:00    | true  | false
          the night before an end that the clock skips     | Europe/Berlin | 0 22 * * *    | 30 2 * * *   | 2026-03-28T23:00    | false | true
          issue 3854: the second of the start              | Etc/UTC       | 0 8 * * *     | 0 18 * * *   | 2026-11-23T08:00:00 | true  | true
          issue 3854: the second before it                 | Etc/UTC       | 0 8 * * *     | 0 18 * * *   | 2026-11-23T07:59:59 | false | false
          issue 1941: the second of the end                | Etc/UTC       | 0 8 * * *     | 0 18 * * *   | 2026-11-23T18:00:00 | false | false
          issue 2631: nothing outside                      | Etc/UTC       | 0 8 * * *     | 0 18 * * *   | 2026-11-23T03:00:00 | false | false
          issue 2626: a range of weekdays, on Sunday       | Etc/UTC       | 0 8 * * 1-5   | 0 18 * * 1-5 | 2026-11-22T12:00:00 | false | false
          issue 5882: a range of weekdays, on Friday       | Etc/UTC       | 0 8 * * 1-5   | 0 18 * * 1-5 | 2026-11-27T12:00:00 | true  | true
          """)
  void atAnInstant(
      String bug,
      String zone,
      String start,
      String end,
      LocalDateTime at,
      boolean keda,
      boolean here) {
    Instant now = at.atZone(ZoneId.of(zone)).toInstant();
    assertThat(kedaIsActive(start, end, ZoneId.of(zone), now)).as("KEDA: " + bug).isEqualTo(keda);
    assertThat(schedule(trigger(zone, start, end, 10)).active(now).size() == 1)
        .as(bug)
        .isEqualTo(here);
  }

  @ParameterizedTest(name = "{0} replicas, {1} wanted")
  @CsvSource({"11, 10, 11, 10", "20, 21, 20, 21", "3, 10, 10, 10"})
  void aNumberThatTravelsAsAMetricIsAboutThatNumber(
      long current, long wanted, long keda, long here) {
    // An external metric of AverageValue 1: within a tenth of the present count nothing happens.
    double ratio = (double) wanted / current;
    long kedas = ratio >= 0.9 && ratio <= 1.1 ? current : wanted;
    assertThat(kedas).isEqualTo(keda);
    assertThat(desired(trigger("Etc/UTC", "0 8 * * *", "0 18 * * *", wanted), current))
        .isEqualTo(here);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "issue 6665: no dip where one window follows another, 2026-11-23T12:00:00Z",
    "and none in the second before, 2026-11-23T11:59:59Z"
  })
  void seam(String bug, Instant at) {
    Schedule schedule =
        schedule(
            trigger("Etc/UTC", "0 8 * * *", "0 12 * * *", 10)
                + ","
                + trigger("Etc/UTC", "0 12 * * *", "0 18 * * *", 10));
    assertThat(schedule.bounds(at).floor()).as(bug).isEqualTo(10);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          issue 6564: lower than the usual minimum at night | 'start':'0 1 * * *','duration':'4h','bounds':{'minReplicas':1,'maxReplicas':1} | 1
          issue 1757: to zero by schedule                   | 'start':'0 1 * * *','duration':'4h','replicas':0                               | 0
          issue 6898: floor and ceiling by schedule         | 'start':'0 1 * * *','duration':'4h','bounds':{'minReplicas':4,'maxReplicas':5} | 5
          issue 6846: not on a holiday                      | 'start':'0 1 * * *','duration':'4h','replicas':0,'excludeDates':[{'date':'2026-11-23'}] | 3
          """)
  void whatOnlyAWindowCanSay(String wish, String window, long desired) {
    String text =
        "{'spec':{'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'w'},'minReplicas':3,'maxReplicas':100,'schedulePolicy':{'whenNoMetrics':'Free'},'windows':[{'name':'n',%s}]}}"
            .formatted(window);
    ReadAutoscaler read = ReadAutoscaler.of(KedaMoveTest.json(text));
    assertThat(read.faults()).isEmpty();
    Instant night = Instant.parse("2026-11-23T02:00:00Z");
    Look look = new Look(night, wish.contains("6846") ? 3 : 8, Map.of(), Memory.EMPTY, false);
    assertThat(Decider.decide(read.spec().rules(), look).desired()).as(wish).isEqualTo(desired);
  }

  private static long desired(String triggers, long current) {
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    Look look = new Look(now, current, Map.of(), Memory.EMPTY, false);
    return Decider.decide(read(triggers).spec().rules(), look).desired();
  }

  private static Schedule schedule(String triggers) {
    return read(triggers).spec().rules().schedule();
  }

  private static ReadAutoscaler read(String triggers) {
    Moved moved =
        KedaMoveTest.move(
            "{'metadata':{'name':'a'},'spec':{'scaleTargetRef':{'name':'w'},'minReplicaCount':1,'triggers':[%s]}}"
                .formatted(triggers));
    assertThat(moved.refusals()).isEmpty();
    return ReadAutoscaler.of(moved.object());
  }

  private static String trigger(String zone, String start, String end, long desired) {
    return "{'type':'cron','metadata':{'timezone':'%s','start':'%s','end':'%s','desiredReplicas':'%d'}}"
        .formatted(zone, start, end, desired);
  }

  /** The published rule, by a walk over minutes of absolute time. */
  private static boolean kedaIsActive(String start, String end, ZoneId zone, Instant now) {
    return !next(start, zone, now).isBefore(next(end, zone, now));
  }

  private static Instant next(String cron, ZoneId zone, Instant now) {
    if (!(Cron.read(cron) instanceof CronReading.Understood(Cron understood))) {
      throw new IllegalArgumentException(cron);
    }
    Instant at = Instant.ofEpochSecond(now.getEpochSecond() / 60 * 60);
    do {
      at = at.plus(Duration.ofMinutes(1));
    } while (!understood.matches(LocalDateTime.ofInstant(at, zone)));
    return at;
  }
}
