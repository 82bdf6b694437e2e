package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import java.util.List;

/** A custom resource in one version, as its definition states it. */
final class CustomType implements TypeSchema {
  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  private final Shapes shapes;

  CustomType(Shapes shapes) {
    this.shapes = shapes;
  }

  @Override
  public List<String> prune(ObjectNode object) {
    return object.path("metadata") instanceof ObjectNode metadata
        ? new Roundtrip(shapes).apply(metadata, shapes.named(OBJECT_META), "metadata")
        : List.of();
  }

  @Override
  public void applyDefaults(ObjectNode object) {}

  @Override
  public List<ApiException.Cause> validate(ObjectNode object) {
    return List.of();
  }

  @Override
  public List<String> decodeFaults(ObjectNode object) {
    return new DecodeFaults(shapes)
            .first(object.path("metadata"), shapes.named(OBJECT_META), "ObjectMeta", "metadata")
            .stream()
            .toList();
  }

  @Override
  public ObjectNode strategicMerge(ObjectNode object, ObjectNode patch) {
    throw ApiException.unsupportedMediaType(
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json-patch+json, application/merge-patch+json");
  }
}
