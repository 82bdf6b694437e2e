package io.windlass.controllers.adapter.josdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

/**
 * A primary in the parts in which it is kept. API servers write the fields of custom resources in
 * the order of their names, which is the canonical form: such a document is kept as the text that
 * it has already, and no tree of it is built. Immutable.
 */
final class PrimaryParts {
  private static final int LONGEST_BOOKMARK = 1_024;
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int USUAL_BYTES = 1_024;
  private static final int USUAL_CHARACTERS = 4_096;

  /** All but spec and status, as a document. */
  private final byte[] rest;

  /** Without white space, empty if there is none. */
  private final String spec;

  /** As {@link #spec}. */
  private final String status;

  private PrimaryParts(byte[] rest, String spec, String status) {
    this.rest = rest;
    this.spec = spec;
    this.status = status;
  }

  /** Reads the object at whose beginning a parser stands, up to its end. */
  static PrimaryParts read(JsonParser parser) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    String spec = "";
    String status = "";
    try (JsonGenerator rest = FACTORY.createGenerator(bytes)) {
      rest.writeStartObject();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "spec" -> spec = text(parser);
          case "status" -> status = text(parser);
          default -> {
            rest.writeFieldName(field);
            rest.copyCurrentStructureExact(parser);
          }
        }
      }
      rest.writeEndObject();
    }
    return new PrimaryParts(bytes.toByteArray(), spec, status);
  }

  private static String text(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter(USUAL_CHARACTERS);
    try (JsonGenerator copy = FACTORY.createGenerator(text)) {
      copy.copyCurrentStructureExact(parser);
    }
    return text.toString();
  }

  byte[] rest() {
    return rest.clone();
  }

  /** Whether there can be no more than metadata, and little of that. */
  boolean mayBeBookmark() {
    return spec.isEmpty() && rest.length <= LONGEST_BOOKMARK;
  }

  /** The view, packed. */
  <V> V view(ViewType<V> type, Making<V> making) throws IOException {
    Optional<Json.Obj> keptSpec = asItIs(spec);
    Optional<Json.Obj> keptStatus = asItIs(status);
    return keptSpec.isPresent() && keptStatus.isPresent()
        ? making.of(type.metaOf().apply(type.decode(rest)), keptSpec.get(), keptStatus.get())
        : making.packed(type.decode(whole()));
  }

  /** Makes views of their parts. */
  interface Making<V> {
    V of(ObjectMeta meta, Json.Obj spec, Json.Obj status);

    V packed(V view);
  }

  private static Optional<Json.Obj> asItIs(String text) {
    return text.isEmpty() ? Optional.of(Json.Obj.EMPTY) : Json.Obj.ofCanonical(text);
  }

  private byte[] whole() {
    String open = new String(rest, 0, rest.length - 1, UTF_8);
    return (open + field("spec", spec) + field("status", status) + "}").getBytes(UTF_8);
  }

  private static String field(String name, String text) {
    return text.isEmpty() ? "" : ",\"" + name + "\":" + text;
  }
}
