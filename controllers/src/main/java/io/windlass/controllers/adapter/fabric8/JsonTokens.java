package io.windlass.controllers.adapter.fabric8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.windlass.core.model.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks JSON token by token. Fields that nobody asks for are skipped without being built, fields
 * that are {@code null} count as absent. Stateless.
 */
final class JsonTokens {
  /** Shared, thread-safe; remembers the names of fields. */
  static final JsonFactory FACTORY = new JsonFactory();

  private JsonTokens() {}

  /** Looks at one field or item; may read its value, and need not. */
  @FunctionalInterface
  interface Visitor {
    void visit(String field) throws IOException;
  }

  /** Visits the fields of the object that begins at the current token; no object, no fields. */
  static void fields(JsonParser parser, Visitor visitor) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (next(parser) != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      if (next(parser) != JsonToken.VALUE_NULL) {
        visitor.visit(field);
        parser.skipChildren();
      }
    }
  }

  /** Visits the items of the array that begins at the current token, under the empty name. */
  static void items(JsonParser parser, Visitor visitor) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return;
    }
    while (next(parser) != JsonToken.END_ARRAY) {
      visitor.visit("");
      parser.skipChildren();
    }
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonParseException(parser, "the document ends in its middle");
    }
    return token;
  }

  static String text(JsonParser parser) throws IOException {
    return parser.currentToken().isScalarValue() ? parser.getText() : "";
  }

  static Instant instant(JsonParser parser) throws IOException {
    String text = text(parser);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new JsonParseException(parser, "not a time: " + text, e);
    }
  }

  /** A resourceVersion; an API server's are whole numbers. */
  static long version(JsonParser parser) throws IOException {
    String text = text(parser);
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new JsonParseException(parser, "not a resourceVersion: " + text, e);
    }
  }

  /** The object at the current token, as it is, nulls included. */
  static Json.Obj object(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Json.Obj.EMPTY;
    }
    Map<String, Json> fields = new LinkedHashMap<>();
    while (next(parser) != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      next(parser);
      fields.put(field, value(parser));
    }
    return new Json.Obj(fields);
  }

  /** The value at the current token, as it is. */
  static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> Json.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getDecimalValue());
      case VALUE_TRUE -> Json.of(true);
      case VALUE_FALSE -> Json.of(false);
      case VALUE_NULL -> Json.Null.VALUE;
      default -> throw new JsonParseException(parser, "no value: " + parser.currentToken());
    };
  }

  private static Json array(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    while (next(parser) != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Arr(items);
  }
}
