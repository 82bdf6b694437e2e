package io.windlass.devcluster.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The entries of an APIResourceList. Stateless. */
final class Resources {
  private Resources() {}

  /** The entry of a type; none if it is only served through its subresources. */
  static Optional<ObjectNode> main(ResourceType type) {
    if (type.verbs().isEmpty()) {
      return Optional.empty();
    }
    ObjectNode entry = Documents.object();
    entry.put("name", type.plural());
    entry.put("singularName", type.names().singular());
    entry.put("namespaced", type.namespaced());
    entry.put("kind", type.kind());
    addAll(entry, "verbs", List.copyOf(new TreeSet<>(type.verbs())));
    addAll(entry, "shortNames", type.names().shortNames());
    addAll(entry, "categories", type.names().categories());
    return Optional.of(entry);
  }

  static ObjectNode sub(ResourceType type, String subresource) {
    ObjectNode entry = Documents.object();
    entry.put("name", type.plural() + "/" + subresource);
    entry.put("singularName", "");
    entry.put("namespaced", type.namespaced());
    switch (subresource) {
      case "scale" -> entry.put("group", "autoscaling").put("version", "v1").put("kind", "Scale");
      case "binding" -> entry.put("kind", "Binding");
      case "eviction" -> entry.put("group", "policy").put("version", "v1").put("kind", "Eviction");
      case "token" ->
          entry
              .put("group", "authentication.k8s.io")
              .put("version", "v1")
              .put("kind", "TokenRequest");
      default -> entry.put("kind", type.kind());
    }
    addAll(entry, "verbs", verbs(subresource));
    return entry;
  }

  private static List<String> verbs(String subresource) {
    return switch (subresource) {
      case "binding", "eviction", "token" -> List.of("create");
      case "log" -> List.of("get");
      case "finalize" -> List.of("update");
      default -> List.of("get", "patch", "update");
    };
  }

  private static void addAll(ObjectNode entry, String field, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode array = entry.putArray(field);
      values.forEach(array::add);
    }
  }
}
