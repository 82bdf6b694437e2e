package io.windlass.core.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up what views take on the heap, in bytes; a part that several of them use counts once.
 *
 * <p>An estimate, without looking into the JVM: headers of 8 bytes (compact ones, as the manager
 * has them), references of 4, objects in multiples of 8, a byte for each character. Not
 * thread-safe; cost O(parts).
 *
 * @param counted the parts that were counted, by identity
 */
public record Footprint(Set<Object> counted) {
  private static final int HEADER = 8;
  private static final int ARRAY_HEADER = 12;
  private static final int REFERENCE = 4;
  private static final int INSTANT = 12;

  /** What a tree takes for each character of its text; most documents are kept as text. */
  private static final int TREE_PER_CHARACTER = 6;

  /** Nothing was counted so far. */
  public static Footprint start() {
    return new Footprint(Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** What a view takes beyond the parts that were counted before. */
  public long of(PodView pod) {
    PodView.Status status = pod.status();
    long bytes = object(pod, 6 * REFERENCE) + of(pod.meta()) + text(pod.nodeName());
    bytes += containers(pod.containers()) + containers(pod.initContainers());
    bytes += texts(pod.readinessGates());
    if (counted.add(status)) {
      bytes += size(4 * REFERENCE) + text(status.podIp());
      bytes += conditions(status.conditions()) + statuses(status.containers());
    }
    return bytes;
  }

  /** What a view takes beyond the parts that were counted before. */
  public long of(RevisionView revision) {
    return object(revision, 2 * REFERENCE + Long.BYTES) + of(revision.meta()) + of(revision.data());
  }

  /** What metadata takes beyond the parts that were counted before. */
  public long of(ObjectMeta meta) {
    long bytes = object(meta, 8 * REFERENCE + 2 * Long.BYTES);
    bytes += object(meta.key(), 2 * REFERENCE);
    bytes += text(meta.key().namespace()) + text(meta.key().name()) + text(meta.uid());
    bytes += texts(meta.labels()) + texts(meta.annotations()) + texts(meta.finalizers());
    bytes += object(meta.createdAt(), INSTANT) + controller(meta) + deletion(meta.deletedAt());
    return bytes;
  }

  /** What a document takes if it was not counted before. */
  public long of(Json.Obj document) {
    if ((document.fields() instanceof FieldMap tree && tree.isEmpty())
        || !counted.add(document.fields())) {
      return 0;
    }
    long wrapped = size(REFERENCE);
    return document.fields() instanceof PackedFields packed
        ? wrapped + size(3 * REFERENCE) + text(packed.text())
        : wrapped + (long) TREE_PER_CHARACTER * JsonText.canonical(document).length();
  }

  /** An object that has this many bytes of fields, without what these refer to. */
  long object(Object part, int fieldBytes) {
    return counted.add(part) ? size(fieldBytes) : 0;
  }

  /** An array of this many bytes. */
  long array(Object array, int bytes) {
    return counted.add(array) ? aligned(ARRAY_HEADER + bytes) : 0;
  }

  long text(String text) {
    return counted.add(text) ? size(REFERENCE + 6) + aligned(ARRAY_HEADER + text.length()) : 0;
  }

  long list(List<?> list) {
    return !list.isEmpty() && counted.add(list)
        ? size(2 * REFERENCE) + aligned(ARRAY_HEADER + REFERENCE * list.size())
        : 0;
  }

  long condition(Condition condition) {
    return counted.add(condition)
        ? size(5 * REFERENCE)
            + text(condition.type())
            + text(condition.reason())
            + text(condition.message())
        : 0;
  }

  long status(PodView.ContainerStatus status) {
    return counted.add(status)
        ? size(5 * REFERENCE + 1)
            + text(status.name())
            + text(status.image())
            + text(status.imageId())
            + text(status.containerId())
        : 0;
  }

  private long containers(List<PodView.Container> containers) {
    long bytes = list(containers);
    for (PodView.Container container : containers) {
      bytes += object(container, 2 * REFERENCE) + text(container.name()) + text(container.image());
    }
    return bytes;
  }

  private long conditions(Map<String, Condition> conditions) {
    return conditions instanceof ConditionMap map
        ? map.bytes(this)
        : conditions.values().stream().mapToLong(this::condition).sum();
  }

  private long statuses(List<PodView.ContainerStatus> statuses) {
    return statuses instanceof ContainerStatuses compact
        ? compact.bytes(this)
        : list(statuses) + statuses.stream().mapToLong(this::status).sum();
  }

  private long texts(Map<String, String> texts) {
    return texts instanceof TextMap map ? map.bytes(this) : texts(texts.values());
  }

  private long texts(Collection<String> texts) {
    long bytes = texts instanceof List<String> list ? list(list) : 0;
    for (String text : texts) {
      bytes += text(text);
    }
    return bytes;
  }

  private long controller(ObjectMeta meta) {
    long bytes = 0;
    if (meta.controller().isPresent() && counted.add(meta.controller())) {
      ObjectMeta.OwnerReference owner = meta.controller().get();
      bytes = size(REFERENCE) + size(4 * REFERENCE);
      bytes += text(owner.name()) + text(owner.uid()) + text(owner.apiVersion());
    }
    return bytes;
  }

  private long deletion(Optional<Instant> deletedAt) {
    return deletedAt.isPresent() && counted.add(deletedAt) ? size(REFERENCE) + size(INSTANT) : 0;
  }

  private static long size(int fieldBytes) {
    return aligned(HEADER + fieldBytes);
  }

  private static long aligned(int bytes) {
    return (bytes + 7L) & ~7;
  }
}
