package io.windlass.controllers.cloneset;

import io.windlass.core.cloneset.CloneSetKinds;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Which CloneSets a change of one of their objects wakes. Stateless. */
public final class CloneSetOwners {
  private CloneSetOwners() {}

  /**
   * The CloneSets that own an object before or after a change. The version of the API group does
   * not count; the uid is compared when the snapshot is gathered.
   */
  public static List<ObjectKey> keysFor(Optional<ObjectMeta> before, Optional<ObjectMeta> after) {
    return Stream.of(before, after)
        .flatMap(Optional::stream)
        .map(CloneSetOwners::ownerOf)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static Optional<ObjectKey> ownerOf(ObjectMeta meta) {
    return meta.controller()
        .filter(CloneSetOwners::isCloneSet)
        .map(owner -> new ObjectKey(meta.key().namespace(), owner.name()));
  }

  private static boolean isCloneSet(OwnerReference owner) {
    int slash = owner.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : owner.apiVersion().substring(0, slash);
    return Objects.equals(group, CloneSetKinds.CLONE_SET.group())
        && Objects.equals(owner.kind(), CloneSetKinds.CLONE_SET.kind())
        && !owner.name().isEmpty();
  }
}
