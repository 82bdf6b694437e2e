package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.PodView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Instance ids for pods that are to be made: first those of claims that wait for a pod, then new
 * ones that no pod or claim bears, or bore lately.
 *
 * @param mayReuse whether a pod may take over the claims of another that somebody deleted
 */
record NewIds(Rollout rollout, boolean mayReuse) {
  static NewIds of(Rollout rollout) {
    return new NewIds(rollout, rollout.spec().scale().reusesClaims());
  }

  /** So many of the missing pods wait for claims whose pod is still there. */
  int waiting() {
    return mayReuse ? rollout.claims().awaited(rollout.outcomes().deletedIds()).size() : 0;
  }

  List<String> choose(int count) {
    List<String> ids = new ArrayList<>(reused());
    if (ids.size() >= count) {
      return ids.subList(0, count);
    }
    CloneSetView cloneSet = rollout.cloneSet();
    ids.addAll(
        InstanceIds.free(
            cloneSet.uid(), cloneSet.meta().generation(), count - ids.size(), taken()));
    return ids;
  }

  private List<String> reused() {
    return mayReuse ? rollout.claims().free(rollout.outcomes().deletedIds()) : List.of();
  }

  private Set<String> taken() {
    RecentOutcomes outcomes = rollout.outcomes();
    Set<String> taken = new HashSet<>(outcomes.deletedIds());
    taken.addAll(rollout.claims().ids());
    String prefix = rollout.cloneSet().name() + "-";
    for (PodView pod : rollout.snapshot().pods()) {
      taken.add(pod.meta().label(PodMarks.INSTANCE_ID));
      addSuffix(pod.name(), prefix, taken);
    }
    ClaimTemplates templates = ClaimTemplates.of(rollout.cloneSet());
    for (String name : outcomes.takenNames()) {
      addSuffix(name, prefix, taken);
      taken.addAll(templates.idsIn(name));
    }
    outcomes.departedNames().forEach(name -> addSuffix(name, prefix, taken));
    return taken;
  }

  private static void addSuffix(String name, String prefix, Set<String> taken) {
    if (name.startsWith(prefix)) {
      taken.add(name.substring(prefix.length()));
    }
  }
}
