package io.windlass.devcluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.select.SelectableFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The objects of one type, sorted by namespace and name, with indexes and a log of changes.
 *
 * <p>Thread-safe: one lock, held for the commit of one object or the collection of references to
 * stored objects, never while anything is parsed or sent. Versions of one type are issued under its
 * lock, so the log is in order of version. get O(log n); list O(candidates of the best index);
 * commit O(size of the object + its labels).
 */
public final class TypeStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SelectableFields selectable;
  private final Versions versions;
  private final Kept kept;

  @GuardedBy("lock")
  private final TreeMap<ObjectKey, Stored> objects = new TreeMap<>();

  @GuardedBy("lock")
  private final Indexes indexes;

  @GuardedBy("lock")
  private final ChangeLog log;

  @GuardedBy("lock")
  private boolean closed;

  private volatile long latestChange;

  TypeStore(Versions versions, SelectableFields selectable, int window, Kept kept) {
    this.versions = versions;
    this.selectable = selectable;
    this.kept = kept;
    this.indexes = new Indexes(selectable);
    List<byte[]> before = kept.journal.kept(kept.type);
    this.log = new ChangeLog(window, before.isEmpty() ? 0 : versions.latest());
    before.forEach(json -> resume(Documents.parse(json)));
  }

  /** Under which name the objects of this type are kept, and where. */
  record Kept(Journal journal, String type) {}

  private void resume(ObjectNode object) {
    long version = Long.parseLong(Documents.text(object, "metadata", "resourceVersion"));
    Stored stored = new Stored(object, version, selectable);
    lock.lock();
    try {
      objects.put(stored.key(), stored);
      indexes.add(stored);
      latestChange = Math.max(latestChange, version);
    } finally {
      lock.unlock();
    }
  }

  /** Objects and the version at which they are complete. */
  public record Snapshot(List<Stored> objects, long version) {}

  /** Objects, and a cursor to everything that happens to them afterwards. */
  public record Opening(Snapshot snapshot, ChangeCursor cursor) {}

  public Optional<Stored> get(ObjectKey key) {
    lock.lock();
    try {
      return Optional.ofNullable(objects.get(key));
    } finally {
      lock.unlock();
    }
  }

  public Snapshot list(Selection selection) {
    lock.lock();
    try {
      return new Snapshot(collect(selection), versions.latest());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The objects as they were at a version; empty if the log no longer reaches back to it. Costs
   * what {@link #list} does and O(changes since then).
   */
  public Optional<Snapshot> listAt(Selection selection, long version) {
    lock.lock();
    try {
      if (version < log.horizon()) {
        return Optional.empty();
      }
      Map<ObjectKey, Optional<Stored>> were = log.statesAt(version);
      List<Stored> found = collect(selection);
      if (!were.isEmpty()) {
        found.removeIf(object -> were.containsKey(object.key()));
        were.values().stream()
            .flatMap(Optional::stream)
            .filter(object -> matches(object, selection))
            .forEach(found::add);
        found.sort(Comparator.comparing(Stored::key));
      }
      return Optional.of(new Snapshot(found, version));
    } finally {
      lock.unlock();
    }
  }

  /** The version of the latest change of an object of this type; 0 if there was none. No lock. */
  public long latestChange() {
    return latestChange;
  }

  public int size() {
    lock.lock();
    try {
      return objects.size();
    } finally {
      lock.unlock();
    }
  }

  /** Stores a new object; empty if the name is taken. Sets the object's resourceVersion. */
  public Optional<Stored> create(ObjectNode object) {
    lock.lock();
    try {
      ObjectKey key = Stored.keyOf(object);
      if (objects.containsKey(key)) {
        return Optional.empty();
      }
      Stored stored = stamp(object);
      objects.put(key, stored);
      indexes.add(stored);
      publish(new Change(Change.Kind.ADDED, stored, Optional.empty()));
      return Optional.of(stored);
    } finally {
      lock.unlock();
    }
  }

  /** Replaces an object; empty if {@code expected} is no longer the current version of it. */
  public Optional<Stored> replace(Stored expected, ObjectNode object) {
    lock.lock();
    try {
      if (objects.get(expected.key()) != expected) {
        return Optional.empty();
      }
      Stored stored = stamp(object);
      objects.put(expected.key(), stored);
      indexes.remove(expected);
      indexes.add(stored);
      publish(new Change(Change.Kind.MODIFIED, stored, Optional.of(expected)));
      return Optional.of(stored);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes an object whose last state is {@code last}; empty if {@code expected} is no longer the
   * current version of it.
   */
  public Optional<Stored> remove(Stored expected, ObjectNode last) {
    lock.lock();
    try {
      if (objects.get(expected.key()) != expected) {
        return Optional.empty();
      }
      Stored stored = stamp(last);
      objects.remove(expected.key());
      indexes.remove(expected);
      publish(new Change(Change.Kind.DELETED, stored, Optional.of(expected)));
      return Optional.of(stored);
    } finally {
      lock.unlock();
    }
  }

  /** Lists, and watches from there on. */
  public Opening open(Selection selection) {
    lock.lock();
    try {
      Snapshot snapshot = new Snapshot(collect(selection), versions.latest());
      return new Opening(snapshot, new ChangeCursor(this, log.end(), snapshot.version()));
    } finally {
      lock.unlock();
    }
  }

  /** Watches everything after a version; 410 if the log no longer reaches back to it. */
  public ChangeCursor openAfter(long version) {
    lock.lock();
    try {
      if (version < log.horizon()) {
        throw expired(version, log.horizon());
      }
      return new ChangeCursor(this, log.firstAfter(version), version);
    } finally {
      lock.unlock();
    }
  }

  /** Whether an object is among those that are meant. */
  public boolean matches(Stored object, Selection selection) {
    return (selection.namespace().isEmpty()
            || selection.namespace().equals(object.key().namespace()))
        && (selection.ownerUid().isEmpty() || object.ownerUids().contains(selection.ownerUid()))
        && selection.labels().matches(object.labels())
        && selection.fields().matches(field -> fieldOf(object, field));
  }

  /** Ends every watch; the type is no longer served. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** What a cursor waits for, and how long. */
  record Reading(long position, int atMost, Duration patience) {}

  List<Change> await(Reading reading, BooleanSupplier nudged) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long position = reading.position();
      long nanos = reading.patience().toNanos();
      while (position == log.end() && !closed && !nudged.getAsBoolean() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (position < log.start()) {
        throw expired(log.horizon() - 1, log.horizon());
      }
      return log.read(position, reading.atMost());
    } finally {
      lock.unlock();
    }
  }

  void wakeReaders() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long versionIfCaughtUp(long position) {
    lock.lock();
    try {
      return position == log.end() ? versions.latest() : 0;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Stored stamp(ObjectNode object) {
    long version = versions.issue();
    Documents.metadata(object).put("resourceVersion", Long.toString(version));
    return new Stored(object, version, selectable);
  }

  @GuardedBy("lock")
  private void publish(Change change) {
    log.append(change);
    if (change.kind() == Change.Kind.DELETED) {
      kept.journal.remove(kept.type, change.now().key());
    } else {
      kept.journal.put(kept.type, change.now().key(), change.now().json());
    }
    latestChange = change.version();
    changed.signalAll();
  }

  @GuardedBy("lock")
  private List<Stored> collect(Selection selection) {
    List<Stored> found = new ArrayList<>();
    for (Stored object : candidates(selection)) {
      if (matches(object, selection)) {
        found.add(object);
      }
    }
    return found;
  }

  @GuardedBy("lock")
  private Collection<Stored> candidates(Selection selection) {
    String namespace = selection.namespace();
    Optional<String> name = selection.fields().required("metadata.name");
    if (name.isPresent()) {
      Stored only = objects.get(new ObjectKey(namespace, name.get()));
      if (only != null || !namespace.isEmpty()) {
        return only == null ? List.of() : List.of(only);
      }
    }
    Optional<Set<ObjectKey>> indexed = indexes.candidates(selection);
    if (indexed.isPresent()) {
      List<Stored> found = new ArrayList<>();
      for (ObjectKey key : new TreeSet<>(indexed.get())) {
        Optional.ofNullable(objects.get(key)).ifPresent(found::add);
      }
      return found;
    }
    if (namespace.isEmpty()) {
      return objects.values();
    }
    return objects.subMap(ObjectKey.first(namespace), ObjectKey.last(namespace)).values();
  }

  private String fieldOf(Stored object, String field) {
    return switch (field) {
      case "metadata.name" -> object.key().name();
      case "metadata.namespace" -> object.key().namespace();
      default ->
          selectable.has(field)
              ? selectable.value(object.fields(), field)
              : SelectableFields.valueOf(object.tree(), field);
    };
  }

  private static ApiException expired(long version, long horizon) {
    return new ApiException(
        410,
        "Expired",
        "too old resource version: %d (%d)".formatted(version, horizon),
        ApiException.Subject.NONE,
        List.of());
  }
}
