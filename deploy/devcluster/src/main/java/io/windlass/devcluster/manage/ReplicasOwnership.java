package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The managedFields of an object and of its scale, one seen through the other: they share the
 * number of replicas and nothing else. Immutable.
 */
public final class ReplicasOwnership {
  private static final String SCALE = "autoscaling/v1";
  private static final List<PathElement> IN_SCALE =
      List.of(PathElement.field("spec"), PathElement.field("replicas"));
  private static final FieldSet OWNS_SCALE = FieldSet.ofNames(List.of(List.of("spec", "replicas")));

  private final ManagedFields object;
  private final String apiVersion;
  private final Map<String, List<String>> paths;

  /**
   * Ownership as an object has it.
   *
   * @param managedFields of the object
   * @param apiVersion of the request
   * @param paths from each served version to its number of replicas; empty if it has none
   */
  public ReplicasOwnership(
      JsonNode managedFields, String apiVersion, Map<String, List<String>> paths) {
    this.object = ManagedFields.decode(managedFields);
    this.apiVersion = apiVersion;
    this.paths = paths;
  }

  /** The managedFields of the scale. */
  public ArrayNode ofScale() {
    ManagedFields scale = new ManagedFields();
    object
        .all()
        .forEach(
            (id, claim) -> {
              if (ownsReplicas(claim)) {
                scale.put(id, new Claim(SCALE, OWNS_SCALE, claim.time()));
              }
            });
    return scale.encode();
  }

  private boolean ownsReplicas(Claim claim) {
    List<String> path = paths.getOrDefault(claim.apiVersion(), List.of());
    return !path.isEmpty() && claim.fields().contains(steps(path));
  }

  private static List<PathElement> steps(List<String> path) {
    return path.stream().map(PathElement::field).toList();
  }

  /**
   * The managedFields of the object once its scale has these. Updaters are told apart by version,
   * and a scale has another one than its object: so they come back as new owners, without a time,
   * as they do from the server.
   */
  public ArrayNode ofObject(JsonNode managedFieldsOfScale) {
    Map<ManagerId, Claim> owners =
        new LinkedHashMap<>(ManagedFields.decode(managedFieldsOfScale).all());
    ManagedFields now = new ManagedFields();
    object
        .all()
        .forEach(
            (id, claim) -> {
              if (!paths.containsKey(claim.apiVersion())) {
                return;
              }
              boolean kept = !ownsReplicas(claim) || owners.remove(id) != null;
              now.put(id, kept ? claim : withoutReplicas(claim));
            });
    owners.forEach(
        (id, claim) -> {
          if (claim.fields().contains(IN_SCALE)) {
            FieldSet replicas = FieldSet.ofNames(List.of(paths.get(apiVersion)));
            now.put(id, new Claim(apiVersion, replicas, ""));
          }
        });
    return now.encode();
  }

  private Claim withoutReplicas(Claim claim) {
    FieldSet replicas = FieldSet.ofNames(List.of(paths.get(claim.apiVersion())));
    return claim.with(claim.fields().difference(replicas));
  }
}
