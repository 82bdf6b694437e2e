package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.schema.Shape.Scalar;
import io.windlass.devcluster.schema.Shape.ScalarKind;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/**
 * Values of a message that JSON writes without structure, some of which are messages on the wire:
 * moments, amounts, numbers that may be texts. Not thread-safe.
 */
final class ProtobufScalars {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final CodedInputStream in;

  ProtobufScalars(CodedInputStream in) {
    this.in = in;
  }

  /** Whether lists of these may stand packed. */
  static boolean isNumber(ScalarKind kind) {
    return switch (kind) {
      case INT32, INT64, DOUBLE, BOOL -> true;
      case STRING, BYTES, TIME, MICRO_TIME, QUANTITY, INT_OR_STRING -> false;
    };
  }

  JsonNode read(ScalarKind kind) throws IOException {
    return switch (kind) {
      case STRING -> NODES.textNode(in.readStringRequireUtf8());
      case INT32 -> NODES.numberNode(in.readInt32());
      case INT64 -> number(in.readInt64());
      case DOUBLE -> NODES.numberNode(in.readDouble());
      case BOOL -> NODES.booleanNode(in.readBool());
      case BYTES -> NODES.textNode(Base64.getEncoder().encodeToString(in.readByteArray()));
      case TIME, MICRO_TIME -> moment(kind);
      case QUANTITY -> quantity();
      case INT_OR_STRING -> intOrString();
    };
  }

  // As the JSON parser has it, so that equal documents are equal trees.
  private static JsonNode number(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  /** What a map holds under a key that came without a value. */
  static JsonNode zero(Shape shape) {
    boolean text =
        shape instanceof Scalar scalar
            && (scalar.kind() == ScalarKind.STRING || scalar.kind() == ScalarKind.BYTES);
    return text ? NODES.textNode("") : NODES.nullNode();
  }

  /** A document that travels as its bytes. */
  static JsonNode json(byte[] bytes) {
    return bytes.length == 0 ? MissingNode.getInstance() : Documents.parseAny(bytes);
  }

  // A moment that was never set is an empty message.
  private JsonNode moment(ScalarKind kind) throws IOException {
    long seconds = 0;
    int nanos = 0;
    int limit = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> seconds = in.readInt64();
        case 2 -> nanos = in.readInt32();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    if (seconds == 0 && nanos == 0) {
      return NODES.nullNode();
    }
    String text = Instant.ofEpochSecond(seconds, nanos).toString();
    return NODES.textNode(Times.canonical(text, kind == ScalarKind.MICRO_TIME));
  }

  private JsonNode quantity() throws IOException {
    String text = "0";
    int limit = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == 1) {
        text = in.readStringRequireUtf8();
      } else {
        in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return NODES.textNode(text);
  }

  private JsonNode intOrString() throws IOException {
    boolean isText = false;
    int number = 0;
    String text = "";
    int limit = in.pushLimit(in.readRawVarint32());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> isText = in.readInt64() == 1;
        case 2 -> number = in.readInt32();
        case 3 -> text = in.readStringRequireUtf8();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return isText ? NODES.textNode(text) : NODES.numberNode(number);
  }
}
