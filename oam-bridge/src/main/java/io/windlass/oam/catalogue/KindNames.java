package io.windlass.oam.catalogue;

import io.windlass.core.model.Json;
import io.windlass.oam.model.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kinds by the name of their definition, {@code PLURAL.GROUP}, as definitions of OAM refer to them.
 *
 * @param byName all versions of each, the preferred one first
 */
public record KindNames(Map<String, List<Kind>> byName) {
  private static final Map<String, Kind> OF_KUBERNETES =
      Map.of(
          "deployments.apps", new Kind("apps/v1", "Deployment"),
          "statefulsets.apps", new Kind("apps/v1", "StatefulSet"),
          "daemonsets.apps", new Kind("apps/v1", "DaemonSet"),
          "jobs.batch", new Kind("batch/v1", "Job"),
          "cronjobs.batch", new Kind("batch/v1", "CronJob"),
          "ingresses.networking.k8s.io", new Kind("networking.k8s.io/v1", "Ingress"),
          "networkpolicies.networking.k8s.io", new Kind("networking.k8s.io/v1", "NetworkPolicy"),
          "horizontalpodautoscalers.autoscaling",
              new Kind("autoscaling/v2", "HorizontalPodAutoscaler"));

  public KindNames {
    byName = Map.copyOf(byName);
  }

  /** Those of Kubernetes itself and of these CustomResourceDefinitions. */
  public static KindNames of(List<Json.Obj> definitions) {
    Map<String, List<Kind>> byName = new HashMap<>();
    OF_KUBERNETES.forEach((name, kind) -> byName.put(name, List.of(kind)));
    for (Json.Obj definition : definitions) {
      byName.put(definition.text("metadata", "name").orElse(""), versions(definition));
    }
    return new KindNames(byName);
  }

  private static List<Kind> versions(Json.Obj definition) {
    String group = definition.text("spec", "group").orElse("");
    String kind = definition.text("spec", "names", "kind").orElse("");
    List<Kind> kinds = new ArrayList<>();
    for (Json version : definition.items("spec", "versions")) {
      if (version.bool("served").orElse(true)) {
        kinds.add(new Kind(group + "/" + version.text("name").orElse(""), kind));
      }
    }
    return List.copyOf(kinds);
  }

  /** These and those of one more CustomResourceDefinition. */
  public KindNames with(Json.Obj definition) {
    return with(definition.text("metadata", "name").orElse(""), versions(definition));
  }

  /** These and one more. */
  public KindNames with(String name, List<Kind> versions) {
    Map<String, List<Kind>> more = new HashMap<>(byName);
    more.put(name, List.copyOf(versions));
    return new KindNames(more);
  }

  /** The kind of a definition in its preferred version. */
  public Optional<Kind> named(String name) {
    return byName.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The kind of a definition in a version of it. */
  public Optional<Kind> named(String name, String version) {
    return byName.getOrDefault(name, List.of()).stream()
        .filter(kind -> kind.apiVersion().endsWith("/" + version))
        .findFirst();
  }
}
