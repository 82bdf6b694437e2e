package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A name that a definition asks for and another of its group has.
 *
 * @param reason of the condition {@code NamesAccepted}
 */
record NameConflict(String reason, String message) {

  /** The conflict of a definition with others; empty if all its names are free. */
  static Optional<NameConflict> of(ObjectNode crd, List<ObjectNode> others) {
    Set<String> resources = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (ObjectNode other : others) {
      JsonNode taken = Documents.at(other, "status", "acceptedNames");
      resources.add(taken.path("plural").asText(""));
      resources.add(taken.path("singular").asText(""));
      resources.addAll(Documents.texts(taken.path("shortNames")));
      kinds.add(taken.path("kind").asText(""));
      kinds.add(taken.path("listKind").asText(""));
    }
    JsonNode names = Documents.at(crd, "spec", "names");
    // Of several conflicts the API server tells the last.
    return taken(names, "listKind", "ListKindConflict", kinds)
        .or(() -> taken(names, "kind", "KindConflict", kinds))
        .or(() -> shortNames(names, resources))
        .or(() -> taken(names, "singular", "SingularConflict", resources))
        .or(() -> taken(names, "plural", "PluralConflict", resources));
  }

  private static Optional<NameConflict> taken(
      JsonNode names, String field, String reason, Set<String> taken) {
    String name = names.path(field).asText("");
    return !name.isEmpty() && taken.contains(name)
        ? Optional.of(new NameConflict(reason, inUse(name)))
        : Optional.empty();
  }

  private static Optional<NameConflict> shortNames(JsonNode names, Set<String> taken) {
    List<String> conflicts =
        Documents.texts(names.path("shortNames")).stream()
            .filter(taken::contains)
            .map(NameConflict::inUse)
            .toList();
    String all =
        conflicts.size() == 1 ? conflicts.getFirst() : "[" + String.join(", ", conflicts) + "]";
    return conflicts.isEmpty()
        ? Optional.empty()
        : Optional.of(new NameConflict("ShortNamesConflict", all));
  }

  private static String inUse(String name) {
    return "\"%s\" is already in use".formatted(name);
  }
}
