package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bodies in Kubernetes' protobuf encoding, as the documents that they stand for: four magic bytes,
 * then a message that names the type and holds the object. Thread-safe; cost O(size of the body).
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding">
 *     Kubernetes protobuf encoding</a>
 */
final class ProtobufBodies {
  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private final Recording recording;
  private final Shapes shapes;
  private final ProtobufNumbers numbers;

  ProtobufBodies(Recording recording, Shapes shapes) {
    this.recording = recording;
    this.shapes = shapes;
    this.numbers = new ProtobufNumbers(recording.protoNumbers());
  }

  private record Envelope(String apiVersion, String kind, ByteString raw) {}

  /**
   * The document of a body; a 415 for a type that has no recorded message, {@link
   * MalformedDocument} for bytes that are not what they say.
   */
  ObjectNode document(byte[] body) {
    if (body.length < MAGIC.length || !Arrays.equals(MAGIC, 0, 4, body, 0, 4)) {
      throw new MalformedDocument(
          "provided data does not appear to be a protobuf message, expected prefix"
              + " [107 56 115 0]");
    }
    try {
      Envelope envelope = envelope(body);
      String schema = schema(envelope);
      CodedInputStream in = envelope.raw().newCodedInput();
      ObjectNode object = Documents.object();
      object.put("kind", envelope.kind()).put("apiVersion", envelope.apiVersion());
      object.setAll(new ProtobufReader(shapes, numbers, in).message(schema));
      // Zeros travel, too; JSON leaves out those that mean nothing.
      new Roundtrip(shapes).apply(object, shapes.named(schema), "");
      return object;
    } catch (IOException | DateTimeException e) {
      throw new MalformedDocument("proto: " + e.getMessage());
    }
  }

  private static Envelope envelope(byte[] body) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(body, 4, body.length - 4);
    String[] typeMeta = {"", ""};
    ByteString raw = ByteString.EMPTY;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> readTypeMeta(in, typeMeta);
        case 2 -> raw = in.readBytes();
        default -> in.skipField(tag);
      }
    }
    return new Envelope(typeMeta[0], typeMeta[1], raw);
  }

  private static void readTypeMeta(CodedInputStream in, String[] into) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      if (number == 1 || number == 2) {
        into[number - 1] = in.readStringRequireUtf8();
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(limit);
  }

  private String schema(Envelope envelope) {
    if (envelope.kind().equals("DeleteOptions")) {
      return "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions";
    }
    int slash = envelope.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : envelope.apiVersion().substring(0, slash);
    String version = envelope.apiVersion().substring(slash + 1);
    Optional<String> schema = recording.findSchemaName(group, version, envelope.kind());
    return schema.orElseThrow(
        () ->
            ApiException.unsupportedMediaType(
                "no protobuf message is known for %s, Kind=%s - accepted media types include:"
                        .formatted(envelope.apiVersion(), envelope.kind())
                    + " application/json, application/yaml"));
  }
}
