package io.windlass.manager.demo;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Requests that a cluster counted since its counters were set to zero.
 *
 * @param counts by {@code "agent verb resource[/subresource] code"}
 */
public record RequestCounts(Map<String, Long> counts) {
  private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete");

  public RequestCounts {
    counts = Map.copyOf(counts);
  }

  /** Writes to pods and their subresources by this agent, refused ones included. */
  public long podWrites(String agent) {
    return sum(line -> line.isBy(agent) && line.isOnPods() && WRITES.contains(line.verb()));
  }

  /**
   * Pods that this agent asked to have created, dry runs included: only a watch tells whether one
   * came.
   */
  public long podCreates(String agent) {
    return sum(line -> line.isBy(agent) && line.isOnPods() && line.verb().equals("create"));
  }

  /** Writes to pods by this agent that were turned away (429). */
  public long podWritesTurnedAway(String agent) {
    return sum(
        line ->
            line.isBy(agent)
                && line.isOnPods()
                && WRITES.contains(line.verb())
                && line.code().equals("429"));
  }

  /** Reads of single pods by this agent. */
  public long podGets(String agent) {
    return sum(line -> line.isBy(agent) && line.isOnPods() && line.verb().equals("get"));
  }

  private long sum(Predicate<Line> rule) {
    return counts.entrySet().stream()
        .filter(entry -> rule.test(Line.parse(entry.getKey())))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  // The agent may itself contain spaces, so the line is read from its end.
  private record Line(String agent, String verb, String resource, String code) {
    static Line parse(String key) {
      String[] words = key.split(" ", -1);
      if (words.length < 4) {
        throw new IllegalArgumentException("not \"agent verb resource code\": " + key);
      }
      int last = words.length - 1;
      String agent = String.join(" ", java.util.Arrays.copyOf(words, last - 2));
      return new Line(agent, words[last - 2], words[last - 1], words[last]);
    }

    boolean isBy(String wanted) {
      return agent.startsWith(wanted);
    }

    boolean isOnPods() {
      return resource.equals("pods") || resource.startsWith("pods/");
    }
  }
}
