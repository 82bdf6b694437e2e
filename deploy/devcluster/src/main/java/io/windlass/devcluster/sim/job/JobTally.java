package io.windlass.devcluster.sim.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.sim.workload.PodSight;
import io.windlass.devcluster.sim.workload.PodSight.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where a Job stands: what its status has counted, and what its pods add to it. Pure.
 *
 * @param succeeded how many pods, those not yet in the status included
 * @param done the numbers of an indexed Job that have succeeded
 * @param fresh pods that have come to their end and are not counted yet
 */
record JobTally(
    int succeeded, int failed, NavigableSet<Integer> done, List<PodSight> pods, Fresh fresh) {
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 6;

  /**
   * Pods that are to be counted.
   *
   * @param ignored have failed in a way that the policy does not count
   */
  record Fresh(List<PodSight> succeeded, List<PodSight> failed, List<PodSight> ignored) {
    boolean isEmpty() {
      return succeeded.isEmpty() && failed.isEmpty() && ignored.isEmpty();
    }
  }

  static JobTally of(JobSpec spec, JsonNode status, List<PodSight> pods, FailurePolicy policy) {
    List<PodSight> tracked = pods.stream().filter(p -> p.notes().tracked()).toList();
    List<PodSight> succeeded =
        tracked.stream().filter(p -> p.life().phase() == Phase.SUCCEEDED).toList();
    List<PodSight> ended = tracked.stream().filter(p -> hasFailed(spec, p)).toList();
    List<PodSight> ignored =
        ended.stream().filter(p -> policy.of(p) instanceof FailurePolicy.Says.Ignore).toList();
    List<PodSight> failed = ended.stream().filter(p -> !ignored.contains(p)).toList();
    NavigableSet<Integer> done = new TreeSet<>();
    if (spec.indexed()) {
      done.addAll(IndexRanges.parse(status.path("completedIndexes").asText()));
      succeeded.forEach(p -> index(p).ifPresent(done::add));
    }
    int count = status.path("succeeded").asInt() + succeeded.size();
    return new JobTally(
        spec.indexed() ? done.size() : count,
        status.path("failed").asInt() + failed.size(),
        done,
        List.copyOf(pods),
        new Fresh(succeeded, failed, ignored));
  }

  /** A pod that somebody deletes before its end has failed. */
  static boolean hasFailed(JobSpec spec, PodSight pod) {
    boolean going = pod.isDeleting() && pod.life().phase() != Phase.SUCCEEDED;
    return pod.life().phase() == Phase.FAILED || (going && !spec.afterFailure());
  }

  static Optional<Integer> index(PodSight pod) {
    String index = pod.notes().jobIndex();
    return index.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(index)) : Optional.empty();
  }

  List<PodSight> active() {
    return pods.stream().filter(PodSight::isActive).toList();
  }

  int ready() {
    return (int) active().stream().filter(PodSight::isReady).count();
  }

  int terminating() {
    return (int) pods.stream().filter(p -> p.isDeleting() && !p.isOver()).count();
  }

  int restarts() {
    return active().stream().mapToInt(p -> p.life().restarts()).sum();
  }

  /** Until when no pod is made again, after the failures since the last success. */
  Optional<Instant> heldUntil() {
    Optional<Instant> success =
        pods.stream()
            .filter(p -> p.life().phase() == Phase.SUCCEEDED)
            .map(JobTally::end)
            .max(Comparator.naturalOrder());
    List<Instant> failures =
        pods.stream()
            .filter(p -> p.life().phase() == Phase.FAILED)
            .map(JobTally::end)
            .filter(at -> success.isEmpty() || at.isAfter(success.get()))
            .sorted()
            .toList();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    int doublings = Math.min(failures.size() - 1, MOST_DOUBLINGS);
    Duration held = FIRST_BACK_OFF.multipliedBy(1L << doublings);
    return Optional.of(
        failures.getLast().plus(held.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : held));
  }

  private static Instant end(PodSight pod) {
    return pod.life().exits().stream()
        .map(PodSight.Exit::finished)
        .max(Comparator.naturalOrder())
        .orElse(pod.created());
  }
}
