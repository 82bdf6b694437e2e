package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.List;

/** What objects are given out of pools that they share. Thread-safe. */
interface Assignment {
  /** Gives a new object what it must not share; the faults are what cannot be given. */
  default List<Cause> allocate(ObjectNode object) {
    return List.of();
  }

  /**
   * Takes back what was given to an object that was not stored after all.
   *
   * @param old what stays stored; missing for a new object
   */
  default void release(ObjectNode object, JsonNode old) {}
}
