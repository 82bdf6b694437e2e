package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.manage.FieldFilter;
import io.windlass.devcluster.manage.ManagedType;
import io.windlass.devcluster.select.SelectableFields;
import io.windlass.devcluster.store.Change;
import java.util.List;
import java.util.Optional;

/**
 * What is particular to one type when its objects are written. Thread-safe; methods change the
 * {@code object} that they are given and never {@code old}.
 */
public interface TypeRules extends Assignment {
  /** Drops what the type does not have and says so; a 400 for a value that does not decode. */
  List<String> decode(ObjectNode object);

  /** Cuts numbers down to the fields that they are in, where the server converts objects. */
  default void truncate(ObjectNode object) {}

  void applyDefaults(ObjectNode object);

  /** What the server's own admission adds to a new object before others see it; idempotent. */
  default void admit(ObjectNode object) {}

  /** What every client of this version is warned of; empty for versions that stay. */
  default Optional<String> deprecation() {
    return Optional.empty();
  }

  /** Resets what clients may not set on creation. */
  void prepareCreate(ObjectNode object);

  /** Restores what a write to the main resource may not change, and counts the generation. */
  void prepareUpdate(ObjectNode object, ObjectNode old);

  /** Restores what a write to the status subresource may not change. */
  void prepareStatus(ObjectNode object, ObjectNode old);

  /** Takes over from a write to another subresource only what that is for. */
  default void prepareSubresource(String subresource, ObjectNode object, ObjectNode old) {
    throw new IllegalArgumentException("subresource " + subresource);
  }

  List<Cause> validateCreate(ObjectNode object);

  List<Cause> validateUpdate(ObjectNode object, ObjectNode old);

  List<Cause> validateStatus(ObjectNode object, ObjectNode old);

  /**
   * What a client should know about a valid object that it creates or updates; writes to a status
   * are not looked at.
   *
   * @param old missing for a new object
   */
  default List<String> warnings(ObjectNode object, JsonNode old) {
    return List.of();
  }

  /** The faults of a write to another subresource. */
  default List<Cause> validateSubresource(String subresource, ObjectNode object, ObjectNode old) {
    throw new IllegalArgumentException("subresource " + subresource);
  }

  /** Adds what must happen before an object that is being deleted may go. */
  default void prepareDelete(ObjectNode object) {}

  /** Whether the items of a list state their kind, as only those of custom resources do. */
  default boolean itemsStateKind() {
    return false;
  }

  /** A 415 for types that have no strategic merge. */
  default void checkStrategicMerge() {}

  /** Strategic merge of a patch. */
  ObjectNode strategicMerge(ObjectNode object, ObjectNode patch);

  Traits traits();

  /** By which fields objects can be selected. */
  SelectableFields selectableFields();

  /** How the fields of its objects are owned. */
  ManagedType managed();

  /**
   * Which fields a write can own.
   *
   * @param subresource empty for the object itself
   */
  FieldFilter ownedBy(String subresource);

  /** Called after each committed change, on the thread that made it and without locks. */
  default void committed(Change change) {}

  /**
   * What differs among types without needing code.
   *
   * @param unconditionalUpdate whether a PUT without resourceVersion is taken
   * @param createOnUpdate whether a PUT of a missing object creates it
   * @param answersDeleted whether a deletion at once answers the object instead of a Status
   */
  record Traits(boolean unconditionalUpdate, boolean createOnUpdate, boolean answersDeleted) {}
}
