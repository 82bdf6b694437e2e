package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.windlass.manager.demo.Observation.Sighting;
import io.windlass.manager.demo.PodSight.ContainerSight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Sees every change of the pods that bear a label, from the moment of {@link #begin} on and without
 * a gap: it lists, then watches from the version of that list. A watch that breaks makes the
 * observation worthless, so it is then refused.
 *
 * <p>Thread-safe.
 */
final class PodWatch implements Watcher<Pod>, AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<PodSight> before;
  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<String, PodSight> present = new LinkedHashMap<>();
  private Optional<String> broken = Optional.empty();
  private Optional<Watch> watch = Optional.empty();

  private PodWatch(List<PodSight> before) {
    this.before = before;
    before.forEach(pod -> present.put(pod.uid(), pod));
  }

  /** Lists the pods of the client's namespace that bear {@code app=<app>}, and begins to watch. */
  static PodWatch begin(KubernetesClient client, String app) {
    var pods = client.pods().withLabel("app", app);
    PodList list = pods.list();
    PodWatch podWatch = new PodWatch(list.getItems().stream().map(PodWatch::sight).toList());
    String version = list.getMetadata().getResourceVersion();
    Watch opened =
        pods.watch(new ListOptionsBuilder().withResourceVersion(version).build(), podWatch);
    podWatch.opened(opened);
    return podWatch;
  }

  /** Everything seen so far. */
  Observation observation() {
    lock.lock();
    try {
      broken.ifPresent(
          why -> {
            throw new IllegalStateException("the watch of pods broke: " + why);
          });
      return new Observation(before, sightings);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the pods that are present fulfil a rule; false if they did not in time. */
  boolean await(Predicate<Collection<PodSight>> rule, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!rule.test(present.values())) {
        if (left <= 0 || broken.isPresent()) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a while and sees what happens meanwhile. */
  void look(Duration time) throws InterruptedException {
    boolean _ = await(pods -> false, time);
  }

  @Override
  public void eventReceived(Action action, Pod pod) {
    lock.lock();
    try {
      String uid = pod.getMetadata().getUid();
      switch (action) {
        case ADDED, MODIFIED -> {
          PodSight sight = sight(pod);
          sightings.add(new Sighting.Seen(sight));
          present.put(uid, sight);
        }
        case DELETED -> {
          sightings.add(new Sighting.Gone(uid));
          present.remove(uid);
        }
        case BOOKMARK -> {}
        case ERROR -> broken = Optional.of("an ERROR event");
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onClose(WatcherException cause) {
    lock.lock();
    try {
      broken = Optional.of(String.valueOf(cause.getMessage()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Optional<Watch> opened;
    lock.lock();
    try {
      opened = watch;
    } finally {
      lock.unlock();
    }
    opened.ifPresent(Watch::close);
  }

  private void opened(Watch opened) {
    lock.lock();
    try {
      watch = Optional.of(opened);
    } finally {
      lock.unlock();
    }
  }

  private static PodSight sight(Pod pod) {
    PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
    boolean isReady =
        pod.getMetadata().getDeletionTimestamp() == null
            && status.getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    Map<String, ContainerSight> containers =
        status.getContainerStatuses().stream()
            .collect(Collectors.toMap(ContainerStatus::getName, PodWatch::container));
    return new PodSight(
        pod.getMetadata().getUid(),
        pod.getMetadata().getName(),
        new PodSight.Place(
            Optional.ofNullable(pod.getSpec().getNodeName()).orElse(""),
            Instant.parse(pod.getMetadata().getCreationTimestamp()),
            pod.getMetadata().getDeletionTimestamp() != null),
        Optional.ofNullable(status.getPodIP()).orElse(""),
        isReady,
        containers);
  }

  private static ContainerSight container(ContainerStatus status) {
    return new ContainerSight(
        Optional.ofNullable(status.getImage()).orElse(""),
        Optional.ofNullable(status.getRestartCount()).orElse(0));
  }
}
