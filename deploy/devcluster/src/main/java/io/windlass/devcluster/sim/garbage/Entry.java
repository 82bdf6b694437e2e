package io.windlass.devcluster.sim.garbage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One object as the collector sees it. Immutable.
 *
 * @param duty what its deletion waits for the collector to do
 */
record Entry(String uid, Ref ref, List<Owner> owners, boolean deleting, Duty duty) {
  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";

  Entry {
    owners = List.copyOf(owners);
  }

  /** What a finalizer asks of the collector. */
  enum Duty {
    NONE,
    /** Dependents are to go first. */
    FOREGROUND,
    /** Dependents are to forget this owner. */
    ORPHAN
  }

  static Entry of(ResourceType type, ObjectNode object) {
    Meta meta = Meta.of(object);
    List<Owner> owners = new ArrayList<>();
    JsonNode metadata = object.path("metadata");
    metadata.path("ownerReferences").forEach(reference -> owners.add(Owner.of(reference)));
    Ref ref = new Ref(type, meta.key().namespace(), meta.key().name());
    return new Entry(meta.uid(), ref, owners, meta.deleted().isPresent(), duty(metadata));
  }

  /** Whether an owner reference of that object names this one. */
  boolean isNamedBy(Owner owner, Entry dependent) {
    boolean reachable =
        !ref.type().namespaced() || ref.namespace().equals(dependent.ref().namespace());
    return reachable
        && uid.equals(owner.uid())
        && ref.name().equals(owner.name())
        && ref.type().kind().equals(owner.kind())
        && ref.type().group().equals(owner.group());
  }

  /** Whether it is being deleted and waits for its dependents. */
  boolean waitsForDependents() {
    return deleting && duty == Duty.FOREGROUND;
  }

  boolean isBlockedBy(Entry dependent) {
    return dependent.owners().stream().anyMatch(o -> o.uid().equals(uid) && o.blocks());
  }

  private static Duty duty(JsonNode metadata) {
    Set<String> finalizers = new HashSet<>();
    metadata.path("finalizers").forEach(f -> finalizers.add(f.asText()));
    if (finalizers.contains(ORPHAN)) {
      return Duty.ORPHAN;
    }
    return finalizers.contains(FOREGROUND) ? Duty.FOREGROUND : Duty.NONE;
  }
}
