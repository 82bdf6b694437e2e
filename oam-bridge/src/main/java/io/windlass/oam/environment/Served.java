package io.windlass.oam.environment;

import io.windlass.oam.model.Kind;
import java.util.Map;
import java.util.Set;

/**
 * The kinds that the cluster serves.
 *
 * @param namespaced whether objects of a kind live in namespaces
 */
public record Served(Map<Kind, Boolean> namespaced) {
  private static final Kind CLONE_SET = new Kind("apps.kruise.io/v1alpha1", "CloneSet");
  private static final Kind SIDECAR_SET = new Kind("apps.kruise.io/v1alpha1", "SidecarSet");
  private static final Kind TIMED_POD_AUTOSCALER =
      new Kind("autoscaling.windlass.io/v1alpha1", "TimedPodAutoscaler");
  private static final Set<String> BUILT_IN =
      Set.of("v1", "apps/v1", "batch/v1", "autoscaling/v2", "networking.k8s.io/v1", "policy/v1");

  public Served {
    namespaced = Map.copyOf(namespaced);
  }

  /** Kubernetes' own kinds and those of Windlass. */
  public static Served withWindlass() {
    return new Served(Map.of(CLONE_SET, true, SIDECAR_SET, false, TIMED_POD_AUTOSCALER, true));
  }

  /** Only Kubernetes' own kinds. */
  public static Served onlyKubernetes() {
    return new Served(Map.of());
  }

  /** Whether there are objects of the kind; Kubernetes' own are there without being listed. */
  public boolean serves(Kind kind) {
    return namespaced.containsKey(kind) || BUILT_IN.contains(kind.apiVersion());
  }

  /** Whether objects of the kind belong to no namespace. */
  public boolean clusterScoped(Kind kind) {
    return !namespaced.getOrDefault(kind, true);
  }
}
