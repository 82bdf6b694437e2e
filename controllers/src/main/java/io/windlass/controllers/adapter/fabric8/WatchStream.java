package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.JsonTokens.fields;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.text;
import static io.windlass.controllers.adapter.fabric8.JsonTokens.version;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.windlass.controllers.adapter.fabric8.ResourceReader.RefusedRead;
import io.windlass.core.model.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * The frames of one watch, decoded as they come. One reader; anyone may close.
 *
 * <p>Kubernetes writes the type of a frame before its object, and only so can the object be decoded
 * in passing; a frame in another order counts as broken.
 */
final class WatchStream<V> implements AutoCloseable {
  private static final int UNKNOWN_ERROR = 500;

  private final ByteStream stream;
  private final ViewType<V> type;
  private Optional<JsonParser> parser = Optional.empty();

  WatchStream(ByteStream stream, ViewType<V> type) {
    this.stream = stream;
    this.type = type;
  }

  /** One frame. */
  sealed interface Frame<V> {
    record Changed<V>(V object) implements Frame<V> {}

    record Removed<V>(V object) implements Frame<V> {}

    record Bookmark<V>(long version) implements Frame<V> {}
  }

  /**
   * The next frame, empty at the orderly end.
   *
   * @throws IOException for a broken or half frame, a broken connection, or the server's error
   */
  Optional<Frame<V>> next() throws IOException {
    JsonParser tokens = parser();
    if (tokens.nextToken() == null) {
      return Optional.empty();
    }
    if (tokens.currentToken() != JsonToken.START_OBJECT) {
      throw new JsonParseException(tokens, "not a watch event: " + tokens.currentToken());
    }
    FrameDraft draft = new FrameDraft();
    fields(tokens, field -> read(tokens, field, draft));
    return Optional.of(
        draft.frame.orElseThrow(() -> new JsonParseException(tokens, "a watch event of nothing")));
  }

  private JsonParser parser() throws IOException {
    if (parser.isEmpty()) {
      parser = Optional.of(JsonTokens.FACTORY.createParser(stream));
    }
    return parser.get();
  }

  private void read(JsonParser tokens, String field, FrameDraft draft) throws IOException {
    switch (field) {
      case "type" -> draft.type = text(tokens);
      case "object" -> draft.frame = Optional.of(frame(tokens, draft.type));
      default -> {}
    }
  }

  private Frame<V> frame(JsonParser tokens, String frameType) throws IOException {
    return switch (frameType) {
      case "ADDED", "MODIFIED" -> new Frame.Changed<>(type.decoder().decode(tokens));
      case "DELETED" -> new Frame.Removed<>(type.decoder().decode(tokens));
      case "BOOKMARK" -> new Frame.Bookmark<>(bookmark(tokens));
      case "ERROR" -> throw error(JsonTokens.object(tokens));
      default -> throw new JsonParseException(tokens, "a watch event of type '" + frameType + "'");
    };
  }

  private static long bookmark(JsonParser tokens) throws IOException {
    long[] version = new long[1];
    fields(
        tokens,
        field -> {
          if (field.equals("metadata")) {
            fields(
                tokens,
                inner -> {
                  if (inner.equals("resourceVersion")) {
                    version[0] = version(tokens);
                  }
                });
          }
        });
    return version[0];
  }

  private static IOException error(Json.Obj status) {
    int code = status.number("code").map(Math::toIntExact).orElse(UNKNOWN_ERROR);
    return new RefusedRead(code, status.text("message").orElse("no message"));
  }

  @Override
  public void close() {
    stream.close();
  }

  private final class FrameDraft {
    private String type = "";
    private Optional<Frame<V>> frame = Optional.empty();
  }
}
