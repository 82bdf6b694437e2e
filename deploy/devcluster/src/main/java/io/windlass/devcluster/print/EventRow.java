package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The cells of events, in the shape of {@code v1} and of {@code events.k8s.io/v1}. Stateless. */
final class EventRow {
  private EventRow() {}

  /** Where the two shapes keep the same things. */
  private record Fields(String target, String message, String first, String last, String count) {}

  private static final Fields CORE =
      new Fields("involvedObject", "message", "firstTimestamp", "lastTimestamp", "count");
  private static final Fields CURRENT =
      new Fields(
          "regarding",
          "note",
          "deprecatedFirstTimestamp",
          "deprecatedLastTimestamp",
          "deprecatedCount");

  static void core(JsonNode event, Cells cells) {
    write(event, CORE, cells);
  }

  static void current(JsonNode event, Cells cells) {
    write(event, CURRENT, cells);
  }

  private static void write(JsonNode event, Fields fields, Cells cells) {
    String first = since(event.path(fields.first()), event.path("eventTime"), cells);
    String last =
        event.path(fields.last()).isTextual() ? cells.since(event.path(fields.last())) : first;
    long count = Math.max(1, event.path(fields.count()).asLong());
    JsonNode series = event.path("series");
    if (series.isObject()) {
      last = cells.since(series.path("lastObservedTime"));
      count = series.path("count").asLong();
    }
    JsonNode target = event.path(fields.target());
    cells.text(last).at("/type").at("/reason").text(target(target));
    cells.text(target.path("fieldPath").asText()).text(source(event));
    cells.text(event.path(fields.message()).asText().strip()).text(first).number(count).name();
  }

  private static String since(JsonNode time, JsonNode otherwise, Cells cells) {
    return cells.since(time.isTextual() ? time : otherwise);
  }

  private static String target(JsonNode target) {
    String kind = target.path("kind").asText().toLowerCase(Locale.ROOT);
    String name = target.path("name").asText();
    return name.isEmpty() ? kind : kind + "/" + name;
  }

  private static String source(JsonNode event) {
    JsonNode older = event.has("source") ? event.path("source") : event.path("deprecatedSource");
    String controller =
        event.path("reportingComponent").asText(event.path("reportingController").asText());
    String component = either(older.path("component").asText(), controller);
    String instance = either(older.path("host").asText(), event.path("reportingInstance").asText());
    return instance.isEmpty() ? component : component + ", " + instance;
  }

  private static String either(String first, String second) {
    return first.isEmpty() ? second : first;
  }
}
