package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.windlass.devcluster.schema.ProtobufNumbers.Member;
import io.windlass.devcluster.schema.Shape.Field;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Opaque;
import io.windlass.devcluster.schema.Shape.Reference;
import io.windlass.devcluster.schema.Shape.Scalar;
import io.windlass.devcluster.schema.Shape.ScalarKind;
import io.windlass.devcluster.schema.Shape.Struct;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one message as the JSON document that Go would have written for it. What a field holds is
 * told by its shape, which the recorded schema gives; the wire only has numbers. Unknown numbers
 * are skipped, as Go does. Used for one body; not thread-safe; cost O(size of the body).
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding">
 *     Kubernetes protobuf encoding</a>
 */
final class ProtobufReader {
  private static final int MAX_DEPTH = 100;
  private static final String SCHEMA_PROPS =
      "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps";

  private final Shapes shapes;
  private final ProtobufNumbers numbers;
  private final CodedInputStream in;
  private final ProtobufScalars scalars;
  private int depth;

  ProtobufReader(Shapes shapes, ProtobufNumbers numbers, CodedInputStream in) {
    this.shapes = shapes;
    this.numbers = numbers;
    this.in = in;
    this.scalars = new ProtobufScalars(in);
  }

  /** The rest of the input, as a message of this schema. */
  ObjectNode message(String schema) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    if (shapes.named(schema) instanceof Struct struct) {
      fields(object, struct.fields(), schema);
    }
    return object;
  }

  private void fields(ObjectNode into, Map<String, Field> fields, String message)
      throws IOException {
    Map<Integer, Member> members = numbers.of(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Optional<Member> member = Optional.ofNullable(members.get(WireFormat.getTagFieldNumber(tag)));
      if (member.filter(Member::inline).isPresent()) {
        int limit = enter();
        fields(into, fields, member.get().name());
        leave(limit);
        continue;
      }
      Optional<Field> field = member.map(found -> fields.get(found.name()));
      if (field.isEmpty()) {
        in.skipField(tag);
      } else {
        String name = member.get().name();
        into.set(name, value(field.get().shape(), tag, into.path(name)));
      }
    }
  }

  /** Reads one occurrence of a field; lists and maps grow with each. */
  private JsonNode value(Shape shape, int tag, JsonNode present) throws IOException {
    return switch (shapes.resolve(shape)) {
      case Scalar scalar -> scalars.read(scalar.kind());
      case ListOf list -> appended(list, tag, present);
      case MapOf map -> withEntry(map, present);
      case Struct struct -> struct(struct, shape);
      case Opaque opaque -> opaque(opaque);
      case Reference reference -> throw new IllegalStateException("unresolved " + reference);
    };
  }

  private ObjectNode struct(Struct struct, Shape shape) throws IOException {
    if (!(shape instanceof Reference reference)) {
      throw new IllegalStateException("a struct without a name: " + struct.goName());
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    int limit = enter();
    fields(object, struct.fields(), reference.schema());
    leave(limit);
    return object;
  }

  private ArrayNode appended(ListOf list, int tag, JsonNode present) throws IOException {
    ArrayNode array =
        present instanceof ArrayNode grown ? grown : JsonNodeFactory.instance.arrayNode();
    boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
    if (delimited
        && shapes.resolve(list.item()) instanceof Scalar scalar
        && ProtobufScalars.isNumber(scalar.kind())) {
      int limit = enter();
      while (!in.isAtEnd()) {
        array.add(scalars.read(scalar.kind()));
      }
      leave(limit);
    } else {
      array.add(value(list.item(), tag, MissingNode.getInstance()));
    }
    return array;
  }

  private ObjectNode withEntry(MapOf map, JsonNode present) throws IOException {
    ObjectNode object =
        present instanceof ObjectNode grown ? grown : JsonNodeFactory.instance.objectNode();
    int limit = enter();
    entry(map, object);
    leave(limit);
    return object;
  }

  private void entry(MapOf map, ObjectNode into) throws IOException {
    String key = "";
    JsonNode value = ProtobufScalars.zero(shapes.resolve(map.value()));
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> key = in.readStringRequireUtf8();
        case 2 -> value = mapValue(map.value(), tag);
        default -> in.skipField(tag);
      }
    }
    into.set(key, value);
  }

  // A list cannot be the value of a map on the wire: a message with one field stands for it.
  private JsonNode mapValue(Shape shape, int tag) throws IOException {
    if (!(shapes.resolve(shape) instanceof ListOf list)) {
      return value(shape, tag, MissingNode.getInstance());
    }
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    int limit = enter();
    for (int inner = in.readTag(); inner != 0; inner = in.readTag()) {
      items.add(value(list.item(), inner, MissingNode.getInstance()));
    }
    leave(limit);
    return items;
  }

  /** What decodes itself: JSON as bytes, or a schema of a definition that may be something else. */
  private JsonNode opaque(Opaque opaque) throws IOException {
    String type = opaque.goName().substring(opaque.goName().lastIndexOf('.') + 1);
    JsonNode one = MissingNode.getInstance();
    ArrayNode many = JsonNodeFactory.instance.arrayNode();
    int limit = enter();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      boolean second = WireFormat.getTagFieldNumber(tag) == 2;
      switch (type) {
        case "JSONSchemaPropsOrBool" -> one = second ? schema(tag) : scalars.read(ScalarKind.BOOL);
        case "JSONSchemaPropsOrArray" -> {
          if (second) {
            many.add(schema(tag));
          } else {
            one = schema(tag);
          }
        }
        case "JSONSchemaPropsOrStringArray" -> {
          if (second) {
            many.add(in.readStringRequireUtf8());
          } else {
            one = schema(tag);
          }
        }
        default -> one = ProtobufScalars.json(in.readByteArray());
      }
    }
    leave(limit);
    return many.isEmpty() ? one : many;
  }

  private JsonNode schema(int tag) throws IOException {
    return value(new Reference(SCHEMA_PROPS), tag, MissingNode.getInstance());
  }

  /** Begins a piece that ends where the length before it says. */
  private int enter() throws IOException {
    if (++depth > MAX_DEPTH) {
      throw new IOException("exceeded max depth");
    }
    return in.pushLimit(in.readRawVarint32());
  }

  private void leave(int limit) throws IOException {
    in.checkLastTagWas(0);
    in.popLimit(limit);
    depth--;
  }
}
