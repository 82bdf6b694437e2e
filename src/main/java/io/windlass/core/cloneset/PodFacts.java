package io.windlass.core.cloneset;

import io.windlass.core.inplace.PodRefresh;
import io.windlass.core.lifecycle.Availability;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What a plan asks of pods again and again, found out in one pass: to look at a hundred thousand
 * pods costs far more than to decide about them. Immutable; each question costs O(pods), and looks
 * at no pod.
 */
final class PodFacts {
  /** The pod is of the update revision. */
  static final int UPDATED = 1;

  /** An update in place waits for a hook. */
  static final int PREPARING_UPDATE = 1 << 1;

  /** Its deletion waits for a hook. */
  static final int PRE_DELETING = 1 << 2;

  /** Somebody wants it to go. */
  static final int SPECIFIED = 1 << 3;

  /** It is ready, for however short a time. */
  static final int READY = 1 << 4;

  /** It would be available if no minimum time were asked for. */
  static final int SERVING = 1 << 5;

  static final int AVAILABLE = 1 << 6;

  /** Nothing is due, and nothing is to be said of it. */
  static final int AT_REST = 1 << 7;

  private final List<PodView> pods;
  private final List<PodView> strangers;
  private final int[] facts;

  private PodFacts(List<PodView> pods, List<PodView> strangers, int[] facts) {
    this.pods = pods;
    this.strangers = strangers;
    this.facts = facts;
  }

  /**
   * The facts of a CloneSet's active pods that its selector matches.
   *
   * @param updateRevision the name of the revision that pods are to get to, empty if there is none
   */
  static PodFacts of(CloneSetSnapshot snapshot, CloneSetSpec spec, String updateRevision) {
    return of(snapshot, spec, updateRevision, spec.selector());
  }

  /** The facts of all active pods, whatever their labels. */
  static PodFacts ofAll(CloneSetSnapshot snapshot, CloneSetSpec spec, String updateRevision) {
    return of(snapshot, spec, updateRevision, Selector.EVERYTHING);
  }

  private static PodFacts of(
      CloneSetSnapshot snapshot, CloneSetSpec spec, String updateRevision, Selector selector) {
    Look look = new Look(spec, updateRevision, snapshot.now());
    List<PodView> pods = new ArrayList<>(snapshot.pods().size());
    List<PodView> strangers = new ArrayList<>();
    int[] facts = new int[snapshot.pods().size()];
    for (PodView pod : snapshot.pods()) {
      if (!pod.isActive() || ImagePullPod.isOne(pod)) {
        continue;
      }
      if (selector.matches(pod.meta().labels())) {
        facts[pods.size()] = look.at(pod);
        pods.add(pod);
      } else {
        strangers.add(pod);
      }
    }
    return new PodFacts(pods, strangers, Arrays.copyOf(facts, pods.size()));
  }

  /** What is looked for in pods. */
  private record Look(
      String updateRevision, Set<String> unwanted, Availability availability, Availability atOnce) {
    Look(CloneSetSpec spec, String updateRevision, Instant now) {
      this(
          updateRevision,
          spec.scale().podsToDelete(),
          new Availability(spec.minReady(), now),
          new Availability(Duration.ZERO, now));
    }

    int at(PodView pod) {
      boolean updated = !updateRevision.isEmpty() && RevisionLabels.names(pod, updateRevision);
      return (updated ? UPDATED : 0)
          | (isSpecified(pod, unwanted) ? SPECIFIED : 0)
          | life(pod)
          | service(pod);
    }

    private int service(PodView pod) {
      if (!atOnce.isUpdateReady(pod)) {
        return 0;
      }
      if (!Availability.isSettled(pod)) {
        return READY;
      }
      if (!availability.minReady().isZero() && !availability.isUpdateReady(pod)) {
        return READY | SERVING;
      }
      return READY | SERVING | AVAILABLE | (PodRefresh.isAtRest(pod) ? AT_REST : 0);
    }
  }

  static boolean isSpecified(PodView pod, Set<String> unwanted) {
    return pod.meta().labels().containsKey(PodMarks.SPECIFIED_DELETE)
        || (!unwanted.isEmpty() && unwanted.contains(pod.name()));
  }

  private static int life(PodView pod) {
    return switch (LifecycleState.of(pod)) {
      case PREPARING_UPDATE -> PREPARING_UPDATE;
      case PREPARING_DELETE -> PRE_DELETING;
      case NONE, PREPARING_NORMAL, NORMAL, UPDATING, UPDATED -> 0;
    };
  }

  /** The pods, in no order. */
  List<PodView> pods() {
    return pods;
  }

  /** Pods that the CloneSet made, and that its selector does not match. */
  List<PodView> strangers() {
    return strangers;
  }

  int size() {
    return facts.length;
  }

  /** How many pods have all of some facts and none of others. */
  int count(int all, int none) {
    int count = 0;
    for (int fact : facts) {
      count += (fact & (all | none)) == all ? 1 : 0;
    }
    return count;
  }

  /** The pods that have all of some facts and none of others, in no order. */
  List<PodView> pods(int all, int none) {
    List<PodView> some = new ArrayList<>();
    for (int i = 0; i < facts.length; i++) {
      if ((facts[i] & (all | none)) == all) {
        some.add(pods.get(i));
      }
    }
    return some;
  }

  /** The pods that have any of some facts, in no order. */
  List<PodView> podsWithAny(int any) {
    List<PodView> some = new ArrayList<>();
    for (int i = 0; i < facts.length; i++) {
      if ((facts[i] & any) != 0) {
        some.add(pods.get(i));
      }
    }
    return some;
  }
}
