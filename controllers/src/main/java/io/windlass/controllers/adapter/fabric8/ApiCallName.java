package io.windlass.controllers.adapter.fabric8;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request does, in Kubernetes' words. Names of objects are not in it, so there are few.
 *
 * @param verb for example {@code list} or {@code patch}
 * @param resource with its subresource, for example {@code pods/status}; {@code nonresource} for
 *     all that is no object
 */
record ApiCallName(String verb, String resource) {
  private static final String OTHER = "nonresource";

  static ApiCallName of(String method, URI uri) {
    List<String> path = Arrays.stream(uri.getPath().split("/")).filter(p -> !p.isEmpty()).toList();
    List<String> object = afterVersion(path);
    if (object.size() > 2 && object.getFirst().equals("namespaces")) {
      object = object.subList(2, object.size());
    }
    if (object.isEmpty()) {
      return new ApiCallName(method.toLowerCase(Locale.ROOT), OTHER);
    }
    boolean named = object.size() > 1;
    boolean watches =
        Optional.ofNullable(uri.getQuery()).orElse("").matches("(.*&)?watch=(1|true).*");
    String resource =
        object.size() > 2 ? object.getFirst() + "/" + object.get(2) : object.getFirst();
    return new ApiCallName(verb(method, named, watches), resource);
  }

  private static List<String> afterVersion(List<String> path) {
    int skip =
        switch (path.isEmpty() ? "" : path.getFirst()) {
          case "api" -> 2;
          case "apis" -> 3;
          default -> path.size();
        };
    return path.subList(Math.min(skip, path.size()), path.size());
  }

  private static String verb(String method, boolean named, boolean watches) {
    return switch (method) {
      case "GET" -> watches ? "watch" : named ? "get" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "DELETE" -> named ? "delete" : "deletecollection";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }
}
