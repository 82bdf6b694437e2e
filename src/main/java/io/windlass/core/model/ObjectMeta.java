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
    labels = Compact.texts(labels);
    annotations = Compact.texts(annotations);
    finalizers = List.copyOf(finalizers);
  }

  /** Another object that this one belongs to; groups are compared without their version. */
  public record OwnerReference(String apiVersion, String kind, String name, String uid) {}

  /**
   * Equal metadata that uses the instances of another where the parts are equal: of what the object
   * was before, or of one that is made by the same workload.
   */
  public ObjectMeta sharing(ObjectMeta kin) {
    return new ObjectMeta(
        key.equals(kin.key)
            ? kin.key
            : new ObjectKey(Compact.either(key.namespace(), kin.key.namespace()), key.name()),
        Compact.either(uid, kin.uid),
        version,
        generation,
        Compact.texts(labels, kin.labels),
        Compact.texts(annotations, kin.annotations),
        Compact.either(controller, kin.controller),
        Compact.either(createdAt, kin.createdAt),
        Compact.either(deletedAt, kin.deletedAt),
        Compact.either(finalizers, kin.finalizers));
  }

  /** Whether another differs in nothing but its version. */
  public boolean sameButForVersion(ObjectMeta other) {
    return generation == other.generation
        && uid.equals(other.uid)
        && key.equals(other.key)
        && labels.equals(other.labels)
        && annotations.equals(other.annotations)
        && controller.equals(other.controller)
        && createdAt.equals(other.createdAt)
        && deletedAt.equals(other.deletedAt)
        && finalizers.equals(other.finalizers);
  }

  /** Whether deletion has been asked for. */
  public boolean isTerminating() {
    return deletedAt.isPresent();
  }

  /**
   * Whether an annotation is there and has a word in it that says no time; does not read more of it
   * than the annotation has in common with others.
   */
  public boolean annotationMentions(String key, String word) {
    return annotations instanceof TextMap texts
        ? texts.mentions(key, word)
        : annotations.getOrDefault(key, "").contains(word);
  }

  /**
   * An annotation without the times in it, which may be what objects of one owner have in common;
   * empty if there is none.
   */
  public String annotationWithoutTimes(String key) {
    return annotations instanceof TextMap texts
        ? texts.withoutTimes(key)
        : annotations.getOrDefault(key, "");
  }

  /** The value of a label, empty text if there is none. */
  public String label(String key) {
    return labels.getOrDefault(key, "");
  }
}
