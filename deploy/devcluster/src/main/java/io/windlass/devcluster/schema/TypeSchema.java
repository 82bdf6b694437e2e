package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.manage.ManagedType;
import java.util.List;

/**
 * The shape of one type's objects. Immutable and thread-safe; methods change the object that they
 * are given and keep nothing of it. Cost O(size of the object).
 *
 * <p>The order of a request: {@link #decodeFaults} (400), {@link #prune} (400 or warnings, with the
 * duplicates of {@link JsonDocuments}), {@link #applyDefaults}, {@link #validate} (422).
 */
public interface TypeSchema {
  /**
   * Fields that the type does not have, as {@code unknown field "spec.foo"}; custom resources drop
   * them from the object (unless preserved), built-in types drop them too. What the server does not
   * keep (nulls, empty lists of built-in types) goes, what it always writes comes.
   */
  List<String> prune(ObjectNode object);

  /** Cuts numbers down to the fields that they are in, where the server converts objects. */
  default void truncate(ObjectNode object) {}

  /** Fills in the defaults that the schema states. */
  void applyDefaults(ObjectNode object);

  /** Makes the object what it comes back as from a store that knows no empty list. */
  default void settle(ObjectNode object) {}

  /** Every fault of the object, types first; empty if there is none. */
  List<ApiException.Cause> validate(ObjectNode object);

  /** Every fault of a changed object; what did not change is not a fault. */
  List<ApiException.Cause> validateUpdate(ObjectNode object, ObjectNode before);

  /**
   * Whether a value has a JSON type that the field cannot hold, as the API server's decoder sees it
   * (a 400); empty if it decodes.
   */
  List<String> decodeFaults(ObjectNode object);

  /** Rules that the schema states and this cluster does not evaluate, each with its path. */
  List<String> notEvaluated();

  /** How the fields of its objects are owned. */
  ManagedType managed();

  /** Strategic merge of a patch into an object; only built-in types have one (415 otherwise). */
  ObjectNode strategicMerge(ObjectNode object, ObjectNode patch);
}
