package io.windlass.controllers.autoscaling;

import io.windlass.controllers.autoscaling.calendar.CalendarReader;
import io.windlass.controllers.autoscaling.clock.WriteRate;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.controllers.autoscaling.report.StatusWriter;
import io.windlass.controllers.autoscaling.sample.Readings;
import io.windlass.controllers.autoscaling.scale.Scales;
import io.windlass.controllers.autoscaling.scale.TargetWatch;
import io.windlass.controllers.autoscaling.takeover.HpaTakeover;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Ticker;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs turns and keeps what one leaves to the next. Thread-safe, if no two turns of one autoscaler
 * run at once, which the operator framework sees to.
 */
final class Turns {
  private final Judge judge;
  private final CalendarReader calendars;
  private final Ports ports;
  private final Map<ObjectKey, Known> known = new ConcurrentHashMap<>();

  /** What a turn reads and writes through. */
  record Ports(
      Scales scales,
      TargetWatch targets,
      Readings readings,
      StatusWriter statuses,
      WriteRate rate,
      EventSink events,
      AutoscalerFigures figures,
      Ticker ticker,
      Term term,
      HpaTakeover takeover) {}

  Turns(Judge judge, CalendarReader calendars, Ports ports) {
    this.judge = judge;
    this.calendars = calendars;
    this.ports = ports;
  }

  /** Whether a version of an object has been looked at already, its status aside. */
  boolean hasSeen(ObjectKey key, Json.Obj document) {
    return Optional.ofNullable(known.get(key))
        .map(it -> it.judged().document())
        .filter(it -> it.at("metadata", "uid").equals(document.at("metadata", "uid")))
        .filter(it -> it.at("metadata", "generation").equals(document.at("metadata", "generation")))
        .isPresent();
  }

  /** One turn; answers when the next is due. */
  Instant run(ObjectKey key, Json.Obj document) {
    Instant now = ports.ticker().now();
    Known before = judge.known(Optional.ofNullable(known.get(key)), document, now);
    Turn.Ended ended = new Turn(key, before.with(before.clock().at(now)), ports, now).run();
    known.put(key, ended.known());
    return ended.next();
  }

  /** An object is no more. */
  void forget(ObjectKey key) {
    known.remove(key);
    calendars.forget(key);
    ports.targets().forget(key);
    ports.statuses().forget(key);
    ports.figures().forget(key);
  }
}
