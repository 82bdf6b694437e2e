package io.windlass.oam.read;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the generation of an application by the words it uses. The version under which it is served
 * says nothing: the API server gives out every object under every version.
 */
final class GenerationByShape {
  private static final List<String> FIRST = List.of("instanceName", "applicationScopes");
  private static final List<String> SECOND =
      List.of("revisionName", "dataInputs", "dataOutputs", "scopes");
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private GenerationByShape() {}

  /** The generation; a document that uses both words is a problem and reads as the second. */
  static Generation of(Node root) {
    Json spec = root.json().object("spec");
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (String field : List.of("variables", "scopes")) {
      note(spec, field, first);
    }
    for (Json component : spec.items("components")) {
      FIRST.forEach(field -> note(component, field, first));
      SECOND.forEach(field -> note(component, field, second));
      for (Json trait : component.items("traits")) {
        note(trait, "name", first);
        note(trait, "trait", second);
      }
    }
    if (!first.isEmpty() && !second.isEmpty()) {
      root.errorAt(
          "spec",
          "MixedGenerations",
          "has words of v1alpha1 (%s) and of v1alpha2 (%s)"
              .formatted(String.join(", ", first), String.join(", ", second)));
    }
    if (first.isEmpty() && second.isEmpty()) {
      return byVersion(root.json());
    }
    return second.isEmpty() ? Generation.V1ALPHA1 : Generation.V1ALPHA2;
  }

  private static void note(Json json, String field, List<String> words) {
    if (json.at(field).isPresent() && !words.contains(field)) {
      words.add(field);
    }
  }

  /** Nothing tells: what its author applied last, else the newer one. */
  private static Generation byVersion(Json root) {
    Optional<String> version =
        root.text("metadata", "annotations", LAST_APPLIED)
            .flatMap(JsonText::tryParse)
            .or(() -> Optional.of(root))
            .flatMap(json -> json.text("apiVersion"));
    return version.filter(it -> it.endsWith("/v1alpha1")).isPresent()
        ? Generation.V1ALPHA1
        : Generation.V1ALPHA2;
  }
}
