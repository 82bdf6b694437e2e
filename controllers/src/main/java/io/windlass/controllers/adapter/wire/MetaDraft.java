package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Metadata as it is read, from either encoding. One thread. */
final class MetaDraft {
  String name = "";
  String namespace = "";
  String uid = "";
  long version;
  long generation;
  final Texts labels = new Texts();
  final Texts annotations = new Texts();

  private Instant createdAt = Instant.EPOCH;
  private Optional<OwnerReference> controller = Optional.empty();
  private Optional<Instant> deletedAt = Optional.empty();
  private List<String> finalizers = List.of();

  /** {@link Instant#MIN} says nothing. */
  void created(Instant at) {
    createdAt = at.equals(Instant.MIN) ? Instant.EPOCH : at;
  }

  /** {@link Instant#MIN} says nothing. */
  void deleted(Instant at) {
    deletedAt = at.equals(Instant.MIN) ? Optional.empty() : Optional.of(at);
  }

  void finalizer(String finalizer) {
    if (finalizers.isEmpty()) {
      finalizers = new ArrayList<>();
    }
    finalizers.add(finalizer);
  }

  void owner(OwnerDraft owner, Sharing sharing) {
    if (owner.isController) {
      controller =
          Optional.of(
              sharing
                  .owners()
                  .shared(new OwnerReference(owner.apiVersion, owner.kind, owner.name, owner.uid)));
    }
  }

  ObjectMeta meta() throws BrokenDocument {
    if (name.isEmpty() || uid.isEmpty()) {
      throw new BrokenDocument("an object without name or uid: " + name + uid);
    }
    return new ObjectMeta(
        new ObjectKey(namespace, name),
        uid,
        version,
        generation,
        labels.map(),
        annotations.map(),
        controller,
        createdAt,
        deletedAt,
        finalizers);
  }

  /** What a bookmark says, which is an object of metadata alone. */
  <V> Frame<V> bookmark() {
    boolean ends = "true".equals(annotations.map().get(Frames.INITIAL_EVENTS_END));
    return new Frame.Bookmark<>(version, ends);
  }

  /** One owner reference. */
  static final class OwnerDraft {
    String apiVersion = "";
    String kind = "";
    String name = "";
    String uid = "";
    boolean isController;
  }
}
