package io.windlass.manager.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests of one client, by {@code verb resource code}, for example {@code patch pods/status 200}.
 */
record Requests(Map<String, Long> counts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Requests of(String audit, String agent) {
    try {
      Map<String, Long> all = JSON.readValue(audit, new TypeReference<>() {});
      Map<String, Long> own = new TreeMap<>();
      all.forEach(
          (key, count) -> {
            if (key.startsWith(agent + " ")) {
              own.put(key.substring(agent.length() + 1), count);
            }
          });
      return new Requests(own);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not an audit: " + audit, e);
    }
  }

  /** Those that came after an earlier count. */
  Requests since(Requests before) {
    Map<String, Long> more = new TreeMap<>();
    counts.forEach(
        (key, count) -> {
          long grown = count - before.counts.getOrDefault(key, 0L);
          if (grown != 0) {
            more.put(key, grown);
          }
        });
    return new Requests(more);
  }

  /** Successful writes to pods and their subresources. */
  long podWrites() {
    return sum("(create|update|patch|delete) pods(/\\w+)? 20\\d");
  }

  /** Successful writes to claims. */
  long claimWrites() {
    return sum("(create|update|patch|delete) persistentvolumeclaims 20\\d");
  }

  /** Requests whose key matches a pattern. */
  long sum(String pattern) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().matches(pattern))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
