package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The cells of one row, one after the other. Not thread-safe. */
final class Cells {
  private final JsonNode object;
  private final Instant now;
  private final ArrayNode cells = JsonNodeFactory.instance.arrayNode();

  Cells(JsonNode object, Instant now) {
    this.object = object;
    this.now = now;
  }

  ArrayNode row() {
    return cells;
  }

  Cells name() {
    return text(object.path("metadata").path("name").asText());
  }

  Cells age() {
    return text(since(object.path("metadata").path("creationTimestamp")));
  }

  Cells text(String text) {
    cells.add(text);
    return this;
  }

  /** The text under a JSON pointer, which may be empty. */
  Cells at(String pointer) {
    return text(object.at(pointer).asText());
  }

  Cells at(String pointer, String otherwise) {
    String text = object.at(pointer).asText();
    return text(text.isEmpty() ? otherwise : text);
  }

  Cells number(long number) {
    cells.add(number);
    return this;
  }

  Cells flag(boolean flag) {
    cells.add(flag);
    return this;
  }

  /** How long ago a moment was; {@code <unknown>} for none. */
  String since(JsonNode time) {
    if (!time.isTextual()) {
      return "<unknown>";
    }
    try {
      return since(OffsetDateTime.parse(time.asText()).toInstant());
    } catch (DateTimeException _) {
      return "<invalid>";
    }
  }

  String since(Instant time) {
    return HumanDuration.between(time, now);
  }
}
