package io.windlass.devcluster.server;

import java.util.List;
import java.util.Optional;

/**
 * What a path of the resource API names; parts that are not there are empty.
 *
 * @param namespace empty for cluster-scoped objects and for lists across namespaces
 * @param deeper whether the path goes on below the subresource
 */
record Address(
    String group,
    String version,
    String namespace,
    String plural,
    String name,
    String subresource,
    boolean deeper) {

  /** Reads a path such as {@code /apis/apps/v1/namespaces/x/controllerrevisions/y}. */
  static Optional<Address> parse(String path) {
    List<String> parts = List.of(path.substring(1).split("/"));
    if (parts.size() >= 3 && parts.getFirst().equals("api")) {
      return within("", parts.get(1), parts.subList(2, parts.size()));
    }
    if (parts.size() >= 4 && parts.getFirst().equals("apis")) {
      return within(parts.get(1), parts.get(2), parts.subList(3, parts.size()));
    }
    return Optional.empty();
  }

  private static Optional<Address> within(String group, String version, List<String> rest) {
    boolean scoped =
        rest.size() >= 3
            && rest.getFirst().equals("namespaces")
            && !(group.isEmpty() && isNamespaceSubresource(rest));
    String namespace = scoped ? rest.get(1) : "";
    List<String> resource = scoped ? rest.subList(2, rest.size()) : rest;
    return Optional.of(
        new Address(
            group,
            version,
            namespace,
            resource.getFirst(),
            at(resource, 1),
            at(resource, 2),
            resource.size() > 3));
  }

  // namespaces/x/status is a subresource of the namespace, not a type inside of it.
  private static boolean isNamespaceSubresource(List<String> rest) {
    return rest.size() == 3 && (rest.get(2).equals("status") || rest.get(2).equals("finalize"));
  }

  private static String at(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }
}
