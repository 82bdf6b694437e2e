package io.windlass.manager.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Requests that a server has counted, by who asked what.
 *
 * <p>What counts as a request per pod: those to pods, their subresources and claims. Events,
 * Leases, ControllerRevisions and the owner's status are told beside them.
 */
record Requests(Map<Line, Long> counts) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String PATH = "/debug/audit";
  private static final int FORBIDDEN = 403;
  private static final String OWNER_STATUS = "clonesets/status";
  private static final Set<String> OPENINGS = Set.of("list", "watch");

  /** Who asked what, and what the answer was. */
  record Line(String agent, String verb, String resource, int code) {
    /** The agent may itself contain spaces, so it is read from its end. */
    static Line parse(String key) {
      String[] words = key.split(" ", -1);
      if (words.length < 4) {
        throw new IllegalArgumentException("not \"agent verb resource code\": " + key);
      }
      int last = words.length - 1;
      String agent = String.join(" ", Arrays.copyOf(words, last - 2));
      return new Line(agent, words[last - 2], words[last - 1], Integer.parseInt(words[last]));
    }

    private boolean isAboutPods() {
      return resource.equals("pods")
          || resource.startsWith("pods/")
          || resource.startsWith("persistentvolumeclaims");
    }
  }

  Requests {
    counts = Map.copyOf(counts);
  }

  static Requests parse(Map<String, Long> lines) {
    Map<Line, Long> counts = new HashMap<>();
    lines.forEach((key, count) -> counts.merge(Line.parse(key), count, Long::sum));
    return new Requests(counts);
  }

  /** What the server has counted so far; empty where it does not count. */
  static Optional<Requests> read(KubernetesClient client) {
    try {
      return Optional.ofNullable(client.raw(PATH)).map(Requests::parse);
    } catch (KubernetesClientException e) {
      if (e.getCode() == FORBIDDEN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Requests parse(String body) {
    try {
      return parse(JSON.readValue(body, new TypeReference<Map<String, Long>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(PATH + " answers something else: " + body, e);
    }
  }

  /** Those that came after an earlier count. */
  Requests since(Requests earlier) {
    Map<Line, Long> more = new HashMap<>();
    counts.forEach(
        (line, count) -> {
          long grown = count - earlier.counts.getOrDefault(line, 0L);
          if (grown > 0) {
            more.put(line, grown);
          }
        });
    return new Requests(more);
  }

  /** Those of an agent. */
  Requests by(Set<String> agents) {
    return only(line -> agents.contains(line.agent));
  }

  /** Without those that time brings, whatever the work. */
  Requests withoutLeases() {
    return only(line -> !line.resource.equals("leases"));
  }

  /** Who writes the status of CloneSets: that is what makes a client their manager. */
  Set<String> managers() {
    Set<String> agents = new TreeSet<>();
    counts.keySet().stream()
        .filter(line -> line.resource.equals(OWNER_STATUS))
        .filter(line -> line.verb.equals("patch") || line.verb.equals("update"))
        .forEach(line -> agents.add(line.agent));
    return agents;
  }

  /** Agents whose name begins so. */
  Set<String> agents(String prefix) {
    Set<String> agents = new TreeSet<>();
    counts.keySet().stream()
        .map(Line::agent)
        .filter(agent -> agent.startsWith(prefix))
        .forEach(agents::add);
    return agents;
  }

  /** Those that count for pods, by verb and resource; refused ones are told with their code. */
  Map<String, Long> aboutPods() {
    return only(line -> line.isAboutPods() && !OPENINGS.contains(line.verb)).byVerb();
  }

  /** All others, by verb and resource. */
  Map<String, Long> beside() {
    return only(line -> !line.isAboutPods() || OPENINGS.contains(line.verb)).byVerb();
  }

  private Requests only(Predicate<Line> rule) {
    Map<Line, Long> some = new HashMap<>();
    counts.forEach(
        (line, count) -> {
          if (rule.test(line)) {
            some.put(line, count);
          }
        });
    return new Requests(some);
  }

  private Map<String, Long> byVerb() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach(
        (line, count) -> {
          String refused = line.code >= 400 ? " " + line.code : "";
          sums.merge(line.verb + " " + line.resource + refused, count, Long::sum);
        });
    return sums;
  }
}
