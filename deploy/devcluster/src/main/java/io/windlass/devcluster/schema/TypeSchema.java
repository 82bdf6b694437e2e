package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import java.util.List;

/**
 * The shape of one type's objects. Immutable and thread-safe; methods change the object that they
 * are given and keep nothing of it. Cost O(size of the object).
 */
public interface TypeSchema {
  /**
   * Fields that the type does not have, as {@code unknown field "spec.foo"}; custom resources drop
   * them from the object (unless preserved), built-in types drop them too.
   */
  List<String> prune(ObjectNode object);

  /** Fills in the defaults that the schema states. */
  void applyDefaults(ObjectNode object);

  /** Every fault of the object, types first; empty if there is none. */
  List<ApiException.Cause> validate(ObjectNode object);

  /**
   * Whether a value has a JSON type that the field cannot hold, as the API server's decoder sees it
   * (a 400 for built-in types); empty if it decodes.
   */
  List<String> decodeFaults(ObjectNode object);

  /** Strategic merge of a patch into an object; only built-in types have one (415 otherwise). */
  ObjectNode strategicMerge(ObjectNode object, ObjectNode patch);
}
