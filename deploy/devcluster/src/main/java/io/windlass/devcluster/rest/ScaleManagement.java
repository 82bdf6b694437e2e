package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.manage.Applying;
import io.windlass.devcluster.manage.FieldFilter;
import io.windlass.devcluster.manage.FieldType;
import io.windlass.devcluster.manage.ManagedType;
import io.windlass.devcluster.manage.Ownership;
import io.windlass.devcluster.manage.Ownership.Entries;
import io.windlass.devcluster.manage.ReplicasOwnership;
import io.windlass.devcluster.manage.Versions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who owns the number of replicas, which is a field of an object and of its scale at once.
 * Thread-safe.
 */
public final class ScaleManagement {
  private final Management management;
  private final ManagedType scale;

  ScaleManagement(Management management, ManagedType scale) {
    this.management = management;
    this.scale = scale;
  }

  /** An object, its scale, and what the scale is to be. */
  record Change(ObjectNode object, ObjectNode before, ObjectNode wanted) {}

  /** The managedFields of the object after its scale has been changed. */
  JsonNode update(Served served, Change change, WriteOptions options) {
    ReplicasOwnership replicas = replicas(served, change.object());
    JsonNode managed = replicas.ofScale();
    JsonNode now =
        options.owner().applies()
            ? Management.detach(change.wanted())
            : new Ownership(new ScaleVersion(scale))
                .update(
                    change.before(),
                    change.wanted(),
                    new Entries(managed, managed),
                    management.writer(options, "scale"));
    Management.detach(change.wanted());
    return replicas.ofObject(now);
  }

  ReplicasOwnership replicas(Served served, ObjectNode object) {
    Map<String, List<String>> paths = new HashMap<>();
    for (Served version : management.versionsOf(served)) {
      paths.put(
          version.type().apiVersion(),
          version.scale().map(ScalePaths::specReplicas).orElse(List.of()));
    }
    return new ReplicasOwnership(
        Management.of(object), served.type().apiVersion(), Map.copyOf(paths));
  }

  /** A scale with a configuration applied. */
  ObjectNode apply(Applier.Request request, ObjectNode before, WriteOptions options) {
    ObjectNode applied =
        new Applying(new ScaleVersion(scale))
            .apply(before, request.configuration(), management.writer(options, "scale"));
    boolean changes = !applied.path("spec").equals(before.path("spec"));
    if (changes && request.served().rules().managed().custom()) {
      throw inconvertible(applied);
    }
    return applied;
  }

  // Kubernetes 1.32 takes the scale of a custom resource for the resource itself, and fails.
  private static ApiException inconvertible(ObjectNode scale) {
    String why =
        "failed to convert new object (/%s; autoscaling/v1, Kind=Scale) to proper version: request to convert CR to an invalid group/version: autoscaling/v1"
            .formatted(scale.path("metadata").path("name").asText(""));
    return new ApiException(500, "", why, ApiException.Subject.NONE, List.of());
  }

  /** The one version that a scale has. */
  record ScaleVersion(ManagedType type) implements Versions {
    @Override
    public String apiVersion() {
      return "autoscaling/v1";
    }

    @Override
    public FieldFilter filter() {
      return FieldFilter.ALL;
    }

    @Override
    public Optional<FieldType> fieldsIn(String apiVersion) {
      return apiVersion.equals(apiVersion()) ? Optional.of(type.fields()) : Optional.empty();
    }

    @Override
    public ObjectNode convert(ObjectNode object, String toApiVersion) {
      return object;
    }
  }
}
