package io.windlass.devcluster.rules;

import io.windlass.devcluster.cel.RequestCondition;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the webhooks of a configuration must be. Stateless. */
final class HookConfigurationRules {
  private static final List<String> REVIEW_VERSIONS = List.of("v1", "v1beta1");
  private static final int MAX_TIMEOUT_SECONDS = 30;
  private static final int MAX_CONDITIONS = 64;
  private static final int NAME_SEGMENTS = 3;

  private HookConfigurationRules() {}

  static void validate(At configuration, FaultList faults) {
    Set<String> names = new HashSet<>();
    for (At webhook : configuration.field("webhooks").elements()) {
      webhook(webhook, faults);
      reviewVersions(webhook.field("admissionReviewVersions"), faults);
      At name = webhook.field("name");
      if (!name.isBlank() && !names.add(name.text())) {
        faults.add(Faults.duplicate(name.path(), name.value()));
      }
    }
  }

  private static void webhook(At webhook, FaultList faults) {
    name(webhook.field("name"), faults);
    webhook.field("rules").elements().forEach(rule -> HookRuleRules.validate(rule, faults));
    supported(webhook.field("failurePolicy"), List.of("Fail", "Ignore"), faults);
    supported(webhook.field("matchPolicy"), List.of("Equivalent", "Exact"), faults);
    At sideEffects = webhook.field("sideEffects");
    if (!sideEffects.isSet()) {
      faults.required(sideEffects, "must specify one of None, NoneOnDryRun");
    }
    supported(sideEffects, List.of("None", "NoneOnDryRun"), faults);
    At timeout = webhook.field("timeoutSeconds");
    long seconds = timeout.value().asLong(1);
    if (timeout.isSet() && (seconds < 1 || seconds > MAX_TIMEOUT_SECONDS)) {
      faults.invalid(timeout, "the timeout value must be between 1 and 30 seconds");
    }
    SelectorRules.labelSelector(webhook.field("namespaceSelector"), faults);
    SelectorRules.labelSelector(webhook.field("objectSelector"), faults);
    supported(webhook.field("reinvocationPolicy"), List.of("IfNeeded", "Never"), faults);
    ClientConfigRules.validate(webhook.field("clientConfig"), faults);
    conditions(webhook.field("matchConditions"), faults);
  }

  private static void supported(At value, List<String> supported, FaultList faults) {
    if (value.isSet()) {
      faults.oneOf(value, supported);
    }
  }

  private static void name(At name, FaultList faults) {
    if (name.isBlank()) {
      faults.required(name);
      return;
    }
    List<String> form = Names.subdomain(name.text());
    if (!form.isEmpty()) {
      faults.invalid(name, String.join(",", form));
    } else if (name.text().split("\\.", -1).length < NAME_SEGMENTS) {
      faults.invalid(name, "should be a domain with at least three segments separated by dots");
    }
  }

  static void reviewVersions(At versions, FaultList faults) {
    if (versions.value().isEmpty()) {
      faults.required(versions, "must specify one of v1, v1beta1");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (At version : versions.elements()) {
      if (seen.add(version.text())) {
        faults.format(version, Names::label1035);
      } else {
        faults.invalid(version, "duplicate version");
      }
    }
    if (seen.stream().noneMatch(REVIEW_VERSIONS::contains)) {
      String shown = HookRuleRules.shown(versions);
      faults.invalidShown(versions, shown, "must include at least one of v1, v1beta1");
    }
  }

  static void conditions(At conditions, FaultList faults) {
    if (conditions.value().size() > MAX_CONDITIONS) {
      faults.add(Faults.tooMany(conditions.path(), conditions.value().size(), MAX_CONDITIONS));
    }
    Set<String> names = new HashSet<>();
    for (At condition : conditions.elements()) {
      expression(condition.field("expression"), faults);
      At name = condition.field("name");
      if (name.isBlank()) {
        faults.required(name);
      } else {
        faults.format(name, Names::qualified);
        if (!names.add(name.text())) {
          faults.add(Faults.duplicate(name.path(), name.value()));
        }
      }
    }
  }

  private static void expression(At expression, FaultList faults) {
    if (expression.text().isBlank()) {
      faults.required(expression);
    } else {
      RequestCondition.of(expression.text().strip())
          .fault()
          .ifPresent(why -> faults.invalid(expression, why));
    }
  }
}
