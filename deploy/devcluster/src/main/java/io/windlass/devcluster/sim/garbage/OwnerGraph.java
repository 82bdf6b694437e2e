package io.windlass.devcluster.sim.garbage;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who owns whom, by uid; an owner need not be there to have dependents. Each change answers the
 * uids that are to be judged anew because of it.
 *
 * <p>Thread-safe. As changes are applied one after the other, a dependent that comes while its
 * owner goes is named by one of the two. Costs O(owners of the object), and O(its dependents) when
 * it goes; nothing is ever scanned. Objects without owners and dependents take a small entry only.
 */
final class OwnerGraph {
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Entry> entries = new HashMap<>();

  @GuardedBy("lock")
  private final Map<String, Set<String>> dependents = new HashMap<>();

  /** An object is there or has changed. */
  Set<String> put(Entry entry) {
    lock.lock();
    try {
      Optional<Entry> before = Optional.ofNullable(entries.put(entry.uid(), entry));
      Set<String> affected = new HashSet<>();
      if (!before.map(Entry::owners).equals(Optional.of(entry.owners()))) {
        before.ifPresent(b -> affected.addAll(unlink(b)));
        link(entry);
      }
      if (needsJudgement(entry)) {
        affected.add(entry.uid());
      }
      return affected;
    } finally {
      lock.unlock();
    }
  }

  /** An object is gone. */
  Set<String> remove(String uid) {
    lock.lock();
    try {
      Entry gone = entries.remove(uid);
      if (gone == null) {
        return Set.of();
      }
      Set<String> affected = unlink(gone);
      affected.addAll(dependents.getOrDefault(uid, Set.of()));
      return affected;
    } finally {
      lock.unlock();
    }
  }

  /** An object, if it is known to be there. */
  Optional<Entry> entry(String uid) {
    lock.lock();
    try {
      return Optional.ofNullable(entries.get(uid));
    } finally {
      lock.unlock();
    }
  }

  /** The objects that name this one as an owner. */
  List<Entry> dependents(String uid) {
    lock.lock();
    try {
      List<Entry> found = new ArrayList<>();
      for (String dependent : dependents.getOrDefault(uid, Set.of())) {
        Optional.ofNullable(entries.get(dependent)).ifPresent(found::add);
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean needsJudgement(Entry entry) {
    if (entry.deleting()) {
      return entry.duty() != Entry.Duty.NONE;
    }
    for (Owner owner : entry.owners()) {
      if (!isAlive(owner, entry)) {
        return true;
      }
    }
    return false;
  }

  @GuardedBy("lock")
  private boolean isAlive(Owner owner, Entry dependent) {
    Entry found = entries.get(owner.uid());
    return found != null && found.isNamedBy(owner, dependent) && !found.waitsForDependents();
  }

  @GuardedBy("lock")
  private void link(Entry entry) {
    for (Owner owner : entry.owners()) {
      dependents.computeIfAbsent(owner.uid(), uid -> new HashSet<>()).add(entry.uid());
    }
  }

  /** Takes an object from its owners; answers those that wait for their dependents. */
  @GuardedBy("lock")
  private Set<String> unlink(Entry entry) {
    Set<String> waiting = new HashSet<>();
    for (Owner owner : entry.owners()) {
      Set<String> siblings = dependents.getOrDefault(owner.uid(), new HashSet<>());
      siblings.remove(entry.uid());
      if (siblings.isEmpty()) {
        dependents.remove(owner.uid());
      }
      Entry found = entries.get(owner.uid());
      if (found != null && found.waitsForDependents()) {
        waiting.add(owner.uid());
      }
    }
    return waiting;
  }
}
