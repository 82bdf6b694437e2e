package io.windlass.benchmarks.store;

import io.windlass.benchmarks.figures.Figures;
import io.windlass.benchmarks.pods.RealisticPods;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.PodView;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A million pods come and go, each with texts that no other has: what stays behind. Pods are read
 * without variables and managedFields, of which nothing is kept anyway.
 */
final class ChurnFigures {
  private static final int PODS = 1_000_000;
  private static final int WARM_UP = 150_000;
  private static final int ALIVE = 1_000;
  private static final double FLAT_MB = 2;

  private final Figures figures;
  private final Decoding<PodView> decoding = new Decoding<>(ViewType.pods());
  private final RealisticPods pods = RealisticPods.inRollout().withoutBallast();
  private final ObjectStore<PodView> store = new ConcurrentObjectStore<>(StoredType.pods());

  private final Queue<PodView> alive = new ArrayDeque<>(ALIVE + 1);

  ChurnFigures(Figures figures) {
    this.figures = figures;
  }

  void measure() {
    churn(0, WARM_UP);
    long before = Heap.usedBytes();
    churn(WARM_UP, PODS);
    double grown = (Heap.usedBytes() - before) / 1e6;
    figures.tell("pods that came and went", PODS, "");
    figures.atMost("what they leave behind", grown, FLAT_MB, "MB");
  }

  private void churn(int from, int to) {
    for (int number = from; number < to; number++) {
      PodView pod = decoding.view(pods.json(number, number + 1L));
      store.changed(pod);
      alive.add(pod);
      if (alive.size() > ALIVE) {
        PodView last = alive.remove();
        store.removed(last.meta(), last);
      }
    }
    if (store.size() != ALIVE) {
      throw new IllegalStateException("should be " + ALIVE + ": " + store.size());
    }
  }
}
