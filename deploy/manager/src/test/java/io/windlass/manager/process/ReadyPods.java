package io.windlass.manager.process;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** How many pods of the default namespace were ready at the worst moment, as a watch saw it. */
final class ReadyPods implements Watcher<Pod>, AutoCloseable {
  private final Set<String> ready = new HashSet<>();
  private final AtomicInteger fewest = new AtomicInteger();
  private final AtomicInteger deleted = new AtomicInteger();
  private final Watch watch;

  private ReadyPods(KubernetesClient client) {
    PodList list = client.pods().list();
    list.getItems().forEach(this::take);
    fewest.set(ready.size());
    String version = list.getMetadata().getResourceVersion();
    watch =
        client.pods().watch(new ListOptionsBuilder().withResourceVersion(version).build(), this);
  }

  static ReadyPods watch(KubernetesClient client) {
    return new ReadyPods(client);
  }

  int fewest() {
    return fewest.get();
  }

  int deleted() {
    return deleted.get();
  }

  @Override
  public void eventReceived(Action action, Pod pod) {
    if (action == Action.DELETED) {
      deleted.incrementAndGet();
      ready.remove(pod.getMetadata().getUid());
    } else {
      take(pod);
    }
    fewest.accumulateAndGet(ready.size(), Math::min);
  }

  @Override
  public void onClose(WatcherException cause) {
    // A broken watch saw too little to say anything.
    fewest.set(-1);
  }

  @Override
  public void close() {
    watch.close();
  }

  private void take(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() == null && Readiness.isPodReady(pod)) {
      ready.add(pod.getMetadata().getUid());
    } else {
      ready.remove(pod.getMetadata().getUid());
    }
  }
}
