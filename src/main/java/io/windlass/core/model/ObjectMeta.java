package io.windlass.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata that decisions look at.
 *
 * @param uid not empty
 * @param version the resourceVersion; versions of one type can be compared (KEP-5504)
 * @param generation 0 for types that have none
 * @param controller the owner reference with {@code controller: true}
 * @param deletedAt when the object will have to be gone; empty while it is not being deleted
 */
public record ObjectMeta(
    ObjectKey key,
    String uid,
    long version,
    long generation,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<OwnerReference> controller,
    Instant createdAt,
    Optional<Instant> deletedAt,
    List<String> finalizers) {
  public ObjectMeta {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    finalizers = List.copyOf(finalizers);
  }

  /** Another object that this one belongs to; groups are compared without their version. */
  public record OwnerReference(String apiVersion, String kind, String name, String uid) {}

  /** Whether deletion has been asked for. */
  public boolean isTerminating() {
    return deletedAt.isPresent();
  }

  /** The value of a label, empty text if there is none. */
  public String label(String key) {
    return labels.getOrDefault(key, "");
  }
}
