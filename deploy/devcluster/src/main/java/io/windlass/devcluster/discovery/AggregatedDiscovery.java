package io.windlass.devcluster.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Everything that is served in one document instead of one for each group and version. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery">
 *     Aggregated discovery</a>
 */
final class AggregatedDiscovery {
  private AggregatedDiscovery() {}

  /** One group with its versions, the preferred one first. */
  static ObjectNode group(String name, List<ObjectNode> versions) {
    ObjectNode group = Documents.object();
    ObjectNode metadata = group.putObject("metadata");
    if (!name.isEmpty()) {
      metadata.put("name", name);
    }
    metadata.putNull("creationTimestamp");
    versions.forEach(group.putArray("versions")::add);
    return group;
  }

  static ObjectNode version(String version, List<ResourceType> types) {
    ObjectNode document = Documents.object();
    document.put("version", version);
    ArrayNode resources = document.putArray("resources");
    types.forEach(type -> resource(type).ifPresent(resources::add));
    return document.put("freshness", "Current");
  }

  private static Optional<ObjectNode> resource(ResourceType type) {
    return Resources.main(type)
        .map(
            main -> {
              ObjectNode resource = Documents.object();
              resource.put("resource", type.plural());
              resource.set("responseKind", kind(type, main));
              resource.put("scope", type.namespaced() ? "Namespaced" : "Cluster");
              resource.put("singularResource", type.names().singular());
              for (String list : List.of("verbs", "shortNames", "categories")) {
                Documents.put(resource, list, main.path(list));
              }
              subresources(type, resource);
              return resource;
            });
  }

  private static void subresources(ResourceType type, ObjectNode resource) {
    for (String name : new TreeSet<>(type.subresources())) {
      ObjectNode entry = Resources.sub(type, name);
      ObjectNode subresource = resource.withArrayProperty("subresources").addObject();
      subresource.put("subresource", name);
      subresource.set("responseKind", kind(type, entry));
      subresource.set("verbs", entry.path("verbs"));
    }
  }

  // Built-in kinds leave out the group and version that they stand in.
  private static ObjectNode kind(ResourceType type, JsonNode entry) {
    boolean custom = type.group().contains(".") && !type.group().endsWith(".k8s.io");
    ObjectNode kind = Documents.object();
    kind.put("group", entry.path("group").asText(custom ? type.group() : ""));
    kind.put("version", entry.path("version").asText(custom ? type.version() : ""));
    return kind.put("kind", entry.path("kind").asText());
  }
}
