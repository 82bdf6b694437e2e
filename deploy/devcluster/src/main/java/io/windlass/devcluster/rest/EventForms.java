package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two forms of an Event. Both groups serve the same objects, stored in the form of {@code v1}.
 * Source: the conversions of {@code events.k8s.io/v1}.
 */
public final class EventForms {
  private static final List<Map.Entry<String, String>> CORE_TO_GROUP =
      List.of(
          Map.entry("involvedObject", "regarding"),
          Map.entry("message", "note"),
          Map.entry("source", "deprecatedSource"),
          Map.entry("firstTimestamp", "deprecatedFirstTimestamp"),
          Map.entry("lastTimestamp", "deprecatedLastTimestamp"),
          Map.entry("count", "deprecatedCount"),
          Map.entry("reportingComponent", "reportingController"));

  private EventForms() {}

  /** How {@code events.k8s.io/v1} is stored. */
  public static Conversion conversion() {
    return new Conversion("v1", EventForms::toGroup, EventForms::toCore);
  }

  private static ObjectNode toGroup(ObjectNode event) {
    CORE_TO_GROUP.forEach(e -> rename(event, e.getKey(), e.getValue()));
    return event.put("apiVersion", "events.k8s.io/v1");
  }

  private static ObjectNode toCore(ObjectNode event) {
    CORE_TO_GROUP.forEach(e -> rename(event, e.getValue(), e.getKey()));
    return event.put("apiVersion", "v1");
  }

  private static void rename(ObjectNode event, String from, String to) {
    Optional<JsonNode> value = Optional.ofNullable(event.remove(from));
    value.ifPresent(found -> event.set(to, found));
  }
}
