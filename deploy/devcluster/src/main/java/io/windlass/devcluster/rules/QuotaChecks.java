package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What ResourceQuotas must be: amounts, and scopes that go with each other and with the amounts.
 * Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/policy/resource-quotas/">Resource quotas</a>
 */
final class QuotaChecks {
  private static final String PRIORITY_CLASS = "PriorityClass";
  private static final Set<String> SCOPES =
      Set.of(
          "Terminating",
          "NotTerminating",
          "BestEffort",
          "NotBestEffort",
          PRIORITY_CLASS,
          "CrossNamespacePodAffinity");

  private QuotaChecks() {}

  static void spec(At spec, FaultList faults) {
    amounts(spec.field("hard"), faults);
    scopes(spec, faults);
    selector(spec, faults);
  }

  static void status(At status, FaultList faults) {
    amounts(status.field("hard"), faults);
    amounts(status.field("used"), faults);
  }

  /** An amount of a resource, wherever it stands. */
  static void amount(At amount, String name, FaultList faults) {
    Optional<Quantity> quantity = Quantity.of(amount.value());
    if (quantity.isEmpty()) {
      return;
    }
    if (quantity.get().amount().signum() < 0) {
      faults.invalid(amount, quantity.get().canonical(), "must be greater than or equal to 0");
    }
    if (ResourceNames.isWhole(name) && !quantity.get().isWhole()) {
      faults.invalid(amount, quantity.get().canonical(), "must be an integer");
    }
  }

  private static void amounts(At amounts, FaultList faults) {
    for (String name : amounts.keys()) {
      ResourceNames.ofQuotas(amounts.key(name), name, faults);
      amount(amounts.key(name), name, faults);
    }
  }

  private static void scopes(At spec, FaultList faults) {
    At scopes = spec.field("scopes");
    for (String scope : scopes.texts()) {
      if (!SCOPES.contains(scope)) {
        faults.invalid(scopes, "unsupported scope");
      }
      fits(spec, scope, scopes, faults);
    }
    conflicts(new HashSet<>(scopes.texts()), scopes, faults);
  }

  private static void selector(At spec, FaultList faults) {
    At expressions = spec.field("scopeSelector").field("matchExpressions");
    Set<String> selected = new HashSet<>();
    for (At element : expressions.elements()) {
      // The paths of these faults have no index.
      At expression = element.as(expressions.path());
      String scope = expression.field("scopeName").text();
      if (!SCOPES.contains(scope)) {
        faults.invalid(expression.field("scopeName"), scope, "unsupported scope");
      }
      fits(spec, scope, expressions, faults);
      operator(expression, scope, faults);
      selected.add(scope);
    }
    conflicts(selected, spec.field("scopes"), faults);
  }

  private static void operator(At expression, String scope, FaultList faults) {
    At operator = expression.field("operator");
    At values = expression.field("values");
    boolean exists = operator.text().equals("Exists");
    if (SCOPES.contains(scope) && !scope.equals(PRIORITY_CLASS) && !exists) {
      faults.invalid(operator, operator.text(), "must be 'Exists' when scope is " + scope);
    }
    switch (operator.text()) {
      case "In", "NotIn" -> {
        if (values.value().isEmpty()) {
          faults.required(
              values,
              "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.value().isEmpty()) {
          faults.invalid(
              values,
              "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
        }
      }
      default -> faults.invalid(operator, operator.text(), "not a valid selector operator");
    }
  }

  /** Amounts that are not of pods cannot be counted for some pods alone. */
  private static void fits(At spec, String scope, At blamed, FaultList faults) {
    for (String name : spec.field("hard").keys()) {
      boolean counted =
          scope.equals("BestEffort") ? name.equals("pods") : ResourceNames.isOfPods(name);
      if (SCOPES.contains(scope) && ResourceNames.isInQuotas(name) && !counted) {
        faults.invalid(blamed, "unsupported scope applied to resource");
      }
    }
  }

  private static void conflicts(Set<String> scopes, At blamed, FaultList faults) {
    for (List<String> pair :
        List.of(List.of("BestEffort", "NotBestEffort"), List.of("Terminating", "NotTerminating"))) {
      if (scopes.containsAll(pair)) {
        faults.invalid(blamed, "conflicting scopes");
      }
    }
  }

  /** Scopes stay what they were, in whatever order. */
  static void update(At spec, JsonNode before, FaultList faults) {
    spec(spec, faults);
    At scopes = spec.field("scopes");
    Set<String> old = new HashSet<>(new At(before.path("spec").path("scopes"), "").texts());
    if (!old.equals(new HashSet<>(scopes.texts()))) {
      faults.invalid(scopes, "field is immutable");
    }
  }
}
