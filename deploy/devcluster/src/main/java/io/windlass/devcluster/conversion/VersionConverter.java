package io.windlass.devcluster.conversion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What makes objects of one version those of another. Thread-safe; may change the objects that it
 * is given. Throws an {@link io.windlass.devcluster.api.ApiException} if it cannot.
 */
@FunctionalInterface
public interface VersionConverter {
  /** Conversion strategy None: only the apiVersion differs. */
  VersionConverter RENAMING =
      (objects, apiVersion) -> {
        objects.forEach(object -> object.put("apiVersion", apiVersion));
        return objects;
      };

  /**
   * Converts objects, none of which is in the wanted version yet.
   *
   * @param apiVersion for example {@code example.com/v1}
   * @return as many objects, in the same order
   */
  List<ObjectNode> convert(List<ObjectNode> objects, String apiVersion);
}
