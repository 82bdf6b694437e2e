package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.manage.FieldTypes;
import io.windlass.devcluster.manage.ManagedType;
import java.util.List;
import java.util.Map;

/**
 * The catalog of a cluster: built-in types as recorded from a Kubernetes 1.32 API server, custom
 * types as their definitions state them. Thread-safe; making one reads and compiles the recording.
 */
public final class RecordedSchemas implements SchemaCatalog {
  private final Recording recording = new Recording();
  private final Shapes shapes = new Shapes(recording.schemas(), recording.goFields());
  private final ProtobufBodies protobuf = new ProtobufBodies(recording, shapes);
  private final OpenApiDocuments documents = new OpenApiDocuments(recording);
  private final FieldTypes fieldTypes = new FieldTypes(recording.schemas());

  @Override
  public List<ResourceType> builtInTypes() {
    return recording.types();
  }

  @Override
  public TypeSchema builtIn(ResourceType type) {
    return body(type.group(), type.version(), type.kind());
  }

  @Override
  public TypeSchema body(String group, String version, String kind) {
    String name = recording.schemaName(group, version, kind);
    return new RecordedType(shapes, shapes.named(name), kind, fieldTypes.named(name));
  }

  @Override
  public ObjectNode fromProtobuf(byte[] body) {
    return protobuf.document(body);
  }

  @Override
  public TypeSchema custom(ResourceType type, ObjectNode openApiV3Schema) {
    ObjectNode blank = JsonNodeFactory.instance.objectNode();
    blank.put("kind", type.kind()).put("apiVersion", type.apiVersion());
    ManagedType managed =
        new ManagedType(type.kind(), true, fieldTypes.custom(openApiV3Schema), blank);
    return new CustomType(openApiV3Schema, shapes, managed);
  }

  @Override
  public ObjectNode openApiDocument(List<ResourceType> typesOfOneGroupVersion) {
    return documents.ofBuiltIn(typesOfOneGroupVersion);
  }

  @Override
  public ObjectNode openApiDocument(Map<ResourceType, ObjectNode> schemasOfOneGroupVersion) {
    return documents.ofCustom(schemasOfOneGroupVersion);
  }
}
