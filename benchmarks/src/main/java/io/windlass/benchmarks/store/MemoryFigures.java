package io.windlass.benchmarks.store;

import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.benchmarks.figures.Figures;
import io.windlass.benchmarks.figures.Peers;
import io.windlass.benchmarks.pods.RealisticPods;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.PodView;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Bytes for each pod that is kept. Pods are listed in order and then change once each in any order,
 * as a watch tells them; the tables of shared texts are full of other pods' before that, so that
 * they cost nothing here (their size is a figure of its own).
 */
final class MemoryFigures {
  private static final int PODS = 40_000;
  private static final int BASELINE_PODS = 8_000;
  private static final int OTHERS = 60_000;
  private static final int FIRST_OTHER = 1_000_000;
  private static final double AT_REST = 1_200;
  private static final double IN_ROLLOUT = 2_000;
  private static final double TIMES_LESS = 12;

  private final Figures figures;

  MemoryFigures(Figures figures) {
    this.figures = figures;
  }

  void measure() throws IOException {
    double atRest = ours();
    double whole = fabric8(true);
    double stripped = fabric8(false);
    figures.tell("the same in the fabric8 informer's cache, whole", whole, "B/pod");
    figures.tell("the same there without managedFields", stripped, "B/pod");
    figures.atLeast(
        "fabric8's without managedFields over ours", stripped / atRest, TIMES_LESS, "x");
    goPeer(atRest);
  }

  private double ours() {
    Decoding<PodView> decoding = new Decoding<>(ViewType.pods());
    RealisticPods rest = RealisticPods.atRest();
    RealisticPods rollout = RealisticPods.inRollout();
    figures.tell("a pod as JSON", rest.json(0, 1).length, "B");
    long empty = Heap.usedBytes();
    IntStream.range(FIRST_OTHER, FIRST_OTHER + OTHERS)
        .forEach(number -> decoding.view((number % 2 == 0 ? rest : rollout).json(number, 1)));
    long before = Heap.usedBytes();
    figures.tell("tables of shared texts, full", (before - empty) / 1e6, "MB");
    ObjectStore<PodView> store = new ConcurrentObjectStore<>(StoredType.pods());
    for (int number = 0; number < PODS; number++) {
      store.changed(decoding.view(rest.json(number, 1)));
    }
    inAnyOrder(number -> store.changed(decoding.view(rest.json(number, 2))));
    double atRest = (Heap.usedBytes() - before) / (double) PODS;
    figures.atMost("a pod in the store, at rest", atRest, AT_REST, "B");
    tellEstimate(store);
    inAnyOrder(number -> store.changed(decoding.view(rollout.json(number, 3))));
    double inRollout = (Heap.usedBytes() - before) / (double) PODS;
    figures.atMost("the same in mid-rollout, with a SidecarSet", inRollout, IN_ROLLOUT, "B");
    tellEstimate(store);
    if (store.size() != PODS) {
      throw new IllegalStateException("lost pods: " + store.size());
    }
    return atRest;
  }

  private void tellEstimate(ObjectStore<PodView> store) {
    double each = store.sizeBytes() / (double) PODS;
    figures.tell("  what the metric windlass_store_bytes says of it", each, "B");
  }

  private static void inAnyOrder(IntConsumer change) {
    int[] order = IntStream.range(0, PODS).toArray();
    Random random = new Random(1);
    for (int i = PODS - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    IntStream.of(order).forEach(change);
  }

  private static double fabric8(boolean whole) {
    RealisticPods rest = RealisticPods.atRest();
    Fabric8Cache cache = new Fabric8Cache();
    cache.decode(rest.json(FIRST_OTHER, 1));
    long before = Heap.usedBytes();
    for (int number = 0; number < BASELINE_PODS; number++) {
      Pod pod = cache.decode(rest.json(number, 1));
      if (!whole) {
        pod.getMetadata().setManagedFields(null);
      }
      cache.put(pod);
    }
    double each = (Heap.usedBytes() - before) / (double) BASELINE_PODS;
    if (cache.ownedBy(RealisticPods.ownerUid(0)).size() != RealisticPods.PODS_OF_AN_OWNER) {
      throw new IllegalStateException("the index by owner does not work");
    }
    return each;
  }

  private void goPeer(double atRest) throws IOException {
    String what = "client-go's without managedFields over ours";
    Optional<Map<String, Double>> go = Peers.measure("store", String.valueOf(BASELINE_PODS));
    if (go.isEmpty()) {
      figures.skipped(what, "needs Go");
      return;
    }
    Map<String, Double> theirs = go.get();
    double stripped = theirs.getOrDefault("bytes_stripped", Double.NaN);
    tell("the same in client-go's informer store, whole", theirs, "bytes_whole", "B");
    tell("the same there without managedFields", theirs, "bytes_stripped", "B");
    figures.atLeast(what, stripped / atRest, TIMES_LESS, "x");
    tell("client-go: 100 pods of one owner by index", theirs, "owned_us", "us");
    tell("client-go: changes by one thread", theirs, "changes_per_second", "/s");
  }

  private void tell(String what, Map<String, Double> theirs, String name, String unit) {
    figures.tell(what, theirs.getOrDefault(name, Double.NaN), unit);
  }
}
