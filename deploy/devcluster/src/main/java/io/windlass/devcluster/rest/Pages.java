package io.windlass.devcluster.rest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lists that clients read in pages, kept as they were when the first page was read. The oldest list
 * is forgotten when there are too many. Thread-safe; a list costs one reference per object.
 */
public final class Pages {
  private static final int KEPT_LISTS = 64;

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Snapshot> rests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Snapshot> eldest) {
          return size() > KEPT_LISTS;
        }
      };

  /**
   * One page.
   *
   * @param token names the rest, empty if there is none
   * @param remaining how many objects the rest has
   */
  public record Page(List<Stored> objects, long version, String token, int remaining) {}

  /** The first page of a list; everything if {@code limit} is 0. */
  public Page first(Snapshot snapshot, int limit) {
    List<Stored> all = snapshot.objects();
    if (limit <= 0 || all.size() <= limit) {
      return new Page(all, snapshot.version(), "", 0);
    }
    List<Stored> rest = all.subList(limit, all.size());
    String token = UUID.randomUUID().toString();
    lock.lock();
    try {
      rests.put(token, new Snapshot(rest, snapshot.version()));
    } finally {
      lock.unlock();
    }
    return new Page(all.subList(0, limit), snapshot.version(), token, rest.size());
  }

  /** The page after; a 410 if the list has been forgotten. */
  public Page next(String token, int limit) {
    lock.lock();
    try {
      Snapshot rest = rests.get(token);
      if (rest == null) {
        throw new ApiException(
            410,
            "Expired",
            "The provided continue parameter is too old to display a consistent list result.",
            Subject.NONE,
            List.of());
      }
      return first(rest, limit);
    } finally {
      lock.unlock();
    }
  }
}
