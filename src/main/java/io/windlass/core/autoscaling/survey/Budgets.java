package io.windlass.core.autoscaling.survey;

import io.windlass.core.autoscaling.check.World.Budget;
import io.windlass.core.model.Json;
import io.windlass.core.model.Json.Obj;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What bounds how many pods a workload can have.
 *
 * @param replicas that it has now
 */
public record Budgets(PodShape pods, long replicas) {

  /** The budgets that PodDisruptionBudgets and ResourceQuotas of the namespace make. */
  public List<Budget> of(List<Json> disruptionBudgets, List<Json> quotas) {
    return Stream.concat(
            disruptionBudgets.stream().flatMap(it -> available(it).stream()),
            quotas.stream().flatMap(it -> most(it).stream()))
        .toList();
  }

  // A percentage is one of whatever there is, so that no floor is below it.
  private Optional<Budget> available(Json budget) {
    List<Violation> faults = new ArrayList<>();
    Selector selector = Selector.read(budget.object("spec", "selector"), "selector", faults);
    return budget
        .number("spec", "minAvailable")
        .filter(_ -> faults.isEmpty() && selector.matches(pods.labels()))
        .map(least -> new Budget(name(budget), OptionalLong.of(least), OptionalLong.empty()));
  }

  // A quota with scopes counts some pods only, and which of them these are is not known here.
  private Optional<Budget> most(Json quota) {
    if (!quota.items("spec", "scopes").isEmpty()
        || !quota.object("spec", "scopeSelector").fields().isEmpty()) {
      return Optional.empty();
    }
    return Stream.of(
            room(quota, "pods", Optional.of(BigDecimal.ONE)),
            room(quota, "count/pods", Optional.of(BigDecimal.ONE)),
            room(quota, "requests.cpu", pods.request("cpu")),
            room(quota, "cpu", pods.request("cpu")),
            room(quota, "requests.memory", pods.request("memory")),
            room(quota, "memory", pods.request("memory")))
        .flatMap(Optional::stream)
        .min(Long::compare)
        .map(most -> new Budget(name(quota), OptionalLong.empty(), OptionalLong.of(most)));
  }

  private Optional<Long> room(Json quota, String resource, Optional<BigDecimal> each) {
    Optional<BigDecimal> hard = PodShape.amount(quota.object("spec", "hard"), resource);
    return hard.isEmpty() || each.isEmpty()
        ? Optional.empty()
        : Optional.of(room(hard.get(), used(quota.object("status", "used"), resource), each.get()));
  }

  private static BigDecimal used(Obj used, String resource) {
    return PodShape.amount(used, resource).orElse(BigDecimal.ZERO);
  }

  private long room(BigDecimal hard, BigDecimal used, BigDecimal each) {
    BigDecimal byOthers =
        used.subtract(each.multiply(BigDecimal.valueOf(replicas))).max(BigDecimal.ZERO);
    BigDecimal left = hard.subtract(byOthers).max(BigDecimal.ZERO);
    return left.divide(each, 0, RoundingMode.FLOOR)
        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
        .longValueExact();
  }

  private static String name(Json object) {
    return object.text("metadata", "name").orElse("");
  }
}
