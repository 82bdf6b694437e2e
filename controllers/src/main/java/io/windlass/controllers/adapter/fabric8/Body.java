package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.wire.ByteWindow;
import io.windlass.controllers.adapter.wire.Encoding;
import io.windlass.controllers.adapter.wire.JsonCursor;
import io.windlass.controllers.adapter.wire.JsonDecoder;
import io.windlass.controllers.adapter.wire.JsonTrees;
import io.windlass.controllers.adapter.wire.StatusProto;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.controllers.adapter.wire.Words;
import io.windlass.core.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The bytes of an answer. Immutable by agreement: nobody writes into them. */
final class Body {
  private static final int MAX_EXCERPT_CHARS = 200;

  private final byte[] bytes;
  private final Encoding encoding;

  Body(byte[] bytes) {
    this(bytes, Encoding.JSON);
  }

  Body(byte[] bytes, Encoding encoding) {
    this.bytes = bytes;
    this.encoding = encoding;
  }

  /** Decodes an object, in whatever it is written; a broken one is an {@link IOException}. */
  <V> V decode(ViewType<V> type) throws IOException {
    return encoding.object(bytes, type);
  }

  /** Decodes bytes that are JSON; a broken document is an {@link IOException}. */
  <V> V decode(JsonDecoder<V> decoder, Words words) throws IOException {
    return decoder.decode(new JsonCursor(new ByteWindow(bytes), words));
  }

  /** The bytes as a document, {@link Json.Obj#EMPTY} if they are none; of protobuf a Status. */
  Json.Obj object() {
    if (encoding == Encoding.PROTOBUF) {
      return StatusProto.read(bytes);
    }
    try {
      return decode(JsonTrees::object, Words.ofOneDocument());
    } catch (IOException notJson) {
      return Json.Obj.EMPTY;
    }
  }

  /** The beginning of the bytes as text, for messages. */
  String excerpt() {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    return text.length() <= MAX_EXCERPT_CHARS ? text : text.substring(0, MAX_EXCERPT_CHARS) + "…";
  }
}
