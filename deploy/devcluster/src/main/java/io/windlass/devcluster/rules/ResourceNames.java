package io.windlass.devcluster.rules;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of resources in limits, quotas and the capacity of nodes. Stateless. */
final class ResourceNames {
  private static final Set<String> COUNTS =
      Set.of(
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "services.nodeports",
          "services.loadbalancers");
  private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
  private static final Set<String> OF_PODS =
      Set.of("cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory");
  private static final Set<String> QUOTA =
      Stream.of(
              COUNTS.stream(),
              OF_CONTAINERS.stream(),
              OF_CONTAINERS.stream().map("limits."::concat),
              OF_CONTAINERS.stream().map("requests."::concat),
              Stream.of("requests.storage"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());
  private static final String HUGE_PAGES = "hugepages-";

  private ResourceNames() {}

  /** Any resource that Kubernetes knows, or one with a prefix. */
  static void known(At at, String name, FaultList faults) {
    List<String> messages = Names.qualified(name);
    messages.forEach(message -> faults.invalid(at, name, message));
    boolean standard = QUOTA.contains(name) || name.equals("storage") || isHugePagesQuota(name);
    if (messages.isEmpty() && !name.contains("/") && !standard) {
      faults.invalid(at, name, "must be a standard resource type or fully qualified");
    }
  }

  /** One that containers can ask for. */
  static void ofContainers(At at, String name, FaultList faults) {
    known(at, name, faults);
    if (!name.contains("/")) {
      if (!OF_CONTAINERS.contains(name) && !name.startsWith(HUGE_PAGES)) {
        faults.invalid(at, name, "must be a standard resource for containers");
      }
    } else if (!isNative(name) && !isExtended(name)) {
      faults.invalid(at, name, "doesn't follow extended resource name standard");
    }
  }

  /** One that a quota can limit. */
  static void ofQuotas(At at, String name, FaultList faults) {
    known(at, name, faults);
    if (!name.contains("/") && !isInQuotas(name)) {
      faults.invalid(at, name, "must be a standard resource for quota");
    }
  }

  /** Whether the name is one of a quota's own. */
  static boolean isInQuotas(String name) {
    return QUOTA.contains(name) || isHugePagesQuota(name);
  }

  /** Whether the amounts are those of pods, or count them. */
  static boolean isOfPods(String name) {
    return name.equals("pods") || OF_PODS.contains(name);
  }

  /** Whether amounts are whole numbers. */
  static boolean isWhole(String name) {
    return COUNTS.contains(name) || isExtended(name);
  }

  /** Whether nodes may promise more of it than they have. */
  static boolean isOvercommitted(String name) {
    return isNative(name) && !name.startsWith(HUGE_PAGES);
  }

  private static boolean isNative(String name) {
    return !name.contains("/") || name.contains("kubernetes.io/");
  }

  private static boolean isExtended(String name) {
    return !isNative(name)
        && !name.startsWith("requests.")
        && Names.qualified("requests." + name).isEmpty();
  }

  private static boolean isHugePagesQuota(String name) {
    return name.startsWith(HUGE_PAGES) || name.startsWith("requests." + HUGE_PAGES);
  }
}
