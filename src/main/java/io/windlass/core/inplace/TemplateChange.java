package io.windlass.core.inplace;

import io.windlass.core.model.Json;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How pods of one template get to another. */
public sealed interface TemplateChange {
  /**
   * Nothing that runs is touched.
   *
   * @param metadata a merge patch of {@code labels} and {@code annotations}; null removes a key
   */
  record MetadataOnly(Json.Obj metadata) implements TemplateChange {}

  /**
   * Containers get something new, the pod stays.
   *
   * @param changes not empty
   * @param metadata as in {@link MetadataOnly}, without what containers read
   * @param order in which batches containers get it
   * @param restarts whether a container is started anew, so that the pod has to be taken down
   */
  record InPlace(ContainerChanges changes, Json.Obj metadata, LaunchOrder order, boolean restarts)
      implements TemplateChange {
    /** What changes, in words. */
    public String text() {
      String images =
          changes.images().isEmpty() ? "" : "new images for " + names(changes.images().keySet());
      String resources =
          changes.resources().isEmpty()
              ? ""
              : "new resources for " + names(changes.resources().keySet());
      String environment =
          changes.metadata().isEmpty()
              ? ""
              : "a new environment for " + names(changes.metadata().keySet());
      return Stream.of(images, resources, environment)
          .filter(text -> !text.isEmpty())
          .collect(Collectors.joining(", "));
    }

    /** The same with the amounts of resources as a template of the same meaning writes them. */
    public InPlace spelledAs(Json.Obj template) {
      return changes.resources().isEmpty()
          ? this
          : new InPlace(changes.spelledAs(template), metadata, order, restarts);
    }

    private static String names(Set<String> containers) {
      return containers.stream().sorted().collect(Collectors.joining(", "));
    }
  }

  /**
   * Only a new pod can have it.
   *
   * @param because what stands in the way, with its path
   */
  record NotInPlace(String because) implements TemplateChange {}

  /**
   * What a pod and its cluster can do.
   *
   * @param resize whether the resources of a running container can change
   * @param agent whether a node agent starts containers anew whose environment is to change
   */
  record Means(boolean resize, boolean agent) {
    /** Images and metadata, as every cluster can. */
    public static final Means PLAIN = new Means(false, false);
  }

  /**
   * How pods of the template {@code from} get to {@code to}; cost O(size of both).
   *
   * <p>Without a node agent, a container sees new labels and annotations in its environment only
   * when it restarts: a change of one that a container reads needs another image of that container
   * in the same step, or a new pod.
   */
  static TemplateChange between(Json.Obj from, Json.Obj to, Means means) {
    return TemplateComparison.between(from, to, means);
  }
}
