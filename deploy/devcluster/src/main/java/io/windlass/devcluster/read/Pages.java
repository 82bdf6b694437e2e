package io.windlass.devcluster.read;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import io.windlass.devcluster.store.TypeStore.Snapshot;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lists: everything at once or in pages, as it is now or was at a version. Thread-safe.
 *
 * <p>A page is found by its token alone: in a list that was kept, else in what the type's log makes
 * of the present. Lists are kept to save that work and to outlive the log; softly, so that clients
 * who do not come back cost no memory that is needed. A page of a kept list costs O(log n + page).
 */
public final class Pages {
  private static final int KEPT_LISTS = 32;
  private static final String TOO_OLD = "The resourceVersion for the provided list is too old.";
  private static final String TOO_OLD_TO_GO_ON =
      "The provided continue parameter is too old to display a consistent list result. You can"
          + " start a new list without the continue parameter, or use the continue token in this"
          + " response to retrieve the remainder of the results. Continuing with the provided token"
          + " results in an inconsistent list - objects that were created, modified, or deleted"
          + " between the time the first chunk was returned and now may show up in the list.";

  private final ClusterStore versions;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<Kept, SoftReference<Snapshot>> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Kept, SoftReference<Snapshot>> eldest) {
          return size() > KEPT_LISTS;
        }
      };

  private record Kept(TypeStore store, Selection selection, long version) {}

  /**
   * One page.
   *
   * @param token names the rest, empty if there is none
   * @param remaining how many objects the rest has; empty if the list is a selection
   */
  public record Page(
      List<Stored> objects, long version, String token, Optional<Integer> remaining) {}

  public Pages(ClusterStore versions) {
    this.versions = versions;
  }

  /** The page that is asked for; a 410 if the version is no longer known. */
  public Page page(TypeStore store, Selection selection, ListOptions options) {
    if (!options.token().isEmpty()) {
      return goOn(store, selection, options);
    }
    long version = options.version();
    if (options.isExact()) {
      refuseFuture(version);
      Snapshot snapshot = store.listAt(selection, version).orElseThrow(() -> expired(TOO_OLD));
      return cut(new Kept(store, selection, version), snapshot, 0, options.pageSize());
    }
    requireReached(version);
    Snapshot now = store.list(selection);
    return cut(new Kept(store, selection, now.version()), now, 0, options.pageSize());
  }

  private Page goOn(TypeStore store, Selection selection, ListOptions options) {
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals("0")) {
      throw ApiException.badRequest(
          "specifying resource version is not allowed when using continue");
    }
    ContinueToken token = ContinueToken.decode(options.token());
    Snapshot whole = token.version() < 0 ? store.list(selection) : wholeAt(store, selection, token);
    int from = indexOf(whole.objects(), selection.namespace(), token.start());
    return cut(new Kept(store, selection, whole.version()), whole, from, options.pageSize());
  }

  private Snapshot wholeAt(TypeStore store, Selection selection, ContinueToken token) {
    refuseFuture(token.version());
    Optional<Snapshot> present = find(new Kept(store, selection, token.version()));
    return present
        .or(() -> store.listAt(selection, token.version()))
        .orElseThrow(
            () -> expired(TOO_OLD_TO_GO_ON).withContinueToken(token.inconsistent().encoded()));
  }

  private Page cut(Kept list, Snapshot whole, int from, int limit) {
    List<Stored> all = whole.objects();
    if (limit <= 0 || all.size() - from <= limit) {
      List<Stored> rest = all.subList(from, all.size());
      return new Page(rest, whole.version(), "", Optional.empty());
    }
    keep(list, whole);
    int end = from + limit;
    ContinueToken token =
        ContinueToken.after(all.get(end - 1).key(), list.selection().namespace(), whole.version());
    Optional<Integer> remaining =
        list.selection().isOfAll() ? Optional.of(all.size() - end) : Optional.empty();
    return new Page(all.subList(from, end), whole.version(), token.encoded(), remaining);
  }

  private void keep(Kept list, Snapshot whole) {
    lock.lock();
    try {
      kept.put(list, new SoftReference<>(whole));
    } finally {
      lock.unlock();
    }
  }

  private Optional<Snapshot> find(Kept list) {
    lock.lock();
    try {
      return Optional.ofNullable(kept.get(list)).map(SoftReference::get);
    } finally {
      lock.unlock();
    }
  }

  private static int indexOf(List<Stored> sorted, String namespace, String start) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      String text = ContinueToken.text(sorted.get(middle).key(), namespace);
      if (text.compareTo(start) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** 504 for a version that this cluster has not reached, as after a restart without state. */
  public void requireReached(long version) {
    long latest = versions.latestVersion();
    if (Long.compareUnsigned(version, latest) > 0) {
      String text = Long.toUnsignedString(version);
      throw new ApiException(
              504,
              "Timeout",
              "Timeout: Too large resource version: %s, current: %d".formatted(text, latest),
              Subject.NONE,
              List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")))
          .withRetryAfterSeconds(1);
    }
  }

  // The words are those that the API server passes on from its store.
  private void refuseFuture(long version) {
    if (Long.compareUnsigned(version, versions.latestVersion()) > 0) {
      String why = "etcdserver: mvcc: required revision is a future revision";
      throw new ApiException(500, "", why, Subject.NONE, List.of());
    }
  }

  private static ApiException expired(String why) {
    return new ApiException(410, "Expired", why, Subject.NONE, List.of());
  }
}
