package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.ResourceReader.Listed;
import io.windlass.controllers.adapter.wire.Frame;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.port.Source;
import io.windlass.runtime.port.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads one type: a list, then a watch from the list's version, again from the last version when
 * the watch ends, and a new list when the server no longer has that version (410). A list is read
 * in pages, or as the beginning of a watch where that is wanted and the server offers it.
 *
 * <p>Why nothing is lost: the version moves only after the listener has been called for it, and
 * every reconnection starts at the version, so that a frame which was cut off is sent again; a
 * frame that is sent twice is no news to the store. Why nothing stays that is gone: a watch that
 * cannot go on from its version is replaced by a list, which the listener compares with what it
 * has.
 *
 * <p>Failures are retried for ever, with growing and jittered pauses; each source has a task of its
 * own, so that one failing type does not hold up the others. Thread-safe.
 */
public final class Fabric8Source<V> implements Source<V> {
  private static final Logger LOG = LoggerFactory.getLogger(Fabric8Source.class);
  private static final Duration WATCH_LEAST = Duration.ofMinutes(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int FAILURES_TO_WARN = 5;
  private static final Duration BROKEN_FOR_LONG = Duration.ofSeconds(60);

  private final ViewType<V> type;
  private final ResourceReader<V> reader;
  private final Scheduler scheduler;
  private final Ticker ticker;
  private final RuntimeMetrics metrics;
  private final ReentrantLock delivery = new ReentrantLock();
  private final Condition moved = delivery.newCondition();
  private volatile long version;
  private volatile boolean closed;
  private volatile boolean relistWanted;
  private volatile boolean dead;
  private volatile Optional<WatchStream<V>> watch = Optional.empty();
  private volatile Optional<Instant> brokenSince = Optional.empty();
  private volatile boolean streamsLists;
  private volatile boolean isWatching;
  private int failures;

  public Fabric8Source(ResourceReader<V> reader, Scheduler scheduler, Ticker ticker) {
    this.type = reader.type();
    this.reader = reader;
    this.scheduler = scheduler;
    this.ticker = ticker;
    this.metrics = reader.options().metrics();
    this.streamsLists = reader.options().streamsLists();
  }

  @Override
  public void start(Listener<V> listener) {
    scheduler.fork(() -> run(listener));
  }

  /** One list, if there is no version to go on from, and one watch; then the next in its time. */
  private void run(Listener<V> listener) {
    if (closed) {
      return;
    }
    boolean orderly = false;
    try {
      read(listener);
      failures = 0;
      isWatching = false;
      metrics.watchEnded(resource(), "over");
      scheduler.fork(() -> run(listener));
      orderly = true;
    } catch (IOException e) {
      orderly = true;
      if (!closed) {
        failed(e, listener);
      }
    } finally {
      dead = !orderly;
    }
  }

  private void read(Listener<V> listener) throws IOException {
    long jitter = ThreadLocalRandom.current().nextLong(WATCH_LEAST.toSeconds());
    try (WatchStream<V> stream = opened(WATCH_LEAST.plusSeconds(jitter), listener)) {
      follow(stream, listener);
    }
  }

  private WatchStream<V> opened(Duration life, Listener<V> listener) throws IOException {
    if (version == 0 || relistWanted) {
      relistWanted = false;
      Instant start = ticker.now();
      Optional<WatchStream<V>> begun = streamsLists ? begun(life, listener) : Optional.empty();
      if (begun.isEmpty()) {
        tellListed(reader.list(), listener);
      }
      metrics.listed(resource(), Duration.between(start, ticker.now()));
      if (begun.isPresent()) {
        return begun.get();
      }
    }
    return reader.watch(version, life);
  }

  /**
   * A watch that has begun with all that exists; empty if none came to that, for whatever reason
   * that does not concern all ways to read: then lists are paged from now on.
   */
  private Optional<WatchStream<V>> begun(Duration life, Listener<V> listener) throws IOException {
    WatchStream<V> stream = null;
    boolean hasBegun = false;
    try {
      stream = reader.watchFromScratch(life);
      watch = Optional.of(stream);
      tellListed(stream.initialEvents(), listener);
      stream.mayIdle(ResourceReader.idleOf(life));
      hasBegun = true;
      return Optional.of(stream);
    } catch (IOException e) {
      if (closed || (e instanceof RefusedRead refused && refused.isOfAnyRead())) {
        throw e;
      }
      LOG.atDebug().addKeyValue("type", resource()).log("lists in pages: {}", e.getMessage());
      streamsLists = false;
      return Optional.empty();
    } finally {
      if (!hasBegun && stream != null) {
        stream.close();
      }
    }
  }

  private void tellListed(Listed<V> listed, Listener<V> listener) {
    deliver(() -> listener.listed(listed.objects(), listed.version()), listed.version());
  }

  private void follow(WatchStream<V> stream, Listener<V> listener) throws IOException {
    try {
      watch = Optional.of(stream);
      isWatching = true;
      brokenSince = Optional.empty();
      Optional<Frame<V>> frame = stream.next();
      while (frame.isPresent() && !closed) {
        deliver(frame.get(), listener);
        failures = 0;
        frame = stream.next();
      }
    } finally {
      watch = Optional.empty();
    }
  }

  private String resource() {
    return type.kind().plural();
  }

  private void deliver(Frame<V> frame, Listener<V> listener) {
    switch (frame) {
      case Frame.Changed<V>(V object) ->
          deliver(() -> listener.changed(object), type.metaOf().apply(object).version());
      case Frame.Removed<V>(V object) -> {
        var last = type.metaOf().apply(object);
        deliver(() -> listener.removed(last, object), last.version());
      }
      case Frame.Bookmark<V>(long reached, boolean _) ->
          deliver(() -> listener.reached(reached), reached);
      case Frame.Failed<V> failed -> throw new IllegalStateException("not thrown: " + failed);
    }
  }

  private void deliver(Runnable call, long reached) {
    delivery.lock();
    try {
      if (!closed) {
        call.run();
        version = reached;
        moved.signalAll();
      }
    } finally {
      delivery.unlock();
    }
  }

  private void failed(IOException failure, Listener<V> listener) {
    boolean isGone = failure instanceof RefusedRead refused && refused.isGone();
    if (isGone) {
      version = 0;
    }
    if (isWatching) {
      isWatching = false;
      metrics.watchEnded(resource(), isGone ? "gone" : "broken");
    }
    if (brokenSince.isEmpty()) {
      brokenSince = Optional.of(ticker.now());
    }
    Duration pause = pause(failures++);
    LOG.atLevel(failures == FAILURES_TO_WARN ? Level.WARN : Level.DEBUG)
        .addKeyValue("type", resource())
        .addKeyValue("version", version)
        .addKeyValue("pause", pause)
        .log("reading broke off: {}", failure.getMessage());
    var _ = scheduler.after(pause, () -> run(listener));
  }

  private static Duration pause(int failuresBefore) {
    long ceiling =
        Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failuresBefore, 16));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
  }

  /** The version up to which the listener knows everything, 0 before the first list. */
  public long version() {
    return version;
  }

  /**
   * Waits until the listener knows everything up to a version.
   *
   * @param atMost by the real clock, because sockets are
   * @return whether it does
   */
  public boolean awaitVersion(long wanted, Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    delivery.lock();
    try {
      while (version < wanted && nanos > 0) {
        nanos = moved.awaitNanos(nanos);
      }
      return version >= wanted;
    } finally {
      delivery.unlock();
    }
  }

  /** The version of a consistent read of this type now; blocks for one request. */
  public long currentVersion() throws IOException {
    return reader.currentVersion();
  }

  /** Reads everything anew, soon. */
  public void relist() {
    relistWanted = true;
    watch.ifPresent(WatchStream::close);
  }

  @Override
  public boolean isHealthy() {
    return !dead
        && version > 0
        && brokenSince
            .map(since -> ticker.now().isBefore(since.plus(BROKEN_FOR_LONG)))
            .orElse(true);
  }

  @Override
  public void close() {
    delivery.lock();
    try {
      closed = true;
    } finally {
      delivery.unlock();
    }
    watch.ifPresent(WatchStream::close);
  }
}
