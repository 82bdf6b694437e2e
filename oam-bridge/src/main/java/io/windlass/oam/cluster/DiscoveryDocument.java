package io.windlass.oam.cluster;

import io.windlass.core.model.Json;
import io.windlass.oam.cluster.Discovery.Resource;
import io.windlass.oam.model.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads what API servers say of the kinds that they serve, in either form. Stateless. */
final class DiscoveryDocument {
  private DiscoveryDocument() {}

  /**
   * The resources in an {@code APIGroupDiscoveryList}; of each group the preferred version first.
   */
  static List<Resource> resources(Json.Obj document) {
    List<Resource> all = new ArrayList<>();
    for (Json group : document.items("items")) {
      String name = group.text("metadata", "name").orElse("");
      for (Json version : group.items("versions")) {
        String word = version.text("version").orElse("");
        String apiVersion = name.isEmpty() ? word : name + "/" + word;
        for (Json each : version.items("resources")) {
          all.add(
              new Resource(
                  new Kind(apiVersion, each.text("responseKind", "kind").orElse("")),
                  each.text("resource").orElse(""),
                  each.text("scope").orElse("").equals("Namespaced")));
        }
      }
    }
    return List.copyOf(all);
  }

  /** Groups with versions, or the versions of the oldest group, in the order of preference. */
  static List<String> versions(Json.Obj document) {
    List<String> all = new ArrayList<>();
    document.items("versions").forEach(it -> it.text().ifPresent(all::add));
    for (Json group : document.items("groups")) {
      String preferred = group.text("preferredVersion", "groupVersion").orElse("");
      all.add(preferred);
      for (Json version : group.items("versions")) {
        version.text("groupVersion").filter(name -> !name.equals(preferred)).ifPresent(all::add);
      }
    }
    return List.copyOf(all);
  }

  /** The resources in an {@code APIResourceList}; parts of resources are none. */
  static List<Resource> resources(String apiVersion, Json.Obj document) {
    List<Resource> all = new ArrayList<>();
    for (Json each : document.items("resources")) {
      String plural = each.text("name").orElse("");
      if (!plural.contains("/")) {
        all.add(
            new Resource(
                new Kind(apiVersion, each.text("kind").orElse("")),
                plural,
                each.bool("namespaced").orElse(true)));
      }
    }
    return List.copyOf(all);
  }
}
