package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Subscription;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ChangeCursor;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore.Opening;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A watch within the JVM: one virtual thread that gives out existing objects, then changes. When it
 * falls behind the log, it lists again and gives out the difference.
 */
final class InProcessWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(InProcessWatch.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Served served;
  private final Consumer<Event> consumer;
  private final Map<ObjectKey, Stored> known = new HashMap<>();

  private InProcessWatch(Served served, Consumer<Event> consumer) {
    this.served = served;
    this.consumer = consumer;
  }

  static Subscription start(Served served, Consumer<Event> consumer) {
    Thread thread =
        Thread.ofVirtual()
            .name("watch-" + served.type().plural())
            .start(new InProcessWatch(served, consumer));
    return thread::interrupt;
  }

  @Override
  public void run() {
    try {
      ChangeCursor cursor = relist();
      while (!cursor.ended() && !Thread.currentThread().isInterrupted()) {
        cursor = follow(cursor);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ChangeCursor follow(ChangeCursor cursor) throws InterruptedException {
    try {
      for (Change change : cursor.next(PATIENCE)) {
        switch (change.kind()) {
          case ADDED, MODIFIED -> show(change.now());
          case DELETED -> gone(change.now());
        }
      }
      return cursor;
    } catch (ApiException e) {
      LOG.atDebug().addKeyValue("type", served.type().plural()).log("watch fell behind: listing");
      return relist();
    }
  }

  private ChangeCursor relist() throws InterruptedException {
    Opening opening = served.store().open(Selection.ALL);
    Set<ObjectKey> missing = new HashSet<>(known.keySet());
    for (Stored stored : opening.snapshot().objects()) {
      missing.remove(stored.key());
      show(stored);
    }
    for (ObjectKey key : missing) {
      Stored last = known.get(key);
      if (last != null) {
        gone(last);
      }
    }
    return opening.cursor();
  }

  private void show(Stored object) {
    Stored before = known.put(object.key(), object);
    if (before == null) {
      give(Event.Kind.ADDED, object);
    } else if (before.version() != object.version()) {
      give(Event.Kind.MODIFIED, object);
    }
  }

  private void gone(Stored object) {
    known.remove(object.key());
    give(Event.Kind.DELETED, object);
  }

  // What cannot be converted is shown as it is stored: its metadata is what most look at.
  private ObjectNode read(Stored object) {
    try {
      return served.show(object);
    } catch (ApiException e) {
      boolean ending = Thread.currentThread().isInterrupted();
      LOG.atLevel(ending ? Level.DEBUG : Level.WARN)
          .addKeyValue("type", served.type().plural())
          .log(e.getMessage());
      return object.shared();
    }
  }

  // One subscriber's fault must not end its view of the cluster.
  private void give(Event.Kind kind, Stored object) {
    ObjectNode tree = read(object);
    try {
      consumer.accept(new Event(kind, tree));
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("type", served.type().plural()).setCause(e).log("watcher failed");
    }
  }
}
