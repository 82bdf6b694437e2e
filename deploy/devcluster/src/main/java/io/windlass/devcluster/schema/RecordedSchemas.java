package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import java.util.Map;

/**
 * The catalog of a cluster: built-in types as recorded from a Kubernetes 1.32 API server, custom
 * types as their definitions state them. Thread-safe; making one reads and compiles the recording.
 */
public final class RecordedSchemas implements SchemaCatalog {
  private final Recording recording = new Recording();
  private final Shapes shapes = new Shapes(recording.schemas(), recording.goFields());
  private final OpenApiDocuments documents = new OpenApiDocuments(recording);

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
    return new RecordedType(shapes, shapes.named(recording.schemaName(group, version, kind)));
  }

  @Override
  public TypeSchema custom(ResourceType type, ObjectNode openApiV3Schema) {
    return new CustomType(openApiV3Schema, shapes);
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
