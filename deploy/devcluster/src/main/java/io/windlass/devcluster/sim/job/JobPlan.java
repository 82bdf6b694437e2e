package io.windlass.devcluster.sim.job;

import io.windlass.devcluster.sim.workload.Conditions.Says;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a Job does next. Pure.
 *
 * @param verdict why it is over, if it is: {@code SuccessCriteriaMet} or {@code FailureTarget}
 * @param delete pods that are to go
 * @param create the numbers of the pods to make; -1 for those of a Job that is not indexed
 * @param look when time alone will change something
 */
record JobPlan(
    Optional<Says> verdict, List<PodSight> delete, List<Integer> create, Optional<Instant> look) {
  static final String SUCCEEDED = "SuccessCriteriaMet";
  static final String FAILED = "FailureTarget";
  private static final int NO_INDEX = -1;

  JobPlan {
    delete = List.copyOf(delete);
    create = List.copyOf(create);
  }

  /**
   * Decides.
   *
   * @param started since when it runs, and the verdict that the status already tells
   */
  static JobPlan next(
      JobSpec spec, JobTally tally, FailurePolicy policy, Started started, Instant now) {
    Optional<Says> verdict =
        started
            .said()
            .or(() -> failure(spec, tally, policy, started, now))
            .or(() -> success(spec, tally));
    if (verdict.isPresent()) {
      return new JobPlan(verdict, tally.active(), List.of(), Optional.empty());
    }
    if (spec.suspended()) {
      return new JobPlan(verdict, tally.active(), List.of(), Optional.empty());
    }
    Optional<Instant> deadline = started.deadline(spec);
    List<PodSight> surplus = surplus(spec, tally);
    List<Integer> missing = surplus.isEmpty() ? missing(spec, tally) : List.of();
    Optional<Instant> held = tally.heldUntil().filter(now::isBefore);
    if (missing.isEmpty() || held.isEmpty()) {
      return new JobPlan(verdict, surplus, missing, deadline);
    }
    Instant look = deadline.filter(held.get()::isAfter).orElse(held.get());
    return new JobPlan(verdict, surplus, List.of(), Optional.of(look));
  }

  /** Since when a Job runs, and what has been decided of it. */
  record Started(Optional<Instant> at, Optional<Says> said) {
    Optional<Instant> deadline(JobSpec spec) {
      return at.flatMap(since -> spec.limits().deadline().map(since::plus));
    }
  }

  private static Optional<Says> failure(
      JobSpec spec, JobTally tally, FailurePolicy policy, Started started, Instant now) {
    for (PodSight pod : tally.fresh().failed()) {
      if (policy.of(pod) instanceof FailurePolicy.Says.FailJob(String message)) {
        return Optional.of(new Says(FAILED, "True", "PodFailurePolicy", message));
      }
    }
    boolean tooOften =
        tally.failed() > spec.limits().retries()
            || (spec.limits().restarts() && isPastRestarts(spec, tally));
    if (tooOften) {
      String message = "Job has reached the specified backoff limit";
      return Optional.of(new Says(FAILED, "True", "BackoffLimitExceeded", message));
    }
    boolean late = started.deadline(spec).filter(at -> !at.isAfter(now)).isPresent();
    if (late && !spec.suspended()) {
      String message = "Job was active longer than specified deadline";
      return Optional.of(new Says(FAILED, "True", "DeadlineExceeded", message));
    }
    return Optional.empty();
  }

  private static boolean isPastRestarts(JobSpec spec, JobTally tally) {
    int retries = spec.limits().retries();
    return retries == 0 ? tally.restarts() > 0 : tally.restarts() >= retries;
  }

  private static Optional<Says> success(JobSpec spec, JobTally tally) {
    boolean enough =
        spec.completions().isPresent()
            ? tally.succeeded() >= spec.completions().get()
            : tally.succeeded() > 0 && tally.active().isEmpty();
    if (!enough) {
      return Optional.empty();
    }
    String message = "Reached expected number of succeeded pods";
    return Optional.of(new Says(SUCCEEDED, "True", "CompletionsReached", message));
  }

  private static int wanted(JobSpec spec, JobTally tally) {
    if (spec.completions().isEmpty()) {
      return tally.succeeded() > 0
          ? Math.min(tally.active().size(), spec.parallelism())
          : spec.parallelism();
    }
    return Math.min(spec.completions().get() - tally.succeeded(), spec.parallelism());
  }

  // The youngest and least started go first; of an indexed Job also twins of the same number.
  private static List<PodSight> surplus(JobSpec spec, JobTally tally) {
    List<PodSight> surplus = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    List<PodSight> order =
        tally.active().stream()
            .sorted(
                Comparator.comparing(PodSight::isReady)
                    .thenComparing(pod -> pod.life().phase())
                    .reversed()
                    .thenComparing(PodSight::created)
                    .thenComparing(PodSight::uid))
            .toList();
    int kept = 0;
    for (PodSight pod : order) {
      boolean useless = spec.indexed() && !isUseful(spec, tally, pod, taken);
      if (useless || kept >= wanted(spec, tally)) {
        surplus.add(pod);
      } else {
        kept++;
      }
    }
    return surplus;
  }

  private static boolean isUseful(JobSpec spec, JobTally tally, PodSight pod, Set<Integer> taken) {
    return JobTally.index(pod)
        .filter(i -> i < spec.completions().orElse(0) && !tally.done().contains(i) && taken.add(i))
        .isPresent();
  }

  private static List<Integer> missing(JobSpec spec, JobTally tally) {
    int going = spec.afterFailure() ? tally.terminating() : 0;
    int count = wanted(spec, tally) - tally.active().size() - going;
    if (!spec.indexed()) {
      return IntStream.range(0, Math.max(0, count)).mapToObj(i -> NO_INDEX).toList();
    }
    Set<Integer> taken = new HashSet<>(tally.done());
    tally.pods().stream()
        .filter(pod -> pod.isActive() || (spec.afterFailure() && !pod.isOver()))
        .forEach(pod -> JobTally.index(pod).ifPresent(taken::add));
    return IntStream.range(0, spec.completions().orElse(0))
        .filter(i -> !taken.contains(i))
        .limit(Math.max(0, count))
        .boxed()
        .toList();
  }
}
