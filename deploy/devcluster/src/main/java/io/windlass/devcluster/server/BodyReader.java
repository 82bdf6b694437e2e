package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.DuplicateFields;
import io.windlass.devcluster.document.MalformedDocument;
import io.windlass.devcluster.document.YamlDocuments;
import java.util.List;

/** Objects out of the bodies of requests. Stateless. */
final class BodyReader {
  private BodyReader() {}

  /** An object, and one text for each field that its body states twice. */
  record Body(ObjectNode object, List<String> duplicates) {}

  /**
   * The object of a body in JSON or YAML; a 415 for other encodings, a 400 for what does not parse.
   *
   * @param kind what it should be, for the refusal
   */
  static Body read(Exchange exchange, String kind) {
    String encoding = exchange.mediaType();
    byte[] body = exchange.body();
    try {
      return switch (encoding) {
        case "", "application/json" -> new Body(Documents.parse(body), DuplicateFields.in(body));
        case "application/yaml" -> new Body(YamlDocuments.parse(body), List.of());
        case "application/vnd.kubernetes.protobuf" ->
            throw ApiException.unsupportedMediaType(
                "protobuf bodies are not served here - accepted media types include:"
                    + " application/json, application/yaml");
        default ->
            throw ApiException.unsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include:"
                    + " application/json, application/yaml");
      };
    } catch (MalformedDocument e) {
      throw ApiException.badRequest(
          "the object provided is unrecognized (must be of type %s): couldn't get version/kind; json parse error: %s"
              .formatted(kind, e.getMessage()));
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
