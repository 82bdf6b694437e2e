package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The annotations in which a Deployment keeps its history, on itself and on its sets. Pure. */
final class RevisionNotes {
  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
  static final String MAX = "deployment.kubernetes.io/max-replicas";
  private static final String HISTORY = "deployment.kubernetes.io/revision-history";
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final Set<String> NOT_COPIED =
      Set.of(APPLIED, REVISION, HISTORY, DESIRED, MAX, "deprecated.deployment.rollback.to");
  private static final int LONGEST_HISTORY_CHARS = 2000;

  private RevisionNotes() {}

  /**
   * The annotations that the newest ReplicaSet is to have: the Deployment's own, and a revision
   * that is higher than all others. One that it had before, as it is rolled back to, joins its
   * history.
   */
  static Map<String, String> ofNewest(ObjectNode deployment, ObjectNode set, long revision) {
    Map<String, String> notes = new TreeMap<>(Meta.annotations(set));
    Meta.annotations(deployment)
        .forEach(
            (name, value) -> {
              if (!NOT_COPIED.contains(name)) {
                notes.put(name, value);
              }
            });
    String before = notes.getOrDefault(REVISION, "");
    if (!before.isEmpty() && !before.matches("\\d{1,18}")) {
      return notes;
    }
    if (before.isEmpty() || Long.parseLong(before) < revision) {
      notes.put(REVISION, Long.toString(revision));
      if (!before.isEmpty()) {
        remember(notes, before);
      }
    }
    return notes;
  }

  /** Notes of which size of the Deployment the size of a set is a part. */
  static void putScale(Map<String, String> notes, Strategy strategy) {
    notes.put(DESIRED, Integer.toString(strategy.replicas()));
    notes.put(MAX, Integer.toString(strategy.maxTotal()));
  }

  private static void remember(Map<String, String> notes, String revision) {
    String history = notes.getOrDefault(HISTORY, "");
    List<String> revisions = new ArrayList<>();
    if (!history.isEmpty()) {
      revisions.addAll(List.of(history.split(",", -1)));
    }
    revisions.add(revision);
    String longer = String.join(",", revisions);
    while (longer.length() > LONGEST_HISTORY_CHARS) {
      revisions.removeFirst();
      longer = String.join(",", revisions);
    }
    notes.put(HISTORY, longer);
  }
}
