package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a served version and the stored one become each other. The operators may change the object
 * that they are given.
 *
 * @param storedApiVersion the apiVersion in which objects are stored
 * @param allFromStored converts many at a time; empty if that is not cheaper than one by one
 * @param settledVersion objects written up to this resourceVersion are read through {@code
 *     fromStored} even if they are stored as served: the type has changed since
 */
public record Conversion(
    String storedApiVersion,
    UnaryOperator<ObjectNode> fromStored,
    UnaryOperator<ObjectNode> toStored,
    Optional<UnaryOperator<List<ObjectNode>>> allFromStored,
    long settledVersion) {

  public Conversion(
      String storedApiVersion,
      UnaryOperator<ObjectNode> fromStored,
      UnaryOperator<ObjectNode> toStored) {
    this(storedApiVersion, fromStored, toStored, Optional.empty(), 0);
  }

  /** Only the apiVersion differs, if anything. */
  public static Conversion renaming(String servedApiVersion, String storedApiVersion) {
    return new Conversion(
        storedApiVersion,
        object -> object.put("apiVersion", servedApiVersion),
        object -> object.put("apiVersion", storedApiVersion));
  }
}
