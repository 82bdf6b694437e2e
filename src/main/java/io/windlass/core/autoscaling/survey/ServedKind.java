package io.windlass.core.autoscaling.survey;

import io.windlass.core.model.Json;
import java.util.Optional;

/**
 * A kind that the API server serves.
 *
 * @param plural as in paths
 * @param scalable whether it has a scale subresource
 */
public record ServedKind(String apiVersion, String plural, boolean namespaced, boolean scalable) {
  /** Looks for a kind in an APIResourceList. */
  public static Optional<ServedKind> in(Json.Obj resources, String apiVersion, String kind) {
    return resources.items("resources").stream()
        .filter(it -> it.text("kind").equals(Optional.of(kind)))
        .filter(it -> it.text("name").filter(name -> !name.contains("/")).isPresent())
        .findFirst()
        .map(it -> of(resources, apiVersion, it));
  }

  private static ServedKind of(Json.Obj resources, String apiVersion, Json found) {
    String plural = found.text("name").orElse("");
    boolean scalable =
        resources.items("resources").stream()
            .anyMatch(it -> it.text("name").equals(Optional.of(plural + "/scale")));
    return new ServedKind(apiVersion, plural, found.bool("namespaced").orElse(false), scalable);
  }

  /** Path of what a group and version serve. */
  public static String discovery(String apiVersion) {
    return apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
  }

  /** Path of all objects in a namespace. */
  public String collection(String namespace) {
    return discovery(apiVersion) + "/namespaces/" + namespace + "/" + plural;
  }
}
