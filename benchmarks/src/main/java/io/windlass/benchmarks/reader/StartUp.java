package io.windlass.benchmarks.reader;

import io.windlass.benchmarks.pods.RealisticPods;
import io.windlass.controllers.adapter.fabric8.WantedEncoding;
import io.windlass.core.model.PodView;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Lists all pods of a server into a store, as the manager does when it starts. */
public final class StartUp {
  private static final double MILLIS = 1e3;
  private static final double MEGA = 1 << 20;

  private StartUp() {}

  /**
   * Prints the seconds from the start of this JVM until all pods were in the store and their owners
   * queued, and the heap in use then, after a collection.
   *
   * @param arguments the URL, and how many pods the server has
   */
  public static void main(String[] arguments) throws InterruptedException {
    int pods = Integer.parseInt(arguments[1]);
    CountDownLatch all = new CountDownLatch(pods);
    ObjectStore<PodView> store = new ConcurrentObjectStore<>(StoredType.pods());
    OwnPath.read(arguments[0], WantedEncoding.AUTO, store, all::countDown);
    all.await();
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    AtomicInteger owned = new AtomicInteger();
    for (int pod = 0; pod < pods; pod += RealisticPods.PODS_OF_AN_OWNER) {
      owned.addAndGet(store.ownedBy(RealisticPods.ownerUid(pod)).size());
    }
    if (owned.get() != pods || store.size() != pods) {
      throw new IllegalStateException(store.size() + " pods, of owners " + owned);
    }
    ManagementFactory.getMemoryMXBean().gc();
    System.out.println("seconds " + millis / MILLIS);
    System.out.println(
        "heap_mb " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGA);
    System.exit(0);
  }
}
