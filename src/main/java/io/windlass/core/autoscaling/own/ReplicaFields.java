package io.windlass.core.autoscaling.own;

import io.windlass.core.model.Json;
import java.util.Comparator;
import java.util.Optional;

/** Reads from an object's {@code managedFields} who set its replicas. Stateless. */
public final class ReplicaFields {
  /** The field manager of this house. */
  public static final String OWN_MANAGER = "timed-pod-autoscaler";

  private ReplicaFields() {}

  /** The manager that last set {@code spec.replicas}, unless that is this house. */
  public static Optional<String> foreignManager(Json object) {
    return object.items("metadata", "managedFields").stream()
        .filter(entry -> entry.at("fieldsV1", "f:spec", "f:replicas").isPresent())
        .filter(entry -> entry.text("manager").filter(OWN_MANAGER::equals).isEmpty())
        .max(Comparator.comparing(entry -> entry.text("time").orElse("")))
        .flatMap(entry -> entry.text("manager"));
  }
}
