package io.windlass.core.autoscaling.schedule;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.cron.CronReading;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Windows in the shorthand of the tables: {@code name: start CRON|at TIME, for 10h|to CRON|next,
 * ZONE, option ...}.
 */
public final class Windows {
  private Windows() {}

  /** One window for each part between semicolons. */
  public static List<Window> parse(String text) {
    List<Window> windows = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      if (!part.isBlank()) {
        windows.add(window(part.strip()));
      }
    }
    return windows;
  }

  /** A schedule with a baseline like {@code 2..20}. */
  public static Schedule schedule(String baseline, String windows) {
    String[] ends = baseline.split("\\.\\.", -1);
    return new Schedule(
        parse(windows), Long.parseLong(ends[0]), Long.parseLong(ends[1]), Calendars.NONE);
  }

  private static Window window(String text) {
    String[] parts = text.split(":\\s+", 2);
    String[] fields = parts[1].split(",\\s+(?=[a-zA-Z])", -1);
    Draft draft = new Draft();
    for (String field : fields) {
      draft.read(field.strip());
    }
    return draft.window(parts[0]);
  }

  private static final class Draft {
    private Begin begin = new Begin.Once(LocalDateTime.MIN);
    private Finish finish = new Finish.UntilNext();
    private ZoneId zone = ZoneId.of("Etc/UTC");
    private OptionalLong floor = OptionalLong.empty();
    private OptionalLong ceiling = OptionalLong.empty();
    private Duration lead = Duration.ZERO;
    private Duration release = Duration.ZERO;
    private int priority;
    private boolean suspended;
    private final List<Days.Span> excluded = new ArrayList<>();
    private final Set<MonthDay> annually = new HashSet<>();
    private final Set<DayOfWeek> weekdays = new HashSet<>();
    private Optional<LocalDate> from = Optional.empty();
    private Optional<LocalDate> until = Optional.empty();

    void read(String field) {
      String[] words = field.split("\\s+", 2);
      String value = words.length > 1 ? words[1] : "";
      switch (words[0]) {
        case "start" -> begin = new Begin.Each(cron(value));
        case "at" -> begin = new Begin.Once(LocalDateTime.parse(value));
        case "for" -> finish = new Finish.After(Duration.parse("PT" + value));
        case "to" -> finish = new Finish.At(cron(value));
        case "next" -> finish = new Finish.UntilNext();
        case "min" -> floor = OptionalLong.of(Long.parseLong(value));
        case "max" -> ceiling = OptionalLong.of(Long.parseLong(value));
        case "replicas" -> floor = ceiling = OptionalLong.of(Long.parseLong(value));
        case "prio" -> priority = Integer.parseInt(value);
        case "lead" -> lead = Duration.parse("PT" + value);
        case "release" -> release = Duration.parse("PT" + value);
        case "suspend" -> suspended = true;
        default -> days(words[0], value);
      }
    }

    private void days(String word, String value) {
      switch (word) {
        case "not" -> excluded.add(new Days.Span(LocalDate.parse(value), LocalDate.parse(value)));
        case "yearlyNot" -> annually.add(MonthDay.parse("--" + value));
        case "dayNot" -> weekdays.add(DayOfWeek.valueOf(value));
        case "from" -> from = Optional.of(LocalDate.parse(value));
        case "until" -> until = Optional.of(LocalDate.parse(value));
        default -> zone = ZoneId.of(word);
      }
    }

    Window window(String name) {
      Days days = new Days(excluded, annually, weekdays, Set.of(), from, until);
      return new Window(
          name, priority, begin, finish, floor, ceiling, zone, lead, release, days, suspended);
    }
  }

  private static Cron cron(String text) {
    return switch (Cron.read(text)) {
      case CronReading.Understood(Cron cron) -> cron;
      case CronReading.Refused(var _, String why) -> throw new AssertionError(why);
    };
  }
}
