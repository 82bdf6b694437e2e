package io.windlass.manager.rollout;

import java.util.Locale;
import java.util.Set;

/** What people ask about: a CloneSet or a SidecarSet. */
public sealed interface WhyName {
  /** {@code clone/NAME}. */
  record OfCloneSet(WorkloadName name) implements WhyName {
    @Override
    public String toString() {
      return name.toString();
    }
  }

  /** {@code sidecarset/NAME}. */
  record OfSidecarSet(String name) implements WhyName {
    @Override
    public String toString() {
      return "sidecarset/" + name;
    }
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is the name of something else
   */
  static WhyName parse(String typed) {
    Set<String> sidecarSets = Set.of("sidecarset", "sidecarsets", "sidecarsets.apps.kruise.io");
    int slash = typed.indexOf('/');
    String kind = typed.substring(0, Math.max(slash, 0)).toLowerCase(Locale.ROOT);
    String name = typed.substring(slash + 1);
    if (sidecarSets.contains(kind) && !name.isEmpty()) {
      return new OfSidecarSet(name);
    }
    try {
      return new OfCloneSet(WorkloadName.parse(typed));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + ", and a SidecarSet is named sidecarset/NAME", e);
    }
  }
}
