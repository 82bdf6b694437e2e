package io.windlass.devcluster.document;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds fields that a JSON document states twice. One pass over the bytes; used once. */
public final class DuplicateFields {
  private static final JsonFactory JSON = new JsonFactory();

  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<String> found = new ArrayList<>();

  private DuplicateFields() {}

  private static final class Level {
    final boolean array;
    final String path;
    final Set<String> fields = new HashSet<>();
    String field = "";
    int index = -1;

    Level(boolean array, String path) {
      this.array = array;
      this.path = path;
    }

    String childPath() {
      if (array) {
        return path + "[" + index + "]";
      }
      return path.isEmpty() ? field : path + "." + field;
    }
  }

  /** One text such as {@code duplicate field "spec.replicas"} for each; none if malformed. */
  public static List<String> in(byte[] json) {
    DuplicateFields duplicates = new DuplicateFields();
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        duplicates.take(token, parser);
      }
      return duplicates.found;
    } catch (JacksonException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(JsonToken token, JsonParser parser) throws IOException {
    switch (token) {
      case FIELD_NAME -> enter(parser.currentName());
      case START_OBJECT, START_ARRAY -> push(token == JsonToken.START_ARRAY);
      case END_OBJECT, END_ARRAY -> levels.pop();
      default -> countElement();
    }
  }

  private void enter(String field) {
    Level level = levels.element();
    level.field = field;
    if (!level.fields.add(field)) {
      found.add("duplicate field \"%s\"".formatted(level.childPath()));
    }
  }

  private void push(boolean array) {
    countElement();
    Level parent = levels.peek();
    levels.push(new Level(array, parent == null ? "" : parent.childPath()));
  }

  private void countElement() {
    Level level = levels.peek();
    if (level != null && level.array) {
      level.index++;
    }
  }
}
