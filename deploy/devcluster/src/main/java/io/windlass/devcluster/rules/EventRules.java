package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Checks of events, in the shape of {@code v1} and of {@code events.k8s.io/v1}. Stateless. */
final class EventRules {
  private static final int NOTE_BYTES = 1024;

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

  /** The older shape: the namespace must fit, and one with an eventTime says who and what. */
  static void core(At event, FaultList faults) {
    involvedNamespace(event, event.field("involvedObject").field("namespace"), faults);
    if (event.field("eventTime").isSet()) {
      timed(event, "reportingComponent", faults);
    }
  }

  // What an event says that has an eventTime, in whichever shape.
  private static void timed(At event, String controllerField, FaultList faults) {
    At controller = event.field(controllerField);
    if (controller.isBlank()) {
      faults.required(controller);
    }
    faults.format(controller, Names::qualified);
    for (String field : List.of("reportingInstance", "action", "reason")) {
      if (event.field(field).isBlank()) {
        faults.required(event.field(field));
      }
    }
  }

  /** The newer shape, whose faults name fields as the older one calls them. */
  static void current(At event, FaultList faults) {
    involvedNamespace(event, event.field("regarding").field("namespace"), faults);
    if (!event.field("eventTime").isSet()) {
      faults.required(event.field("eventTime"));
      type(event, faults);
      return;
    }
    timed(event, "reportingController", faults);
    type(event, faults);
    if (event.field("note").text().length() > NOTE_BYTES) {
      faults.invalid(event.field("message"), "", "can have at most 1024 characters");
    }
    At count = event.field("series").field("count");
    if (count.isSet() && count.value().asInt() < 2) {
      faults.invalid(count, "", "should be at least 2");
    }
  }

  /** What of the newer shape stays as it was made. */
  static void currentUpdate(At event, JsonNode before, FaultList faults) {
    current(event, faults);
    IMMUTABLE.forEach(
        (field, named) -> {
          if (!event.field(field).value().equals(before.path(field))) {
            faults.invalid(event.field(field).as(named), "field is immutable");
          }
        });
  }

  private static void type(At event, FaultList faults) {
    At type = event.field("type");
    if (!List.of("Normal", "Warning").contains(type.text())) {
      faults.invalid(type, "", "has invalid value: " + type.text());
    }
  }

  private static void involvedNamespace(At event, At namespace, FaultList faults) {
    String own = event.field("metadata").field("namespace").text();
    boolean clusterWide = namespace.isBlank() && own.equals("default");
    if (!clusterWide && !namespace.text().equals(own)) {
      faults.invalid(
          namespace.as("involvedObject.namespace"),
          namespace.text(),
          "does not match event.namespace");
    }
  }
}
