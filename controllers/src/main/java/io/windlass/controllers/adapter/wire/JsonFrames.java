package io.windlass.controllers.adapter.wire;

import java.io.IOException;
import java.util.Optional;

/**
 * Watch events in JSON. Kubernetes writes the type of an event before its object, and only so can
 * the object be decoded in passing; an event in another order counts as broken.
 */
final class JsonFrames<V> implements Frames<V> {
  private final ByteWindow in;
  private final JsonCursor json;
  private final ViewType<V> type;
  private final MetaJson metas = new MetaJson();

  JsonFrames(ByteWindow in, ViewType<V> type) {
    this.in = in;
    this.json = new JsonCursor(in, type.words());
    this.type = type;
  }

  @Override
  public Optional<Frame<V>> next() throws IOException {
    in.begin();
    if (json.atEnd()) {
      return Optional.empty();
    }
    in.begin();
    if (!json.enterObject()) {
      throw json.broken("not a watch event");
    }
    String kind = "";
    Optional<Frame<V>> frame = Optional.empty();
    while (json.nextField()) {
      switch (json.field()) {
        case "type" -> kind = json.word();
        case "object" -> frame = Optional.of(frame(kind));
        default -> json.skip();
      }
    }
    if (frame.isEmpty()) {
      throw json.broken("a watch event of nothing");
    }
    return frame;
  }

  private Frame<V> frame(String kind) throws IOException {
    return switch (kind) {
      case "ADDED", "MODIFIED" -> new Frame.Changed<>(type.json().decode(json));
      case "DELETED" -> new Frame.Removed<>(type.json().decode(json));
      case "BOOKMARK" -> bookmark();
      case "ERROR" -> new Frame.Failed<>(status(json));
      default -> throw json.broken("a watch event of type '" + kind + "'");
    };
  }

  private Frame<V> bookmark() throws IOException {
    MetaDraft draft = new MetaDraft();
    metas.readOfObject(json, draft);
    return draft.bookmark();
  }

  private static ApiStatus status(JsonCursor json) throws IOException {
    int code = 0;
    String message = "";
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "code" -> code = (int) json.number();
          case "message" -> message = json.text();
          default -> json.skip();
        }
      }
    }
    return new ApiStatus(code, message);
  }

  /** The Status in a whole body; nothing is said where it is none. */
  static ApiStatus status(byte[] body) {
    try {
      return status(new JsonCursor(new ByteWindow(body), Words.ofOneDocument()));
    } catch (IOException notJson) {
      return new ApiStatus(0, "");
    }
  }
}
