package io.windlass.devcluster.rest;

import java.util.List;

/**
 * Where the scale subresource of a type finds its numbers: field names from the root.
 *
 * @param labelSelector empty if the type states none
 */
public record ScalePaths(
    List<String> specReplicas, List<String> statusReplicas, List<String> labelSelector) {
  public ScalePaths {
    specReplicas = List.copyOf(specReplicas);
    statusReplicas = List.copyOf(statusReplicas);
    labelSelector = List.copyOf(labelSelector);
  }

  /** From the JSON paths of a CustomResourceDefinition, such as {@code .spec.replicas}. */
  public static ScalePaths of(String specReplicas, String statusReplicas, String labelSelector) {
    return new ScalePaths(fields(specReplicas), fields(statusReplicas), fields(labelSelector));
  }

  /** Those of built-in types, which all have the same. */
  public static ScalePaths ofBuiltIn() {
    return of(".spec.replicas", ".status.replicas", ".spec.selector");
  }

  private static List<String> fields(String path) {
    String plain = path.startsWith(".") ? path.substring(1) : path;
    return plain.isEmpty() ? List.of() : List.of(plain.split("\\."));
  }
}
