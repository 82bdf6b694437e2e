package io.windlass.devcluster.server;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.read.ListOptions;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.ChangeCursor;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.TypeStore.Opening;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The verb watch over chunked HTTP. One virtual thread per watch reads the type's log at its own
 * pace; a watch that the log has left behind ends with a 410 event. Sockets live on real time, so
 * timeouts and bookmarks do too. Thread-safe.
 */
final class Watches {
  private static final Duration BOOKMARK_PERIOD = Duration.ofMinutes(1);
  private static final Duration DEFAULT_LIFE = Duration.ofMinutes(45);
  private static final int BUFFER_BYTES = 32 * 1024;

  private final ClusterStore store;

  Watches(ClusterStore store) {
    this.store = store;
  }

  void watch(Call call) {
    Exchange exchange = call.exchange();
    if (exchange.header(HttpHeader.UPGRADE).equalsIgnoreCase("websocket")) {
      // Clients take a plain answer as "no WebSockets here" and watch over chunked HTTP.
      exchange.answer(200, Documents.object());
      return;
    }
    Representation form = Reads.form(exchange).ofEvents();
    Selection selection = Reads.selection(call);
    ListOptions options = ListOptions.of(exchange::query, true).checked();
    long version = options.version();
    Duration life = life(options);
    exchange.keepOpenWhileIdle();
    try (OutputStream out =
        new BufferedOutputStream(exchange.stream(200, Exchange.JSON), BUFFER_BYTES)) {
      out.flush();
      WatchWriter writer = new WatchWriter(call, form, selection, out);
      try {
        ChangeCursor cursor = open(call, version, writer, selection);
        follow(cursor, writer, life, exchange.isSet("allowWatchBookmarks"));
      } catch (ApiException e) {
        writer.error(StatusDocument.of(e));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ChangeCursor open(Call call, long version, WatchWriter writer, Selection selection)
      throws IOException {
    Served served = call.served();
    boolean initial = call.exchange().isSet("sendInitialEvents");
    if (version > 0 && !initial) {
      refuseFuture(version);
      return served.store().openAfter(version);
    }
    Opening opening = served.store().open(selection);
    writer.initial(opening.snapshot().objects());
    if (initial) {
      writer.endOfInitial(opening.snapshot().version());
    }
    writer.flush();
    return opening.cursor();
  }

  private static void follow(
      ChangeCursor cursor, WatchWriter writer, Duration life, boolean bookmarks)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + life.toNanos();
    long bookmark = System.nanoTime() + BOOKMARK_PERIOD.toNanos();
    while (!cursor.ended()) {
      long next = Math.min(end, bookmark) - System.nanoTime();
      writer.changes(cursor.next(Duration.ofNanos(Math.max(0, next))));
      boolean over = end - System.nanoTime() <= 0;
      if (bookmarks && (over || bookmark - System.nanoTime() <= 0)) {
        writer.bookmark(cursor.version());
      }
      if (bookmark - System.nanoTime() <= 0) {
        bookmark = System.nanoTime() + BOOKMARK_PERIOD.toNanos();
      }
      writer.flush();
      if (over) {
        return;
      }
    }
  }

  private static Duration life(ListOptions options) {
    long stated = options.timeoutSeconds();
    return stated > 0 ? Duration.ofSeconds(stated) : DEFAULT_LIFE;
  }

  /** 504 for a version that this cluster has not reached, as after a restart without state. */
  private void refuseFuture(long version) {
    long latest = store.latestVersion();
    if (version > latest) {
      String why = "Too large resource version";
      throw new ApiException(
              504,
              "Timeout",
              "Timeout: Too large resource version: %d, current: %d".formatted(version, latest),
              Subject.NONE,
              List.of(new Cause("ResourceVersionTooLarge", why, "")))
          .withRetryAfterSeconds(1);
    }
  }
}
