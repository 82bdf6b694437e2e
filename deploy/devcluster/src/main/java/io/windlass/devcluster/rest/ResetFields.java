package io.windlass.devcluster.rest;

import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.manage.FieldFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields the writes of a type cannot own because the server resets them. Immutable.
 *
 * <p>Source: {@code GetResetFields} of the Kubernetes registries (1.32).
 */
public final class ResetFields {
  private static final Map<String, List<List<String>>> MORE_IN_STATUS =
      Map.of(
          "pods",
          List.of(List.of("metadata", "deletionTimestamp"), List.of("metadata", "ownerReferences")),
          "deployments.apps",
          List.of(List.of("metadata", "labels")),
          "customresourcedefinitions.apiextensions.k8s.io",
          List.of(List.of("metadata")));
  private static final FieldFilter NO_STATUS = FieldFilter.without(List.of(List.of("status")));
  private static final FieldFilter ONLY_RESOURCES =
      FieldFilter.onlyAt(
          List.of(
              Set.of("spec"), Set.of("containers"), Set.of(), Set.of("resources", "resizePolicy")));

  private final FieldFilter main;
  private final FieldFilter status;

  private ResetFields(FieldFilter main, FieldFilter status) {
    this.main = main;
    this.status = status;
  }

  /** Those of a type: its status is apart if there is a subresource of that name. */
  public static ResetFields of(ResourceType type) {
    boolean apart = type.subresources().contains("status");
    List<List<String>> inStatus =
        new java.util.ArrayList<>(MORE_IN_STATUS.getOrDefault(type.qualifiedName(), List.of()));
    inStatus.add(List.of("spec"));
    return new ResetFields(apart ? NO_STATUS : FieldFilter.ALL, FieldFilter.without(inStatus));
  }

  /** What a write to a subresource, or with an empty name to the object itself, can own. */
  public FieldFilter of(String subresource) {
    return switch (subresource) {
      case "" -> main;
      case "status" -> status;
      case "finalize" -> NO_STATUS;
      case "resize" -> ONLY_RESOURCES;
      default -> FieldFilter.ALL;
    };
  }
}
