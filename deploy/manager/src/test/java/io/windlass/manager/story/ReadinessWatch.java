package io.windlass.manager.story;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashMap;
import java.util.Map;

/** Counts at each change how many of the wanted pods are not ready. Thread-safe. */
final class ReadinessWatch implements Watcher<Pod>, AutoCloseable {
  private final Map<String, Boolean> readyByUid = new HashMap<>();
  private final int wanted;
  private int mostNotReady;
  private Watch watch = () -> {};

  private ReadinessWatch(int wanted) {
    this.wanted = wanted;
  }

  /** Watches the pods of a CloneSet, all of which are there and ready. */
  static ReadinessWatch over(ClusterExtension cluster, String name, int wanted) {
    ReadinessWatch watcher = new ReadinessWatch(wanted);
    var pods = cluster.client().pods().inNamespace(cluster.namespace()).withLabel("app", name);
    var list = pods.list();
    list.getItems().forEach(pod -> watcher.eventReceived(Action.ADDED, pod));
    watcher.watch =
        pods.withResourceVersion(list.getMetadata().getResourceVersion()).watch(watcher);
    return watcher;
  }

  @Override
  public synchronized void eventReceived(Action action, Pod pod) {
    String uid = pod.getMetadata().getUid();
    if (action == Action.DELETED) {
      readyByUid.remove(uid);
    } else {
      readyByUid.put(uid, Shop.isReady(pod));
    }
    int ready = (int) readyByUid.values().stream().filter(Boolean::booleanValue).count();
    if (readyByUid.size() >= wanted || action == Action.DELETED) {
      mostNotReady = Math.max(mostNotReady, wanted - ready);
    }
  }

  @Override
  public void onClose(WatcherException cause) {}

  synchronized int mostNotReady() {
    return mostNotReady;
  }

  @Override
  public void close() {
    watch.close();
  }
}
