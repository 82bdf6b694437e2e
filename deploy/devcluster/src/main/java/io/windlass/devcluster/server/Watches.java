package io.windlass.devcluster.server;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ChangeCursor;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.TypeStore.Opening;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * The verb watch, over chunked HTTP and WebSockets. One virtual thread per watch reads the type's
 * log at its own pace; a watch that the log has left behind ends with a 410 event, one whose client
 * takes nothing for too long is cut off. Sockets live on real time and timeouts with them;
 * bookmarks are of the cluster's time. Thread-safe; memory per watch is bounded.
 */
final class Watches {
  private static final Duration DEFAULT_LIFE = Duration.ofMinutes(45);
  private static final int BUFFER_BYTES = 32 * 1024;

  private final ClusterStore store;
  private final Registry registry;
  private final ClusterClock clock;
  private final Duration patience;

  /**
   * Watches of a store.
   *
   * @param patience how long a WebSocket may take for one event
   */
  Watches(ClusterStore store, Registry registry, ClusterClock clock, Duration patience) {
    this.store = store;
    this.registry = registry;
    this.clock = clock;
    this.patience = patience;
  }

  void watch(Call call) {
    Exchange exchange = call.exchange();
    WatchPlan plan = WatchPlan.of(call);
    if (exchange.wantsSocket()) {
      exchange.upgrade(patience, lines -> send(plan, lines));
      return;
    }
    exchange.keepOpenWhileIdle();
    try (OutputStream out =
        new BufferedOutputStream(exchange.stream(200, Exchange.JSON), BUFFER_BYTES)) {
      out.flush();
      send(plan, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(WatchPlan plan, OutputStream out) throws IOException, InterruptedException {
    WatchWriter writer = new WatchWriter(plan, out);
    try {
      follow(open(plan, writer), writer, plan);
    } catch (ApiException e) {
      writer.error(StatusDocument.of(e));
    }
  }

  private ChangeCursor open(WatchPlan plan, WatchWriter writer) throws IOException {
    long version = plan.options().version();
    boolean initial = plan.sendsInitialEvents();
    refuseFuture(version);
    boolean now = !plan.options().sendInitialEvents().orElse(true);
    if (version > 0 && !initial) {
      return plan.served().store().openAfter(version);
    }
    Opening opening = plan.served().store().open(plan.selection());
    if (now) {
      return opening.cursor();
    }
    writer.initial(opening.snapshot().objects());
    if (initial && plan.bookmarks()) {
      writer.endOfInitial(opening.snapshot().version());
    }
    writer.flush();
    return opening.cursor();
  }

  private void follow(ChangeCursor cursor, WatchWriter writer, WatchPlan plan)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + life(plan).toNanos();
    try (Bookmarks bookmarks = Bookmarks.of(cursor, plan.bookmarks(), clock)) {
      boolean over = false;
      while (!over && !cursor.ended()) {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        List<Change> changes = cursor.next(left);
        if (!isCurrent(plan.served())) {
          return;
        }
        writer.changes(changes);
        over = end - System.nanoTime() <= 0;
        if (bookmarks.isDue() || (over && plan.bookmarks())) {
          writer.bookmark(cursor.version());
        }
        writer.flush();
      }
    }
  }

  // Whoever began under another definition of a custom type would get objects in a wrong form; the
  // client watches anew from where it is.
  private boolean isCurrent(Served served) {
    ResourceType type = served.type();
    return registry
        .find(type.group(), type.version(), type.plural())
        .map(now -> now.conversion().equals(served.conversion()))
        // Where the type itself goes, its objects' end is still to be told.
        .orElse(true);
  }

  private static Duration life(WatchPlan plan) {
    long stated = plan.options().timeoutSeconds();
    return stated > 0 ? Duration.ofSeconds(stated) : DEFAULT_LIFE;
  }

  /** 504 for a version that this cluster has not reached, as after a restart without state. */
  private void refuseFuture(long version) {
    long latest = store.latestVersion();
    if (Long.compareUnsigned(version, latest) > 0) {
      String why = "Too large resource version";
      String text = Long.toUnsignedString(version);
      throw new ApiException(
              504,
              "Timeout",
              "Timeout: Too large resource version: %s, current: %d".formatted(text, latest),
              Subject.NONE,
              List.of(new Cause("ResourceVersionTooLarge", why, "")))
          .withRetryAfterSeconds(1);
    }
  }
}
