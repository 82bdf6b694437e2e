package io.windlass.benchmarks.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Clients that watch, each on a connection and a thread of its own. */
final class Watchers implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 20;

  private final List<InputStream> streams = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong events = new AtomicLong();
  private final Histogram delay = new ConcurrentHistogram(3);

  private Watchers() {}

  /** Begins to watch a path of the form {@code /api/...?watch=1...}. */
  static Watchers of(int count, ApiClient client, String path) {
    Watchers watchers = new Watchers();
    for (int i = 0; i < count; i++) {
      InputStream stream = client.watch(path);
      watchers.streams.add(stream);
      watchers.threads.add(Thread.ofPlatform().daemon().start(() -> watchers.read(stream)));
    }
    return watchers;
  }

  /** Nanoseconds from the sending of a write to the arrival of its event, over all watchers. */
  Histogram delay() {
    return delay;
  }

  long events() {
    return events.get();
  }

  @Override
  public void close() throws IOException {
    for (InputStream stream : streams) {
      stream.close();
    }
  }

  private void read(InputStream stream) {
    byte[] buffer = new byte[LONGEST_LINE];
    int filled = 0;
    try {
      for (int more = stream.read(buffer); more > 0; more = read(stream, buffer, filled)) {
        int from = filled;
        filled += more;
        filled = takeLines(buffer, from, filled);
      }
    } catch (IOException closed) {
      // The end of a watcher: whoever counts its events notices if it came too early.
    }
  }

  private static int read(InputStream stream, byte[] buffer, int filled) throws IOException {
    return stream.read(buffer, filled, buffer.length - filled);
  }

  /** Counts the whole lines and moves the rest to the front; returns its length. */
  private int takeLines(byte[] buffer, int searchFrom, int filled) {
    int start = 0;
    for (int i = searchFrom; i < filled; i++) {
      if (buffer[i] == '\n') {
        take(buffer, start, i);
        start = i + 1;
      }
    }
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    return filled - start;
  }

  private void take(byte[] buffer, int start, int end) {
    events.incrementAndGet();
    long nanos = SentAt.delayNanos(buffer, start, end);
    if (nanos >= 0) {
      delay.recordValue(nanos);
    }
  }
}
