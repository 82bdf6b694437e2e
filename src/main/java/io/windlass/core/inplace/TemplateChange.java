package io.windlass.core.inplace;

import io.windlass.core.model.Json;
import java.util.Map;

/** How pods of one template get to another. */
public sealed interface TemplateChange {
  /**
   * Nothing that runs is touched.
   *
   * @param metadata a merge patch of {@code labels} and {@code annotations}; null removes a key
   */
  record MetadataOnly(Json.Obj metadata) implements TemplateChange {}

  /**
   * Containers are restarted with another image, the pod stays.
   *
   * @param images by container, not empty
   * @param metadata as in {@link MetadataOnly}
   */
  record Images(Map<String, String> images, Json.Obj metadata) implements TemplateChange {
    public Images {
      images = Map.copyOf(images);
    }
  }

  /**
   * Only a new pod can have it.
   *
   * @param because what stands in the way, with its path
   */
  record NotInPlace(String because) implements TemplateChange {}

  /**
   * How pods of the template {@code from} get to {@code to}; cost O(size of both).
   *
   * <p>Without a node agent, a container sees new labels and annotations in its environment only
   * when it restarts: a change of one that a container reads needs another image of that container
   * in the same step, or a new pod.
   */
  static TemplateChange between(Json.Obj from, Json.Obj to) {
    return TemplateComparison.between(from, to);
  }
}
