package io.windlass.core.lifecycle;

import io.windlass.core.model.PodView;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a pod stands in its life; the label {@link PodMarks#LIFECYCLE_STATE} says it. */
public enum LifecycleState {
  /** No label, or one that we do not know: treated like {@link #NORMAL}. */
  NONE(""),
  /** New, not yet bound to a node. */
  PREPARING_NORMAL("PreparingNormal"),
  NORMAL("Normal"),
  /** An update in place waits for a hook. */
  PREPARING_UPDATE("PreparingUpdate"),
  UPDATING("Updating"),
  /** Updated, a hook has yet to agree. */
  UPDATED("Updated"),
  /** Deletion waits for a hook. */
  PREPARING_DELETE("PreparingDelete");

  private static final Map<String, LifecycleState> BY_LABEL =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(s -> s.label, s -> s));

  private final String label;

  LifecycleState(String label) {
    this.label = label;
  }

  /** The value of the label. */
  public String label() {
    return label;
  }

  /** What a pod's label says. */
  public static LifecycleState of(PodView pod) {
    return BY_LABEL.getOrDefault(pod.meta().label(PodMarks.LIFECYCLE_STATE), NONE);
  }
}
