package io.windlass.devcluster.server;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.schema.JsonDocuments;
import java.io.IOException;
import java.util.List;

/** Objects out of the bodies of requests. Stateless. */
final class BodyReader {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

  private BodyReader() {}

  /** An object, and one text for each field that its body states twice. */
  record Body(ObjectNode object, List<String> duplicates) {}

  /**
   * The object of a body in JSON, YAML or protobuf; a 415 for other encodings, a 400 for what does
   * not parse.
   *
   * @param kind what it should be, for the refusal
   */
  static Body read(Exchange exchange, String kind) {
    String encoding = exchange.mediaType();
    byte[] body = exchange.body();
    try {
      return switch (encoding) {
        case "", "application/json" -> json(body);
        case "application/yaml" -> new Body(YamlDocuments.parse(body), List.of());
        case PROTOBUF -> new Body(exchange.fromProtobuf(body), List.of());
        default ->
            throw ApiException.unsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include:"
                    + " application/json, application/yaml");
      };
    } catch (MalformedDocument e) {
      String what =
          encoding.equals(PROTOBUF) ? "" : "couldn't get version/kind; json parse error: ";
      throw ApiException.badRequest(
          "the object provided is unrecognized (must be of type %s): %s%s"
              .formatted(kind, what, e.getMessage()));
    }
  }

  /** The object of a body in JSON; throws {@link MalformedDocument}. */
  static Body json(byte[] body) {
    try {
      JsonDocuments.Parsed parsed = JsonDocuments.parse(body);
      // As in Go, a null is an object without fields.
      if (parsed.root().isNull()) {
        return new Body(Documents.object(), List.of());
      }
      if (parsed.root() instanceof ObjectNode object) {
        return new Body(object, parsed.duplicates());
      }
      throw new MalformedDocument("not an object");
    } catch (JacksonException e) {
      throw new MalformedDocument(e.getOriginalMessage());
    } catch (IOException e) {
      throw new MalformedDocument(String.valueOf(e.getMessage()));
    }
  }

  /** The object of a body that may be left out. */
  static ObjectNode readOptional(Exchange exchange, String kind) {
    if (exchange.hasBody()) {
      return read(exchange, kind).object();
    }
    return Documents.object();
  }
}
