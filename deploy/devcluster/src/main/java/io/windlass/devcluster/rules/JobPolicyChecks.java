package io.windlass.devcluster.rules;

import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the failure policy and the success policy of a Job must be. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy">Pod
 *     failure policy</a>
 */
final class JobPolicyChecks {
  private static final int MOST_RULES = 20;
  private static final int MOST_CODES = 255;
  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");

  private JobPolicyChecks() {}

  static void failure(At spec, FaultList faults) {
    At rules = spec.field("podFailurePolicy").field("rules");
    tooMany(rules, MOST_RULES, faults);
    Set<String> containers =
        Stream.of("containers", "initContainers")
            .flatMap(f -> spec.field("template").field("spec").field(f).elements().stream())
            .map(container -> container.field("name").text())
            .collect(Collectors.toSet());
    for (At rule : rules.elements()) {
      action(rule.field("action"), spec, faults);
      At codes = rule.field("onExitCodes");
      At conditions = rule.field("onPodConditions");
      if (codes.isSet()) {
        exitCodes(codes, containers, faults);
      }
      conditions(conditions, faults);
      if (codes.isSet() && !conditions.value().isEmpty()) {
        faults.invalid(rule, "specifying both OnExitCodes and OnPodConditions is not supported");
      } else if (!codes.isSet() && conditions.value().isEmpty()) {
        faults.invalid(rule, "specifying one of OnExitCodes and OnPodConditions is required");
      }
    }
  }

  private static void tooMany(At list, int most, FaultList faults) {
    if (list.value().size() > most) {
      faults.add(Faults.tooMany(list.path(), list.value().size(), most));
    }
  }

  private static void action(At action, At spec, FaultList faults) {
    if (action.isBlank()) {
      faults.required(action, "valid values: " + ACTIONS);
    } else if (!action.text().equals("FailIndex")) {
      faults.oneOf(action, ACTIONS);
    } else if (!spec.field("backoffLimitPerIndex").isSet()) {
      faults.invalid(action, "requires the backoffLimitPerIndex to be set");
    }
  }

  private static void exitCodes(At codes, Set<String> containers, FaultList faults) {
    At operator = codes.field("operator");
    faults.oneOfOrRequired(operator, List.of("In", "NotIn"));
    At container = codes.field("containerName");
    if (container.isSet() && !containers.contains(container.text())) {
      String words = "must be one of the container or initContainer names in the pod template";
      faults.invalid(container, words);
    }
    At values = codes.field("values");
    if (values.value().isEmpty()) {
      faults.invalid(values, "at least one value is required");
    }
    tooMany(values, MOST_CODES, faults);
    Set<Integer> seen = new HashSet<>();
    boolean ordered = true;
    int last = Integer.MIN_VALUE;
    for (At value : values.elements()) {
      int code = value.value().asInt();
      if (code == 0 && operator.text().equals("In")) {
        faults.invalid(value, "must not be 0 for the In operator");
      }
      if (!seen.add(code)) {
        faults.add(Faults.duplicate(value.path(), value.value()));
      }
      ordered &= last <= code;
      last = code;
    }
    if (!ordered) {
      faults.invalid(values, "must be ordered");
    }
  }

  private static void conditions(At conditions, FaultList faults) {
    tooMany(conditions, MOST_RULES, faults);
    for (At condition : conditions.elements()) {
      faults.format(condition.field("type"), Names::qualified);
      faults.oneOfOrRequired(condition.field("status"), List.of("False", "True", "Unknown"));
    }
  }

  static void success(At spec, FaultList faults) {
    At rules = spec.field("successPolicy").field("rules");
    long completions = spec.field("completions").value().asLong();
    if (rules.value().isEmpty()) {
      faults.required(
          rules, "at least one rules must be specified when the successPolicy is specified");
    }
    tooMany(rules, MOST_RULES, faults);
    rules.elements().forEach(rule -> success(rule, completions, faults));
  }

  private static void success(At rule, long completions, FaultList faults) {
    At count = rule.field("succeededCount");
    At indexes = rule.field("succeededIndexes");
    if (!count.isSet() && !indexes.isSet()) {
      faults.required(rule, "at least one of succeededCount or succeededIndexes must be specified");
    }
    long total = 0;
    if (indexes.isSet()) {
      Optional<Long> counted = indexes(indexes.text(), completions);
      total = counted.orElse(0L);
      if (counted.isEmpty()) {
        faults.invalid(indexes, "error parsing succeededIndexes");
      }
    }
    if (!count.isSet()) {
      return;
    }
    faults.notNegative(count);
    atMost(count, completions, "the number of specified completions", faults);
    if (indexes.isSet()) {
      atMost(count, total, "the number of indexes in the specified succeededIndexes field", faults);
    }
  }

  private static void atMost(At count, long most, String what, FaultList faults) {
    if (count.value().asLong() > most) {
      faults.invalid(count, "must be less than or equal to %d (%s)".formatted(most, what));
    }
  }

  /** How many indexes a text like {@code 1,3-5} names; empty if it is not such a text. */
  static Optional<Long> indexes(String text, long completions) {
    long total = 0;
    long last = -1;
    if (text.isEmpty()) {
      return Optional.of(0L);
    }
    for (String interval : text.split(",", -1)) {
      if (!interval.matches("[0-9]{1,9}(-[0-9]{1,9})?")) {
        return Optional.empty();
      }
      List<String> ends = List.of(interval.split("-", -1));
      long from = Long.parseLong(ends.getFirst());
      long to = Long.parseLong(ends.getLast());
      boolean later = from > last && to < completions;
      if (!later || (ends.size() == 2 && from >= to)) {
        return Optional.empty();
      }
      total += to - from + 1;
      last = to;
    }
    return Optional.of(total);
  }
}
