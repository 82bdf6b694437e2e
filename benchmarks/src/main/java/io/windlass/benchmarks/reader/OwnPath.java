package io.windlass.benchmarks.reader;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.Fabric8Source;
import io.windlass.controllers.adapter.fabric8.ReadOptions;
import io.windlass.controllers.adapter.fabric8.ResourceReader;
import io.windlass.controllers.adapter.fabric8.Scope;
import io.windlass.controllers.adapter.fabric8.WantedEncoding;
import io.windlass.controllers.adapter.system.SystemTicker;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.PodView;
import io.windlass.runtime.control.Controller;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.time.Duration;

/** The path of a pod event in the manager, wired as there, with a reconciler that does nothing. */
public final class OwnPath {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int WORKERS = 2;

  private OwnPath() {}

  /**
   * Follows the pods of a server.
   *
   * @param arguments its URL, the encoding, events of warm-up, events to measure
   */
  public static void main(String[] arguments) throws InterruptedException {
    CpuMeter meter = new CpuMeter(Long.parseLong(arguments[2]), Long.parseLong(arguments[3]));
    ObjectStore<PodView> store = new ConcurrentObjectStore<>(StoredType.pods());
    read(arguments[0], WantedEncoding.valueOf(arguments[1]), store, meter::tick);
    meter.tellAndExit();
  }

  /** Starts to read pods into a store, and to run their owners. */
  static void read(
      String url, WantedEncoding encoding, ObjectStore<PodView> store, Runnable onEvent) {
    Platform platform = new VirtualThreadScheduler().platform(RuntimeMetrics.NONE);
    WorkQueue<ObjectKey> queue = new ConcurrentWorkQueue<>("cloneset", platform, Pace.DEFAULT);
    store.onChange(
        (before, after) -> {
          after
              .or(() -> before)
              .ifPresent(
                  pod ->
                      pod.meta()
                          .controller()
                          .ifPresent(
                              owner -> queue.add(ownerKey(pod, owner.name()), Priority.CHANGE)));
          onEvent.run();
        });
    new Controller<>(
            new Controller.Setup("cloneset", WORKERS), queue, _ -> new Outcome.Done(), platform)
        .start();
    ReadOptions options = new ReadOptions(encoding, false, RuntimeMetrics.NONE);
    Fabric8Http http = Fabric8Http.of(client(url), TIMEOUT);
    new Fabric8Source<>(
            new ResourceReader<>(http, ViewType.pods(), Scope.ALL, options),
            platform.scheduler(),
            new SystemTicker())
        .start(store);
  }

  private static ObjectKey ownerKey(PodView pod, String owner) {
    return new ObjectKey(pod.key().namespace(), owner);
  }

  static KubernetesClient client(String url) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(url).build())
        .build();
  }
}
