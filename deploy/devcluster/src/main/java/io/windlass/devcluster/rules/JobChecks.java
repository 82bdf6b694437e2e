package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What Jobs must be. Stateless. */
final class JobChecks {
  private static final List<String> COUNTS =
      List.of(
          "parallelism",
          "completions",
          "activeDeadlineSeconds",
          "backoffLimit",
          "ttlSecondsAfterFinished",
          "backoffLimitPerIndex",
          "maxFailedIndexes");
  private static final List<String> IMMUTABLE =
      List.of(
          "selector",
          "completionMode",
          "podFailurePolicy",
          "backoffLimitPerIndex",
          "managedBy",
          "successPolicy");
  private static final List<String> MUTABLE_WHILE_SUSPENDED =
      List.of("nodeSelector", "tolerations", "schedulingGates");

  private JobChecks() {}

  static void job(At spec, FaultList faults) {
    spec(spec, faults);
    At selector = spec.field("selector");
    if (selector.isSet()) {
      SelectorRules.labelSelector(selector, faults);
    } else {
      faults.required(selector);
    }
    TemplateChecks.matches(selector, spec.field("template"), true, faults);
  }

  /** The spec of a Job or of a CronJob's template, but for the selector. */
  static void spec(At spec, FaultList faults) {
    COUNTS.forEach(field -> faults.notNegative(spec.field(field)));
    At failed = spec.field("maxFailedIndexes");
    At perIndex = spec.field("backoffLimitPerIndex");
    if (failed.isSet() && !perIndex.isSet()) {
      faults.required(perIndex, "when maxFailedIndexes is specified");
    }
    completionMode(spec, faults);
    At replacement = spec.field("podReplacementPolicy");
    boolean failures = spec.field("podFailurePolicy").isSet();
    if (replacement.isSet()) {
      faults.oneOf(
          replacement, failures ? List.of("Failed") : List.of("Failed", "TerminatingOrFailed"));
    }
    TemplateChecks.template(spec.field("template"), faults);
    restartPolicy(spec, faults);
  }

  private static void completionMode(At spec, FaultList faults) {
    At mode = spec.field("completionMode");
    At completions = spec.field("completions");
    if (mode.isSet()) {
      faults.oneOf(mode, List.of("NonIndexed", "Indexed"));
    }
    if (mode.text().equals("Indexed")) {
      if (!completions.isSet()) {
        faults.required(completions, "when completion mode is Indexed");
      }
    } else if (mode.text().equals("NonIndexed")) {
      for (String field : List.of("backoffLimitPerIndex", "maxFailedIndexes", "successPolicy")) {
        if (spec.field(field).isSet()) {
          faults.invalid(spec.field(field), "requires indexed completion mode");
        }
      }
    }
  }

  private static void restartPolicy(At spec, FaultList faults) {
    At policy = spec.field("template").field("spec").field("restartPolicy");
    switch (policy.text()) {
      case "Never" -> {}
      case "OnFailure" -> {
        if (spec.field("podFailurePolicy").isSet()) {
          faults.invalid(policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
      }
      case "Always" -> faults.required(policy, "valid values: \"OnFailure\", \"Never\"");
      default -> faults.oneOf(policy, List.of("OnFailure", "Never"));
    }
  }

  /** What of a Job stays as it was made. */
  static void jobUpdate(At spec, JsonNode before, FaultList faults) {
    for (String field : IMMUTABLE) {
      unchanged(spec.field(field), before.path(field), faults);
    }
    At completions = spec.field("completions");
    boolean indexed = spec.field("completionMode").text().equals("Indexed");
    if (!indexed || !completions.value().equals(spec.field("parallelism").value())) {
      unchanged(completions, before.path("completions"), faults);
    }
    template(spec, before, faults);
  }

  private static void template(At spec, JsonNode before, FaultList faults) {
    At template = spec.field("template");
    boolean suspended = before.path("suspend").asBoolean();
    if (!suspended
        || !(template.value() instanceof ObjectNode now
            && before.path("template") instanceof ObjectNode was)) {
      unchanged(template, before.path("template"), faults);
      return;
    }
    ObjectNode kept = withoutDirectives(now);
    if (!kept.equals(withoutDirectives(was))) {
      faults.invalid(template, "field is immutable");
    }
  }

  private static ObjectNode withoutDirectives(ObjectNode template) {
    ObjectNode kept = template.deepCopy();
    kept.remove("metadata");
    if (kept.path("spec") instanceof ObjectNode pod) {
      pod.remove(MUTABLE_WHILE_SUSPENDED);
      if (pod.path("affinity") instanceof ObjectNode affinity) {
        affinity.remove("nodeAffinity");
        if (affinity.isEmpty()) {
          pod.remove("affinity");
        }
      }
    }
    return kept;
  }

  private static void unchanged(At at, JsonNode before, FaultList faults) {
    if (!at.value().equals(before)) {
      faults.invalid(at, "field is immutable");
    }
  }
}
