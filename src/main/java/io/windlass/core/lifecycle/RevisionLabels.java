package io.windlass.core.lifecycle;

import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;

/**
 * The labels by which a pod names its revision. {@link PodMarks#REVISION} holds the revision's
 * whole name, or only the hash at its end: OpenKruise can be switched to the short form on a live
 * cluster, and a long name does not fit into a label. Both are read everywhere.
 */
public final class RevisionLabels {
  private static final int LONGEST_VALUE = 63;

  private RevisionLabels() {}

  /** Whether a pod is of the revision of that name. */
  public static boolean names(PodView pod, String revision) {
    String label = pod.meta().label(PodMarks.REVISION);
    return label.equals(revision) || haveSameHash(label, revision);
  }

  private static boolean haveSameHash(String one, String other) {
    int from = one.lastIndexOf('-') + 1;
    int otherFrom = other.lastIndexOf('-') + 1;
    int length = one.length() - from;
    return length == other.length() - otherFrom
        && one.regionMatches(from, other, otherFrom, length);
  }

  /** What stands behind the last dash. */
  public static String hashOf(String revision) {
    return revision.substring(revision.lastIndexOf('-') + 1);
  }

  /** What a pod's label holds of a revision's name. */
  public static String value(String revision, Features features) {
    boolean isShort =
        features.isOn(Feature.CLONE_SET_SHORT_HASH) || revision.length() > LONGEST_VALUE;
    return isShort ? hashOf(revision) : revision;
  }

  /**
   * Both labels.
   *
   * @param revision the name of a revision, or its hash alone
   */
  public static Json.Obj of(String revision) {
    String value = value(revision, Features.DEFAULT);
    return Json.Obj.EMPTY
        .with(PodMarks.REVISION, value)
        .with(PodMarks.TEMPLATE_HASH, hashOf(revision));
  }
}
