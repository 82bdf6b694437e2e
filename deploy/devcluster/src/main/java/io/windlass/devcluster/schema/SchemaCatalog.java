package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;
import java.util.Map;

/** All shapes that a cluster knows. Thread-safe. */
public interface SchemaCatalog {
  /** Every built-in type that this cluster serves, in the order of discovery. */
  List<ResourceType> builtInTypes();

  /** The shape of a built-in type. */
  TypeSchema builtIn(ResourceType type);

  /**
   * The shape of a body that is no resource of its own: {@code autoscaling/v1 Scale}, {@code v1
   * Binding}, {@code policy/v1 Eviction}, {@code v1 DeleteOptions}, {@code v1 Status}.
   */
  TypeSchema body(String group, String version, String kind);

  /**
   * The document that a body in protobuf stands for; a 415 for types without a recorded message,
   * {@link io.windlass.devcluster.document.MalformedDocument} for what does not decode.
   */
  ObjectNode fromProtobuf(byte[] body);

  /**
   * The shape that one version of a CustomResourceDefinition states ({@code
   * schema.openAPIV3Schema}).
   */
  TypeSchema custom(ResourceType type, ObjectNode openApiV3Schema);

  /**
   * The OpenAPI v3 document of one group and version of built-in types: schemas and, for each type,
   * its paths with the query parameters that clients look for ({@code fieldValidation}, {@code
   * dryRun}).
   */
  ObjectNode openApiDocument(List<ResourceType> typesOfOneGroupVersion);

  /** The same for custom types, each with its {@code schema.openAPIV3Schema}. */
  ObjectNode openApiDocument(Map<ResourceType, ObjectNode> schemasOfOneGroupVersion);
}
