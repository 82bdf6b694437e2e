package io.windlass.controllers.adapter.fabric8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.runtime.port.Source;
import io.windlass.runtime.store.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets several sources of one type, one for each namespace, fill one store. The store gets its
 * first list when all have listed; a later list of one namespace is told as changes of that
 * namespace. Thread-safe: the sources may call at the same time.
 */
public final class PartialListings<V> {
  private final ObjectStore<V> store;
  private final Function<V, ObjectMeta> metaOf;
  private final Set<String> namespaces;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Listing<V>> first = new HashMap<>();

  private record Listing<V>(List<V> objects, long version) {}

  public PartialListings(
      ObjectStore<V> store, Function<V, ObjectMeta> metaOf, Set<String> namespaces) {
    this.store = store;
    this.metaOf = metaOf;
    this.namespaces = Set.copyOf(namespaces);
  }

  /** The listener for the source of one namespace. */
  public Source.Listener<V> of(String namespace) {
    return new Part(namespace);
  }

  private void listed(String namespace, Listing<V> listing) {
    lock.lock();
    try {
      if (store.isFilled()) {
        relisted(namespace, listing);
      } else {
        listedFirst(namespace, listing);
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void listedFirst(String namespace, Listing<V> listing) {
    first.put(namespace, listing);
    if (first.keySet().containsAll(namespaces)) {
      List<V> all = new ArrayList<>();
      first.values().forEach(part -> all.addAll(part.objects));
      long oldest = first.values().stream().mapToLong(Listing::version).min().orElse(0);
      store.listed(all, oldest);
      first.clear();
    }
  }

  private void relisted(String namespace, Listing<V> listing) {
    Set<ObjectKey> keys =
        listing.objects.stream().map(metaOf).map(ObjectMeta::key).collect(Collectors.toSet());
    store.inNamespace(namespace).stream()
        .map(metaOf)
        .filter(known -> !keys.contains(known.key()) && known.version() <= listing.version)
        .forEach(store::forget);
    listing.objects.forEach(store::merge);
  }

  private final class Part implements Source.Listener<V> {
    private final String namespace;

    private Part(String namespace) {
      this.namespace = namespace;
    }

    @Override
    public void listed(List<V> objects, long version) {
      PartialListings.this.listed(namespace, new Listing<>(objects, version));
    }

    @Override
    public void changed(V object) {
      store.merge(object);
    }

    @Override
    public void removed(ObjectMeta last, V object) {
      store.removed(last, object);
    }

    @Override
    public void reached(long version) {
      // One namespace has reached a version, the type as a whole has not.
    }
  }
}
