package io.windlass.benchmarks.store;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.windlass.core.model.Footprint;
import io.windlass.core.model.PodView;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.LockedObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.util.List;

/** One thing that keeps pods, whoever wrote it. Thread-safe. */
interface PodCache {
  /** Takes in the next version of a pod. */
  void change(PodPopulation population, int pod, long version);

  /** The pods of an owner; the size of the list is looked at. */
  List<?> ownedBy(String uid);

  /** What is measured, under the names of the benchmarks' parameter. */
  enum Kind {
    CONCURRENT,
    /** As the manager has it: equal parts of pods are found and shared at each change. */
    SHARING,
    LOCKED,
    FABRIC8;

    /** The structure alone. */
    private static final StoredType<PodView> PLAIN =
        new StoredType<>(
            PodView::meta,
            PodView::nodeName,
            PodView::sameButForVersion,
            (fresh, _) -> fresh,
            view -> view,
            Footprint::of);

    PodCache create() {
      return switch (this) {
        case CONCURRENT -> new Views(new ConcurrentObjectStore<>(PLAIN));
        case SHARING -> new Views(new ConcurrentObjectStore<>(StoredType.pods()));
        case LOCKED -> new Views(new LockedObjectStore<>(PLAIN, 20_000));
        case FABRIC8 -> new Models(new Fabric8Cache());
      };
    }
  }

  /** Ours. */
  record Views(ObjectStore<PodView> store) implements PodCache {
    @Override
    public void change(PodPopulation population, int pod, long version) {
      store.changed(population.view(pod, version));
    }

    @Override
    public List<?> ownedBy(String uid) {
      return store.ownedBy(uid);
    }
  }

  /** The informer's. */
  record Models(Fabric8Cache cache) implements PodCache {
    @Override
    public void change(PodPopulation population, int pod, long version) {
      cache.put(model(population.view(pod, version)));
    }

    private static Pod model(PodView view) {
      return new PodBuilder()
          .withNewMetadata()
          .withNamespace(view.key().namespace())
          .withName(view.name())
          .withUid(view.uid())
          .withResourceVersion(Long.toString(view.meta().version()))
          .withOwnerReferences(
              new OwnerReferenceBuilder()
                  .withUid(view.meta().controller().orElseThrow().uid())
                  .build())
          .endMetadata()
          .build();
    }

    @Override
    public List<?> ownedBy(String uid) {
      return cache.ownedBy(uid);
    }
  }
}
