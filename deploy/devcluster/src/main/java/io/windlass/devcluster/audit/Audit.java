package io.windlass.devcluster.audit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts finished requests by user agent (up to its first space), verb, resource, subresource and
 * status code, under keys such as {@code kubectl/v1.32.4 patch pods/status 200}. Thread-safe; a
 * reset is not atomic with requests that finish at the same time.
 */
public final class Audit {
  private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(LongAdder requests, LongAdder bytes) {}

  /**
   * What was asked.
   *
   * @param subresource empty for the main resource
   */
  public record Asked(String agent, String verb, String resource, String subresource) {}

  /** Counts one request with the bytes of its body and of its answer. */
  public void count(Asked asked, int code, long bytes) {
    String resource =
        asked.subresource().isEmpty()
            ? asked.resource()
            : asked.resource() + "/" + asked.subresource();
    String key = shortAgent(asked.agent()) + " " + asked.verb() + " " + resource + " " + code;
    Entry entry = entries.computeIfAbsent(key, k -> new Entry(new LongAdder(), new LongAdder()));
    entry.requests().increment();
    entry.bytes().add(bytes);
  }

  /** Requests by key, sorted. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    entries.forEach((key, entry) -> counts.put(key, entry.requests().sum()));
    return counts;
  }

  /** Bytes received and sent by key, sorted. */
  public Map<String, Long> bytes() {
    Map<String, Long> bytes = new TreeMap<>();
    entries.forEach((key, entry) -> bytes.put(key, entry.bytes().sum()));
    return bytes;
  }

  /** Starts from nothing. */
  public void reset() {
    entries.clear();
  }

  private static String shortAgent(String agent) {
    int space = agent.indexOf(' ');
    return space < 0 ? agent : agent.substring(0, space);
  }
}
