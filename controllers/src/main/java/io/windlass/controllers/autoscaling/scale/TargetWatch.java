package io.windlass.controllers.autoscaling.scale;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.Fabric8Source;
import io.windlass.controllers.adapter.fabric8.ResourceReader;
import io.windlass.controllers.adapter.fabric8.Scope;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ResourceKind;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Source;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Follows the targets of autoscalers: one watch for each kind, of which only the generation of
 * those that are followed is kept. A generation that moved without a write of ours means that
 * somebody changed the spec; the autoscaler is woken a moment later, so that an edit of several
 * steps is one. Thread-safe; never blocks.
 */
public final class TargetWatch implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Fabric8Http http;
  private final Platform platform;
  private final Set<String> namespaces;
  private final Consumer<ObjectKey> wake;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<ObjectKey, Followed> byAutoscaler = new HashMap<>();

  @GuardedBy("lock")
  private final Map<Followed, Set<ObjectKey>> followers = new HashMap<>();

  @GuardedBy("lock")
  private final Map<Followed, Long> generations = new HashMap<>();

  @GuardedBy("lock")
  private final Map<ResourceKind, List<Fabric8Source<ObjectMeta>>> watches = new HashMap<>();

  private record Followed(ResourceKind kind, ObjectKey key) {}

  /** Watches nothing yet; {@code namespaces} are none for all. */
  public TargetWatch(
      Fabric8Http http, Platform platform, Set<String> namespaces, Consumer<ObjectKey> wake) {
    this.http = http;
    this.platform = platform;
    this.namespaces = Set.copyOf(namespaces);
    this.wake = wake;
  }

  /** An autoscaler has this target from now on. */
  public void follow(ObjectKey autoscaler, ResourceKind kind, ObjectKey target) {
    Followed followed = new Followed(kind, target);
    lock.lock();
    try {
      Followed before = byAutoscaler.put(autoscaler, followed);
      if (followed.equals(before)) {
        return;
      }
      Optional.ofNullable(before).ifPresent(it -> leave(autoscaler, it));
      followers.computeIfAbsent(followed, _ -> new HashSet<>()).add(autoscaler);
      if (!watches.containsKey(kind)) {
        watches.put(kind, watch(kind));
      }
    } finally {
      lock.unlock();
    }
  }

  /** An autoscaler is no more. */
  public void forget(ObjectKey autoscaler) {
    lock.lock();
    try {
      Optional.ofNullable(byAutoscaler.remove(autoscaler)).ifPresent(it -> leave(autoscaler, it));
    } finally {
      lock.unlock();
    }
  }

  /** The next generation of a target is our own doing, or was not after all. */
  public void expect(ObjectKey autoscaler, boolean isOurs) {
    lock.lock();
    try {
      Optional.ofNullable(byAutoscaler.get(autoscaler))
          .ifPresent(it -> generations.computeIfPresent(it, (_, at) -> isOurs ? at + 1 : at - 1));
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void leave(ObjectKey autoscaler, Followed followed) {
    Set<ObjectKey> others = followers.getOrDefault(followed, new HashSet<>());
    others.remove(autoscaler);
    if (others.isEmpty()) {
      followers.remove(followed);
      generations.remove(followed);
    }
    if (followers.keySet().stream().noneMatch(it -> it.kind().equals(followed.kind()))) {
      Optional.ofNullable(watches.remove(followed.kind()))
          .ifPresent(all -> platform.scheduler().fork(() -> all.forEach(Fabric8Source::close)));
    }
  }

  private List<Fabric8Source<ObjectMeta>> watch(ResourceKind kind) {
    Set<String> scopes = namespaces.isEmpty() ? Set.of("") : namespaces;
    ViewType<ObjectMeta> type = ViewType.metadata(kind);
    return scopes.stream()
        .map(
            namespace -> {
              Fabric8Source<ObjectMeta> source =
                  new Fabric8Source<>(
                      new ResourceReader<>(http, type, new Scope(namespace, "")),
                      platform.scheduler(),
                      platform.ticker());
              source.start(new Told(kind));
              return source;
            })
        .toList();
  }

  private void changed(ResourceKind kind, ObjectMeta meta) {
    Followed followed = new Followed(kind, meta.key());
    Set<ObjectKey> woken;
    lock.lock();
    try {
      Set<ObjectKey> autoscalers = followers.get(followed);
      if (autoscalers == null) {
        return;
      }
      Long before = generations.put(followed, meta.generation());
      woken = before == null || before == meta.generation() ? Set.of() : Set.copyOf(autoscalers);
    } finally {
      lock.unlock();
    }
    woken.forEach(key -> platform.scheduler().after(MOMENT, () -> wake.accept(key)));
  }

  /** What the watch of one kind tells. */
  private final class Told implements Source.Listener<ObjectMeta> {
    private final ResourceKind kind;

    Told(ResourceKind kind) {
      this.kind = kind;
    }

    @Override
    public void listed(List<ObjectMeta> objects, long version) {
      objects.forEach(meta -> TargetWatch.this.changed(kind, meta));
    }

    @Override
    public void changed(ObjectMeta meta) {
      TargetWatch.this.changed(kind, meta);
    }

    // The next look finds it gone.
    @Override
    public void removed(ObjectMeta last, ObjectMeta meta) {}

    @Override
    public void reached(long version) {}
  }

  @Override
  public void close() {
    lock.lock();
    try {
      watches.values().forEach(all -> all.forEach(Fabric8Source::close));
      watches.clear();
      followers.clear();
      byAutoscaler.clear();
    } finally {
      lock.unlock();
    }
  }
}
