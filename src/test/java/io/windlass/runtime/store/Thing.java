package io.windlass.runtime.store;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of a made-up type. */
record Thing(ObjectMeta meta, String look, String node) {
  /** Those that look alike are the same view. */
  static final StoredType<Thing> TYPE =
      new StoredType<>(
          Thing::meta,
          Thing::node,
          Thing::looksLike,
          (fresh, _) -> fresh,
          thing -> thing,
          (footprint, thing) -> footprint.of(thing.meta));

  /** A thing in namespace {@code ns} whose owner may be empty. */
  static Thing of(String name, String uid, long version, String owner) {
    return of(new ObjectKey("ns", name), uid, version, owner);
  }

  static Thing of(ObjectKey key, String uid, long version, String owner) {
    Optional<OwnerReference> controller =
        Optional.of(owner).filter(o -> !o.isEmpty()).map(o -> new OwnerReference("v1", "O", o, o));
    ObjectMeta meta =
        new ObjectMeta(
            key,
            uid,
            version,
            0,
            Map.of(),
            Map.of(),
            controller,
            Instant.EPOCH,
            Optional.empty(),
            List.of());
    return new Thing(meta, "look " + version, "");
  }

  Thing looking(String newLook) {
    return new Thing(meta, newLook, node);
  }

  Thing on(String newNode) {
    return new Thing(meta, look, newNode);
  }

  boolean looksLike(Thing other) {
    return look.equals(other.look);
  }

  @Override
  public String toString() {
    return meta.key().name() + "/" + meta.uid() + "@" + meta.version();
  }
}
