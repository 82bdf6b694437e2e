package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

/**
 * What one API group does to its types beyond their shape and their metadata. Each step changes the
 * object that it is given and never the one before. Stateless and thread-safe.
 */
interface GroupRules {
  /** Fills in what the type defaults; idempotent. */
  default void applyDefaults(ResourceType type, ObjectNode object) {}

  /** What a new object starts as; its status has gone already. */
  default void prepareCreate(ResourceType type, ObjectNode object) {}

  /** What a write to the main resource keeps or counts; its status is the old one already. */
  default void prepareUpdate(ResourceType type, ObjectNode object, JsonNode before) {}

  /** What a write to the status keeps; its spec is the old one already. */
  default void prepareStatus(ResourceType type, ObjectNode object, JsonNode before) {}

  /** The faults of a new object. */
  default void validateCreate(ResourceType type, At object, FaultList faults) {}

  /** The faults of a changed object; those of a new one unless a group says otherwise. */
  default void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    validateCreate(type, object, faults);
  }

  /** What is legal and yet worth a word to its author; {@code before} is missing on creation. */
  default List<String> warnings(ResourceType type, At object, JsonNode before) {
    return List.of();
  }

  /** The faults of a changed status. */
  default void validateStatus(ResourceType type, At object, JsonNode before, FaultList faults) {}
}
