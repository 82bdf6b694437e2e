package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The metadata of a custom resource and of the resources that it embeds: decoded as the API
 * server's own type, whatever the schema says. Stateless.
 */
final class EmbeddedResources {
  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

  private final Shapes shapes;
  private final Shape metadata;

  EmbeddedResources(Shapes shapes) {
    this.shapes = shapes;
    this.metadata = shapes.named(OBJECT_META);
  }

  /** What does not decode, first faults only. */
  List<String> decodeFaults(ObjectNode object, StructuralSchema schema) {
    List<String> faults = new ArrayList<>();
    decode(object.path("metadata")).forEach(faults::add);
    embedded(
        object,
        schema,
        "",
        (resource, path) -> {
          String place = path + ".metadata";
          JsonNode value = resource.path("metadata");
          String shown = "%s: Invalid value: %s: ".formatted(place, GoText.literal(value));
          decode(value).forEach(fault -> faults.add(shown + fault));
        });
    return faults.stream().limit(1).toList();
  }

  /** Drops unknown fields of all metadata; returns their messages. */
  List<String> prune(ObjectNode object, StructuralSchema schema) {
    List<String> unknown = new ArrayList<>(prune(object, "metadata"));
    embedded(
        object,
        schema,
        "",
        (resource, path) -> unknown.addAll(prune(resource, path + ".metadata")));
    return unknown;
  }

  /** Embedded resources that do not say what they are. */
  List<Cause> validate(ObjectNode object, StructuralSchema schema) {
    List<Cause> faults = new ArrayList<>();
    embedded(
        object,
        schema,
        "",
        (resource, path) -> {
          for (String name : List.of("apiVersion", "kind")) {
            if (resource.path(name).asText().isEmpty()) {
              faults.add(Faults.required(path + "." + name, "must not be empty"));
            }
          }
        });
    return faults;
  }

  private List<String> decode(JsonNode value) {
    return value.isMissingNode()
        ? List.of()
        : new DecodeFaults(shapes).first(value, metadata).stream().toList();
  }

  private List<String> prune(ObjectNode resource, String path) {
    if (!(resource.path("metadata") instanceof ObjectNode value)) {
      return List.of();
    }
    List<String> unknown = new Roundtrip(shapes).apply(value, metadata, path);
    if (value.path("creationTimestamp").isNull()) {
      value.remove("creationTimestamp");
    }
    return unknown;
  }

  private static void embedded(
      JsonNode value,
      StructuralSchema schema,
      String path,
      BiConsumer<ObjectNode, String> visitor) {
    if (schema.marks().embeddedResource() && value instanceof ObjectNode resource) {
      visitor.accept(resource, path);
    }
    for (Map.Entry<String, JsonNode> e : value.properties()) {
      String field = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
      schema
          .children()
          .at(e.getKey())
          .ifPresent(child -> embedded(e.getValue(), child, field, visitor));
    }
    if (value.isArray() && schema.children().items().isPresent()) {
      for (int i = 0; i < value.size(); i++) {
        embedded(value.get(i), schema.children().items().get(), path + "[" + i + "]", visitor);
      }
    }
  }
}
