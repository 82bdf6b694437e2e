package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents that are kept as they are, nulls included. Stateless. */
public final class JsonTrees {
  private static final int MAX_DEPTH = 500;

  private JsonTrees() {}

  /** The object here; anything else is skipped and counts as {@link Json.Obj#EMPTY}. */
  public static Json.Obj object(JsonCursor json) throws IOException {
    return object(json, MAX_DEPTH);
  }

  /** The value here. */
  public static Json value(JsonCursor json) throws IOException {
    return value(json, MAX_DEPTH);
  }

  private static Json.Obj object(JsonCursor json, int depthLeft) throws IOException {
    if (!json.enterObject()) {
      return Json.Obj.EMPTY;
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    while (json.nextField()) {
      fields.put(json.field(), value(json, depthLeft - 1));
    }
    return new Json.Obj(fields);
  }

  private static Json array(JsonCursor json, int depthLeft) throws IOException {
    List<Json> items = new ArrayList<>();
    json.enterArray();
    while (json.nextItem()) {
      items.add(value(json, depthLeft - 1));
    }
    return new Json.Arr(items);
  }

  private static Json value(JsonCursor json, int depthLeft) throws IOException {
    if (depthLeft < 0) {
      throw json.broken("a document nested deeper than " + MAX_DEPTH);
    }
    return switch (json.kind()) {
      case '{' -> object(json, depthLeft);
      case '[' -> array(json, depthLeft);
      case '"' -> Json.of(json.word());
      default -> scalar(json);
    };
  }

  private static Json scalar(JsonCursor json) throws IOException {
    String text = json.literal();
    return switch (text) {
      case "true" -> Json.of(true);
      case "false" -> Json.of(false);
      case "null" -> Json.Null.VALUE;
      default -> number(json, text);
    };
  }

  private static Json number(JsonCursor json, String text) throws IOException {
    try {
      return new Json.Num(new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw json.broken("no number: " + text);
    }
  }
}
