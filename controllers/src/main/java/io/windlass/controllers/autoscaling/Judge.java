package io.windlass.controllers.autoscaling;

import io.windlass.controllers.autoscaling.Known.Clock;
import io.windlass.controllers.autoscaling.Known.Judged;
import io.windlass.controllers.autoscaling.calendar.CalendarReader;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.controllers.autoscaling.world.Survey;
import io.windlass.core.autoscaling.calendar.CalendarShelf;
import io.windlass.core.autoscaling.check.Checks;
import io.windlass.core.autoscaling.check.Verdict;
import io.windlass.core.autoscaling.check.World;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads and checks objects: anew when they or their calendars have changed, for the dates that come
 * once a day, for what surrounds them every few minutes. Thread-safe; may wait for the API server.
 */
record Judge(Survey survey, CalendarReader calendars, AutoscalerFigures figures) {
  private static final Duration OF_DATES = Duration.ofHours(24);
  private static final Duration OF_SURROUNDINGS = Duration.ofMinutes(5);

  /** What is known at the beginning of a turn. */
  Known known(Optional<Known> before, Json.Obj document, Instant now) {
    Optional<Known> same = before.filter(it -> isSame(it.judged().document(), document));
    ReadAutoscaler read =
        same.map(it -> it.judged().read()).orElseGet(() -> ReadAutoscaler.of(document.unpacked()));
    CalendarShelf shelf = calendars.shelf(key(document), read.spec());
    Optional<Known> kept = same.filter(it -> isFresh(it.judged(), shelf, now));
    Optional<Known> kin = before.filter(it -> it.judged().uid().equals(uid(document)));
    if (kept.isPresent()) {
      Judged judged = kept.get().judged();
      boolean looks = isOver(judged.judgedAt(), OF_SURROUNDINGS, now);
      return new Known(
          looks ? judge(judged, now) : judged.with(document),
          kept.get().past(),
          kept.get().clock());
    }
    Judged judged = check(document, read, shelf, now);
    return new Known(
        judged,
        kin.flatMap(Known::past),
        kin.map(it -> it.clock().awaiting(Optional.empty())).orElse(Clock.NEW));
  }

  private static boolean isSame(Json.Obj before, Json.Obj now) {
    return uid(before).equals(uid(now))
        && before.at("metadata", "generation").equals(now.at("metadata", "generation"));
  }

  private static boolean isFresh(Judged judged, CalendarShelf shelf, Instant now) {
    return judged.shelf().equals(shelf) && !isOver(judged.checkedAt(), OF_DATES, now);
  }

  private static boolean isOver(Instant since, Duration span, Instant now) {
    return since.plus(span).isBefore(now) || since.isAfter(now);
  }

  private Judged check(Json.Obj document, ReadAutoscaler read, CalendarShelf shelf, Instant now) {
    ReadAutoscaler dated = new ReadAutoscaler(read.spec().with(shelf.calendars()), read.faults());
    List<Finding> found = new ArrayList<>(Checks.ofDocument(dated, now));
    found.addAll(shelf.findings(dated.spec()));
    found.forEach(it -> figures.checked(it.code(), it.answer().name()));
    Verdict none = new Verdict(false, List.of(), List.of());
    return judge(new Judged(document, shelf, dated, found, now, none, now), now);
  }

  private Judged judge(Judged judged, Instant now) {
    World world =
        survey.around(
            new Survey.Asked(judged.document().unpacked(), judged.spec(), Optional.empty()));
    Verdict verdict = Verdict.of(judged.read(), judged.ofDocument(), world);
    return new Judged(
        judged.document(),
        judged.shelf(),
        judged.read(),
        judged.ofDocument(),
        judged.checkedAt(),
        verdict,
        now);
  }

  private static ObjectKey key(Json.Obj document) {
    return new ObjectKey(
        document.text("metadata", "namespace").orElse(""),
        document.text("metadata", "name").orElseThrow());
  }

  private static String uid(Json.Obj document) {
    return document.text("metadata", "uid").orElse("");
  }
}
