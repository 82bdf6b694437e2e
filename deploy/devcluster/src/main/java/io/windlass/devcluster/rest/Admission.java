package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.store.ObjectKey;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What comes between a request and its execution: others may change the object, then others may
 * refuse it. Both throw an {@link io.windlass.devcluster.api.ApiException} to refuse. Thread-safe.
 */
public interface Admission {
  /** Lets everything pass. */
  Admission NONE = request -> Optional.empty();

  /** Whoever wants to see a request; empty, at the cost of a look-up, if nobody does. */
  Optional<Review> of(Request request);

  /**
   * What becomes of an object that is created through a subresource, such as a binding.
   *
   * @param request to create it
   */
  default ObjectNode reviewed(Request request, ObjectNode object) {
    Optional<Review> review = of(request);
    if (review.isEmpty()) {
      return object;
    }
    ObjectNode admitted = review.get().mutate(object, Optional.empty());
    review.get().validate(admitted, Optional.empty());
    return admitted;
  }

  /** What a request does to an object. */
  enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }

  /**
   * A request for one object.
   *
   * @param subresource empty for the object itself
   * @param key the name is empty as long as the server has not made one
   */
  record Request(
      Operation operation, Served served, String subresource, ObjectKey key, Options options) {}

  /**
   * How it is to be carried out.
   *
   * @param document makes, for example, a {@code DeleteOptions} with kind and apiVersion
   */
  record Options(boolean dryRun, Supplier<ObjectNode> document) {}

  /** The review of one request. Used by the thread that serves it. */
  interface Review {
    /**
     * The object as it is to be. For subresources with objects of their own, such as {@code scale},
     * this is such an object.
     *
     * @param before the object as it is; empty if there is none
     */
    ObjectNode mutate(ObjectNode object, Optional<ObjectNode> before);

    /** Refuses, or not. */
    void validate(ObjectNode object, Optional<ObjectNode> before);

    /** Refuses the end of an object, or not. */
    void end(ObjectNode before);
  }
}
