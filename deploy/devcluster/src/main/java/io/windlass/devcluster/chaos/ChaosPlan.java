package io.windlass.devcluster.chaos;

import io.windlass.devcluster.api.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What goes wrong in a cluster, and when. Moments count from the start of the cluster, on its
 * clock. Immutable.
 *
 * @param seed of the dice that probabilities throw: the same requests in the same order meet the
 *     same faults
 */
public record ChaosPlan(long seed, List<Rule> rules, List<Outage> outages) {
  /** Nothing goes wrong. */
  public static final ChaosPlan NONE = new ChaosPlan(0, List.of(), List.of());

  public ChaosPlan {
    rules = List.copyOf(rules);
    outages = List.copyOf(outages);
  }

  /** One rule about requests. */
  public record Rule(String name, Match match, When when, Effect effect) {}

  /**
   * Which requests are meant; what is empty means any.
   *
   * @param resources as {@code pods}, {@code pods/status} or {@code clonesets.apps.kruise.io}
   * @param name a pattern for the whole name of the object
   * @param agent a pattern for the whole user agent
   */
  public record Match(
      List<String> verbs,
      List<String> resources,
      List<String> namespaces,
      Pattern name,
      Pattern agent) {
    public Match {
      verbs = List.copyOf(verbs);
      resources = List.copyOf(resources);
      namespaces = List.copyOf(namespaces);
    }
  }

  /**
   * When a rule holds.
   *
   * @param probability of each matching request to be met, 0 to 1
   * @param count how many requests are met, at most
   */
  public record When(double probability, Optional<Integer> count, Span span) {}

  /** From a moment to another; without an end if there is none. */
  public record Span(Duration from, Optional<Duration> until) {
    /** Whether a moment lies in it. */
    public boolean contains(Duration sinceStart) {
      return sinceStart.compareTo(from) >= 0
          && until.map(end -> sinceStart.compareTo(end) < 0).orElse(true);
    }
  }

  /** What happens to a request. */
  public sealed interface Effect {
    /** It waits before it is carried out. */
    record Latency(Duration delay) implements Effect {}

    /** It is answered with a failure and not carried out. */
    record Answer(ApiException failure) implements Effect {}

    /**
     * Its connection is dropped.
     *
     * @param carriedOut whether it takes effect before that
     */
    record Drop(boolean carriedOut) implements Effect {}

    /** A watch ends so long after its begin, without a word. */
    record CutWatch(Duration after) implements Effect {}

    /** Each event of a watch comes so much later. */
    record DelayWatch(Duration delay) implements Effect {}

    /** A watch is told that its version is too old, at once and whenever it comes back. */
    record ExpireWatch() implements Effect {}
  }

  /**
   * A failure of nodes or pods.
   *
   * @param at the first time
   * @param every from one time to the next; once if empty
   * @param lasts until it is mended
   */
  public record Outage(
      String name, Target target, Duration at, Optional<Duration> every, Duration lasts) {}

  /** What fails. */
  public sealed interface Target {
    /** A node: its kubelet falls silent, or reports that it is not ready. */
    record Node(String name, String how) implements Target {}

    /**
     * Pods of a namespace that a selector matches.
     *
     * @param how {@code delete}, {@code crash} or {@code not-ready}
     * @param count how many, at most; those that come first by seed
     */
    record Pods(String namespace, String selector, String how, int count) implements Target {}
  }
}
