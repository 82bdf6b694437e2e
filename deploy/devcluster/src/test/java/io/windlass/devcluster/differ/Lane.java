package io.windlass.devcluster.differ;

import java.util.List;

/**
 * The series of one type, in a namespace of its own.
 *
 * @param collection the path of the objects
 * @param raced whether controllers write the objects, too
 */
record Lane(String name, String kind, String collection, boolean raced, List<Step> steps) {

  Lane of(List<Step> others) {
    return new Lane(name, kind, collection, raced, others);
  }

  /** What removes an object from a cluster, whatever holds it. */
  List<Step> removal(String object) {
    if (kind.equals("Namespace")) {
      // It would take its controller, which is not waited for.
      return List.of();
    }
    String path = collection + "/" + object;
    Step release =
        Step.patch(name, path, object, "merge-patch+json", "{\"metadata\":{\"finalizers\":null}}");
    Step delete =
        Step.write(
            name,
            "DELETE",
            path,
            object,
            "{\"gracePeriodSeconds\":0,\"propagationPolicy\":\"Background\"}");
    Step settle = Step.settle(name, path, object);
    return kind.equals("CustomResourceDefinition")
        ? List.of(release.uncompared(), delete.uncompared(), settle)
        : List.of(release.uncompared(), delete.uncompared());
  }
}
