package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

/** All shapes that a cluster knows. Thread-safe. */
public interface SchemaCatalog {
  /** Every built-in type that this cluster serves, in the order of discovery. */
  List<ResourceType> builtInTypes();

  /** The shape of a built-in type. */
  TypeSchema builtIn(ResourceType type);

  /**
   * The shape that one version of a CustomResourceDefinition states ({@code
   * schema.openAPIV3Schema}).
   */
  TypeSchema custom(ResourceType type, ObjectNode openApiV3Schema);

  /**
   * The OpenAPI v3 document of one group and version: schemas and, for each type, its paths with
   * the query parameters that clients look for ({@code fieldValidation}, {@code dryRun}).
   */
  ObjectNode openApiDocument(List<ResourceType> typesOfOneGroupVersion);
}
