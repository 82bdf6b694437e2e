package io.windlass.devcluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Objects that are worked out when they are asked for and never stored, such as metrics.
 * Thread-safe. Every object that comes back is the caller's own.
 */
public interface ComputedObjects {
  /** None. */
  ComputedObjects NONE =
      new ComputedObjects() {
        @Override
        public boolean covers(ResourceType type) {
          return false;
        }

        @Override
        public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
          return Optional.empty();
        }

        @Override
        public List<ObjectNode> list(
            ResourceType type, String namespace, Predicate<Map<String, String>> labels) {
          return List.of();
        }
      };

  /** Whether objects of a type are worked out here. */
  boolean covers(ResourceType type);

  /** One object, if there is one now; the namespace is empty for cluster-scoped types. */
  Optional<ObjectNode> get(ResourceType type, String namespace, String name);

  /** The objects of a namespace, or of all for an empty one, whose labels match; by name. */
  List<ObjectNode> list(ResourceType type, String namespace, Predicate<Map<String, String>> labels);
}
