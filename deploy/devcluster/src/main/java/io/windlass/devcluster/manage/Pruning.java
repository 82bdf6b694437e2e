package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Takes out of an object what its applier stated before, states no longer, and nobody else owns.
 * Used by one request.
 */
final class Pruning {
  private final Versions versions;
  private final ManagedFields managed;

  /** The owners are those after the apply, the applier with what it states now. */
  Pruning(Versions versions, ManagedFields managed) {
    this.versions = versions;
    this.managed = managed;
  }

  /** Prunes an object into which the configuration has been merged. */
  ObjectNode prune(ObjectNode merged, Optional<Claim> last) {
    if (last.isEmpty() || last.get().fields().isEmpty()) {
      return merged;
    }
    String version = last.get().apiVersion();
    Optional<FieldType> type = typeIn(version);
    if (type.isEmpty()) {
      return merged;
    }
    ObjectNode converted = in(merged, version);
    FieldSet before = Removal.withDeclared(last.get().fields(), type.get());
    ObjectNode pruned = object(converted, before, type.get());
    pruned = addBackOwned(converted, pruned, version);
    pruned = addBackDangling(converted, pruned, before, type.get());
    return in(pruned, versions.apiVersion());
  }

  private Optional<FieldType> typeIn(String version) {
    return version.equals(versions.apiVersion())
        ? Optional.of(versions.type().fields())
        : versions.fieldsIn(version);
  }

  private ObjectNode in(ObjectNode object, String version) {
    return object.path("apiVersion").asText("").equals(version)
        ? object
        : versions.convert(object, version);
  }

  private static ObjectNode object(ObjectNode from, FieldSet without, FieldType type) {
    return Removal.remove(from, without, type) instanceof ObjectNode left
        ? left
        : from.objectNode();
  }

  private ObjectNode addBackOwned(ObjectNode merged, ObjectNode pruned, String first) {
    Map<String, FieldSet> owned = new HashMap<>();
    managed.all().values().forEach(c -> owned.merge(c.apiVersion(), c.fields(), FieldSet::union));
    ObjectNode left = pruned;
    FieldSet inFirst = owned.remove(first);
    if (inFirst != null) {
      left = addBackOwnedIn(merged, left, first, inFirst);
    }
    for (Map.Entry<String, FieldSet> e : owned.entrySet()) {
      left = addBackOwnedIn(merged, left, e.getKey(), e.getValue());
    }
    return in(left, first);
  }

  private ObjectNode addBackOwnedIn(
      ObjectNode merged, ObjectNode pruned, String version, FieldSet owned) {
    Optional<FieldType> found = typeIn(version);
    if (found.isEmpty()) {
      return pruned;
    }
    FieldType type = found.get();
    ObjectNode all = in(merged, version);
    FieldSet there = Removal.withDeclared(Everything.stated(all, type), type);
    FieldSet kept =
        Removal.withDeclared(Everything.stated(in(pruned, version), type), type)
            .union(Removal.withDeclared(owned, type));
    return object(all, there.difference(kept), type);
  }

  /** Nothing goes that the applier has not owned. */
  private ObjectNode addBackDangling(
      ObjectNode merged, ObjectNode pruned, FieldSet before, FieldType type) {
    FieldSet left = Removal.withDeclared(Everything.stated(pruned, type), type);
    FieldSet there = Removal.withDeclared(Everything.stated(merged, type), type);
    return object(merged, there.difference(left).intersection(before), type);
  }
}
