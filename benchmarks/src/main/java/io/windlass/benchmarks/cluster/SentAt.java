package io.windlass.benchmarks.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The time at which a write was sent, carried by the object, so that a watcher knows its delay. */
final class SentAt {
  static final String ANNOTATION = "bench.windlass.io/sent-at-nanos";

  private static final byte[] BEFORE = ("\"" + ANNOTATION + "\":\"").getBytes(US_ASCII);

  private SentAt() {}

  /** Nanoseconds between sending and now; negative if the line carries no time. */
  static long delayNanos(byte[] buffer, int start, int end) {
    long now = System.nanoTime();
    int at = find(buffer, start, end);
    if (at < 0) {
      return -1;
    }
    long sent = 0;
    for (int i = at; i < end && buffer[i] >= '0' && buffer[i] <= '9'; i++) {
      sent = sent * 10 + (buffer[i] - '0');
    }
    return now - sent;
  }

  private static int find(byte[] buffer, int start, int end) {
    int last = end - BEFORE.length;
    for (int i = start; i <= last; i++) {
      int matched = 0;
      while (matched < BEFORE.length && buffer[i + matched] == BEFORE[matched]) {
        matched++;
      }
      if (matched == BEFORE.length) {
        return i + matched;
      }
    }
    return -1;
  }
}
