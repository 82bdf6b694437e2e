package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks of events, in the shape of {@code v1} and of {@code events.k8s.io/v1}. What the older one
 * refuses the newer one refuses, too, and its faults name fields as the older one calls them.
 * Stateless.
 */
final class EventRules {
  private static final int NOTE_BYTES = 1024;
  private static final int WORD_BYTES = 128;
  private static final Set<String> CLUSTER_WIDE = Set.of("", "default");

  private static final Map<String, String> IMMUTABLE =
      Map.ofEntries(
          Map.entry("regarding", "involvedObject"),
          Map.entry("reason", "reason"),
          Map.entry("note", "message"),
          Map.entry("deprecatedSource", "source"),
          Map.entry("deprecatedFirstTimestamp", "firstTimestamp"),
          Map.entry("deprecatedLastTimestamp", "lastTimestamp"),
          Map.entry("deprecatedCount", "count"),
          Map.entry("type", "type"),
          Map.entry("eventTime", "eventTime"),
          Map.entry("action", "action"),
          Map.entry("related", "related"),
          Map.entry("reportingController", "reportingController"),
          Map.entry("reportingInstance", "reportingInstance"));

  private EventRules() {}

  /** The names of the fields that differ between the shapes. */
  private record Shape(String regarding, String controller, String note) {
    static final Shape CORE = new Shape("involvedObject", "reportingComponent", "message");
    static final Shape CURRENT = new Shape("regarding", "reportingController", "note");
  }

  /** The older shape. */
  static void core(At event, FaultList faults) {
    shared(event, Shape.CORE, faults);
  }

  // An event with an eventTime says who has seen what; one without must name its own namespace.
  private static void shared(At event, Shape shape, FaultList faults) {
    At namespace = event.field(shape.regarding()).field("namespace");
    String own = event.field("metadata").field("namespace").text();
    boolean timed = event.field("eventTime").isSet();
    boolean fits =
        namespace.isBlank()
            ? CLUSTER_WIDE.contains(own) || (timed && own.equals("kube-system"))
            : timed || namespace.text().equals(own);
    if (!fits) {
      faults.invalid(
          namespace.as("involvedObject.namespace"),
          namespace.text(),
          "does not match event.namespace");
    }
    if (timed) {
      timed(event, shape, faults);
    }
  }

  private static void timed(At event, Shape shape, FaultList faults) {
    At controller = event.field(shape.controller());
    if (controller.isBlank()) {
      faults.required(controller);
    }
    faults.format(controller, Names::qualified);
    for (String field : List.of("reportingInstance", "action", "reason")) {
      if (event.field(field).isBlank()) {
        faults.required(event.field(field));
      }
      atMost(event.field(field), WORD_BYTES, faults);
    }
    atMost(event.field(shape.note()).as("message"), NOTE_BYTES, faults);
  }

  private static void atMost(At text, int bytes, FaultList faults) {
    if (text.text().getBytes(StandardCharsets.UTF_8).length > bytes) {
      faults.invalid(text, "", "can have at most %d characters".formatted(bytes));
    }
  }

  /** A new event of the newer shape, which has nothing of the older one. */
  static void current(At event, FaultList faults) {
    shared(event, Shape.CURRENT, faults);
    MetadataRules.standardFinalizers(event.field("metadata").field("finalizers"), faults);
    series(event.field("series"), faults);
    if (!event.field("eventTime").isSet()) {
      faults.required(event.field("eventTime"));
    }
    At type = event.field("type");
    if (!List.of("Normal", "Warning").contains(type.text())) {
      faults.invalid(type, "", "has invalid value: " + type.text());
    }
    for (String field : List.of("FirstTimestamp", "LastTimestamp", "Count", "Source")) {
      At old = event.field("deprecated" + field);
      if (old.isSet() && !isZero(old.value())) {
        String named = Character.toLowerCase(field.charAt(0)) + field.substring(1);
        faults.invalid(old.as(named), "", "needs to be unset");
      }
    }
  }

  private static boolean isZero(JsonNode value) {
    return value.isNumber() ? value.asLong() == 0 : value.isContainerNode() && value.isEmpty();
  }

  private static void series(At series, FaultList faults) {
    if (!series.isSet()) {
      return;
    }
    if (series.field("count").value().asInt() < 2) {
      faults.invalid(series.field("count"), "", "should be at least 2");
    }
    if (!series.field("lastObservedTime").isSet()) {
      faults.required(series.field("lastObservedTime"));
    }
  }

  /** What of the newer shape stays as it was made: all but the series. */
  static void currentUpdate(At event, JsonNode before, FaultList faults) {
    shared(event, Shape.CURRENT, faults);
    MetadataRules.standardFinalizers(event.field("metadata").field("finalizers"), faults);
    if (!event.field("series").value().equals(before.path("series"))) {
      series(event.field("series"), faults);
    }
    IMMUTABLE.forEach(
        (field, named) -> {
          if (!event.field(field).value().equals(before.path(field))) {
            faults.invalid(event.field(field).as(named), "field is immutable");
          }
        });
  }
}
