package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The versions in which the objects of one kind are written. Thread-safe. */
public interface Versions {
  /** The version of the request. */
  String apiVersion();

  ManagedType type();

  /** What the request cannot own, because the server resets it. */
  FieldFilter filter();

  /** How fields are owned in another version; empty if it is not served any longer. */
  Optional<FieldType> fieldsIn(String apiVersion);

  /** An object as another version that is served writes it; the given one is not changed. */
  ObjectNode convert(ObjectNode object, String toApiVersion);
}
