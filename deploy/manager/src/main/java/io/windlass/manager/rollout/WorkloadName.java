package io.windlass.manager.rollout;

import java.util.Set;

/** The name of a workload as people type it, {@code clone/NAME}. */
public record WorkloadName(String name) {
  private static final Set<String> CLONE_SETS =
      Set.of("clone", "cloneset", "clonesets", "clonesets.apps.kruise.io");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is the name of something else
   */
  public static WorkloadName parse(String typed) {
    int slash = typed.indexOf('/');
    String kind = typed.substring(0, Math.max(slash, 0)).toLowerCase(java.util.Locale.ROOT);
    String name = typed.substring(slash + 1);
    if (!CLONE_SETS.contains(kind) || name.isEmpty()) {
      throw new IllegalArgumentException("a CloneSet is named clone/NAME, not " + typed);
    }
    return new WorkloadName(name);
  }

  @Override
  public String toString() {
    return "clone/" + name;
  }
}
