package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.check.World.Target;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.ConflictPolicy;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Condition;
import io.windlass.core.model.Condition.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What follows at run time from the checks of one object: whether it is obeyed, and the conditions
 * that say so. The same checks as at admission, without those that need the request.
 *
 * @param mayWrite whether it may change replicas as far as the checks go; its mode is not theirs
 * @param conditions {@code Valid}, {@code Conflicted}, {@code TargetFound} and {@code
 *     MetricsAvailable}
 */
public record Verdict(boolean mayWrite, List<Finding> findings, List<Condition> conditions) {
  private static final Map<String, String> CONFLICTS =
      Map.of(
          "TPA036", "Owner",
          "TPA037", "TimedPodAutoscaler",
          "TPA038", "HorizontalPodAutoscaler",
          "TPA039", "ScaledObject",
          "TPA040", "CronHorizontalPodAutoscaler");

  private static final Set<String> TOLD_IF_VALID = Set.of("TPA026", "TPA029");

  public Verdict {
    findings = List.copyOf(findings);
    conditions = List.copyOf(conditions);
  }

  /** Judges an object in its surroundings. */
  public static Verdict of(ReadAutoscaler read, World world, Instant now) {
    return of(read, Checks.ofDocument(read, now), world);
  }

  /**
   * The same where what the object alone says is known already.
   *
   * @param ofDocument the findings of {@link Checks#ofDocument}, and of its calendars
   */
  public static Verdict of(ReadAutoscaler read, List<Finding> ofDocument, World world) {
    List<Finding> found = Checks.with(ofDocument, read.spec(), world);
    List<Finding> faults =
        found.stream().filter(it -> it.rejects() && !CONFLICTS.containsKey(it.code())).toList();
    List<Finding> conflicts =
        found.stream().filter(it -> counts(it, read.spec())).collect(Collectors.toList());
    List<Condition> conditions = new ArrayList<>();
    conditions.add(valid(faults, found.stream().filter(Verdict::isTold).toList()));
    conditions.add(conflicted(conflicts));
    conditions.add(targetFound(world.target(), read.spec().target()));
    conditions.add(metricsAvailable(world.missingMetricApis()));
    return new Verdict(
        faults.isEmpty() && !yields(conflicts, read.spec().conflictPolicy()), found, conditions);
  }

  // A younger twin is told that it does not act; that is its trouble alone.
  private static boolean counts(Finding finding, AutoscalerSpec spec) {
    boolean writes = spec.rules().mode() != Mode.DRY_RUN;
    return writes
        && CONFLICTS.containsKey(finding.code())
        && (finding.rejects() || !finding.code().equals("TPA037"));
  }

  private static boolean yields(List<Finding> conflicts, ConflictPolicy policy) {
    return conflicts.stream().anyMatch(Finding::rejects)
        || (!conflicts.isEmpty() && policy == ConflictPolicy.YIELD);
  }

  private static Condition valid(List<Finding> faults, List<Finding> told) {
    if (!faults.isEmpty()) {
      return condition("Valid", false, faults.getFirst().code(), words(faults));
    }
    String passes = "every check passes";
    String message = told.isEmpty() ? passes : passes + "; " + words(told);
    return condition("Valid", true, "Accepted", message);
  }

  // Of calendars and validity that no admission sees, and no other condition tells.
  private static boolean isTold(Finding finding) {
    return finding.answer() == Finding.Answer.CONDITION && TOLD_IF_VALID.contains(finding.code());
  }

  private static Condition conflicted(List<Finding> conflicts) {
    if (conflicts.isEmpty()) {
      return condition("Conflicted", false, "OneOwner", "nobody else scales the target");
    }
    String code = conflicts.getFirst().code();
    String reason = Optional.ofNullable(CONFLICTS.get(code)).orElse(code);
    return condition("Conflicted", true, reason, words(conflicts));
  }

  private static Condition targetFound(Target target, AutoscalerSpec.Target named) {
    return switch (target) {
      case Target.Found _ -> condition("TargetFound", true, "Found", named + " is there");
      case Target.Missing _ ->
          condition("TargetFound", false, "NotFound", "there is no %s".formatted(named));
      case Target.UnknownKind _ ->
          condition(
              "TargetFound",
              false,
              "NoKindMatch",
              "no kind %s in %s".formatted(named.kind(), named.apiVersion()));
      case Target.NotScalable _ ->
          condition(
              "TargetFound", false, "NotScalable", named.kind() + " has no scale subresource");
    };
  }

  private static Condition metricsAvailable(List<String> missing) {
    return missing.isEmpty()
        ? condition("MetricsAvailable", true, "Served", "every metrics API it needs is served")
        : condition(
            "MetricsAvailable",
            false,
            "APIServiceMissing",
            String.join(", ", missing) + " is not served: time alone decides");
  }

  private static String words(List<Finding> findings) {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("; "));
  }

  private static Condition condition(String type, boolean holds, String reason, String message) {
    return new Condition(
        type, holds ? Status.TRUE : Status.FALSE, Optional.empty(), reason, message);
  }
}
