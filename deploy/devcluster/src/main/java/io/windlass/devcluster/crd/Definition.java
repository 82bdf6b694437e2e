package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.ScalePaths;
import io.windlass.devcluster.rest.VersionOrder;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One version of a CustomResourceDefinition as this server reads it. Does not change the tree. */
record Definition(ObjectNode crd, ObjectNode version) {
  private static final Set<String> VERBS =
      Set.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  /** The served versions of a definition. */
  static List<Definition> served(ObjectNode crd) {
    return Documents.objects(Documents.at(crd, "spec", "versions")).stream()
        .filter(version -> version.path("served").asBoolean())
        .map(version -> new Definition(crd, version))
        .toList();
  }

  /** The version in which objects are stored; empty if the definition names none. */
  static Optional<Definition> stored(ObjectNode crd) {
    return Documents.objects(Documents.at(crd, "spec", "versions")).stream()
        .filter(version -> version.path("storage").asBoolean())
        .map(version -> new Definition(crd, version))
        .findFirst();
  }

  /** The name of the version in which objects are stored. */
  static String storageVersion(ObjectNode crd) {
    return Documents.objects(Documents.at(crd, "spec", "versions")).stream()
        .filter(version -> version.path("storage").asBoolean())
        .map(version -> version.path("name").asText())
        .findFirst()
        .orElse("");
  }

  ResourceType type() {
    JsonNode spec = crd.path("spec");
    return new ResourceType(
        spec.path("group").asText(),
        version.path("name").asText(),
        names(spec.path("names")),
        spec.path("scope").asText().equals("Namespaced"),
        VERBS,
        subresources());
  }

  private static ResourceType.Names names(JsonNode names) {
    return new ResourceType.Names(
        names.path("kind").asText(),
        names.path("plural").asText(),
        names.path("singular").asText(),
        Documents.texts(names.path("shortNames")),
        Documents.texts(names.path("categories")));
  }

  private Set<String> subresources() {
    Set<String> found = new HashSet<>();
    for (String name : List.of("status", "scale")) {
      if (version.path("subresources").path(name).isObject()) {
        found.add(name);
      }
    }
    return found;
  }

  /** The warning of a deprecated version: its own words, or which version to use instead. */
  Optional<String> deprecation() {
    if (!version.path("deprecated").asBoolean()) {
      return Optional.empty();
    }
    String own = version.path("deprecationWarning").asText("");
    return Optional.of(own.isEmpty() ? named(version) + " is deprecated" + instead() : own);
  }

  private String instead() {
    Comparator<ObjectNode> preferred =
        Comparator.comparing(v -> v.path("name").asText(), VersionOrder.PREFERRED_FIRST);
    return Documents.objects(Documents.at(crd, "spec", "versions")).stream()
        .filter(v -> v.path("served").asBoolean() && !v.path("deprecated").asBoolean())
        .filter(v -> preferred.compare(v, version) < 0)
        .min(preferred)
        .map(v -> "; use " + named(v))
        .orElse("");
  }

  private String named(ObjectNode other) {
    JsonNode spec = crd.path("spec");
    return "%s/%s %s"
        .formatted(
            spec.path("group").asText(),
            other.path("name").asText(),
            Documents.text(spec, "names", "kind"));
  }

  boolean hasStatus() {
    return version.path("subresources").path("status").isObject();
  }

  Optional<ScalePaths> scale() {
    JsonNode scale = version.path("subresources").path("scale");
    if (!scale.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        ScalePaths.of(
            scale.path("specReplicasPath").asText(),
            scale.path("statusReplicasPath").asText(),
            scale.path("labelSelectorPath").asText()));
  }

  /** {@code schema.openAPIV3Schema}. */
  ObjectNode schema() {
    return Documents.at(version, "schema", "openAPIV3Schema") instanceof ObjectNode schema
        ? schema
        : Documents.object();
  }

  /** The JSON paths by which objects can be selected. */
  List<String> selectableFields() {
    return Documents.objects(version.path("selectableFields")).stream()
        .map(field -> field.path("jsonPath").asText())
        .toList();
  }

  List<ObjectNode> printerColumns() {
    return Documents.objects(version.path("additionalPrinterColumns"));
  }
}
