package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.cel.PolicyExpression;
import io.windlass.devcluster.cel.PolicyExpression.Wanted;
import io.windlass.devcluster.cel.PolicyScope;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * ValidatingAdmissionPolicies and their bindings. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">
 *     Validating Admission Policy</a>
 */
final class AdmissionPolicyRules {
  private static final List<String> REASONS =
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge");
  private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");
  private static final String NOTHING_TO_DO =
      "validations or auditAnnotations must contain at least one item";
  private static final String TWICE_TOLD =
      "must not contain both Deny and Warn (repeating the same validation failure information in"
          + " the API response and headers serves no purpose)";

  private AdmissionPolicyRules() {}

  static void applyDefaults(ObjectNode object) {
    Fill.in(
        object,
        "spec",
        spec -> {
          if (!spec.has("policyName")) {
            Fill.text(spec, "failurePolicy", "Fail");
          }
          Fill.in(spec, "matchConstraints", AdmissionPolicyRules::matching);
          Fill.in(spec, "matchResources", AdmissionPolicyRules::matching);
        });
  }

  private static void matching(ObjectNode matching) {
    Fill.text(matching, "matchPolicy", "Equivalent");
    Fill.object(matching, "namespaceSelector");
    Fill.object(matching, "objectSelector");
    Fill.each(matching, "resourceRules", rule -> Fill.text(rule, "scope", "*"));
    Fill.each(matching, "excludeResourceRules", rule -> Fill.text(rule, "scope", "*"));
  }

  /** The faults of a policy. */
  static void policy(At policy, FaultList faults) {
    At spec = policy.field("spec");
    faults.oneOf(spec.field("failurePolicy"), List.of("Fail", "Ignore"));
    At constraints = spec.field("matchConstraints");
    if (constraints.isSet()) {
      matching(constraints, faults);
      faults.present(constraints.field("resourceRules"));
    } else {
      faults.required(constraints);
    }
    HookConfigurationRules.conditions(spec.field("matchConditions"), faults);
    PolicyScope scope = variables(spec.field("variables"), faults);
    if (spec.field("validations").value().isEmpty()
        && spec.field("auditAnnotations").value().isEmpty()) {
      faults.required(spec.field("validations"), NOTHING_TO_DO);
      faults.required(spec.field("auditAnnotations"), NOTHING_TO_DO);
    }
    spec.field("validations").elements().forEach(one -> validation(one, scope, faults));
    for (At annotation : spec.field("auditAnnotations").elements()) {
      expression(annotation.field("valueExpression"), Wanted.ANYTHING, scope, faults);
    }
  }

  private static void matching(At matching, FaultList faults) {
    faults.oneOf(matching.field("matchPolicy"), List.of("Equivalent", "Exact"));
    SelectorRules.labelSelector(matching.field("namespaceSelector"), faults);
    SelectorRules.labelSelector(matching.field("objectSelector"), faults);
    for (String field : List.of("resourceRules", "excludeResourceRules")) {
      for (At rule : matching.field(field).elements()) {
        unique(rule.field("resourceNames"), faults);
        HookRuleRules.validate(rule, faults);
      }
    }
  }

  private static void unique(At texts, FaultList faults) {
    Set<String> seen = new HashSet<>();
    texts.elements().stream()
        .filter(text -> !seen.add(text.text()))
        .forEach(text -> faults.add(Faults.duplicate(text.path(), text.value())));
  }

  private static PolicyScope variables(At variables, FaultList faults) {
    PolicyScope scope = PolicyScope.EMPTY;
    for (At variable : variables.elements()) {
      variable(variable, scope, faults);
      String text = variable.field("expression").text();
      scope =
          scope.with(
              variable.field("name").text(), PolicyExpression.of(text, Wanted.ANYTHING, scope));
    }
    return scope;
  }

  private static void variable(At variable, PolicyScope scope, FaultList faults) {
    At name = variable.field("name");
    if (name.text().isBlank()) {
      faults.required(name, "name is not specified");
    } else if (!name.text().matches("[_a-zA-Z][_a-zA-Z0-9]*")) {
      faults.invalid(name, "name is not a valid CEL identifier");
    }
    expression(variable.field("expression"), Wanted.ANYTHING, scope, faults);
  }

  private static void validation(At validation, PolicyScope scope, FaultList faults) {
    expression(validation.field("expression"), Wanted.TRUTH, scope, faults);
    At told = validation.field("messageExpression");
    if (!told.text().isEmpty() && told.text().isBlank()) {
      faults.invalid(told, "must be non-empty if specified");
    } else if (!told.isBlank()) {
      expression(told, Wanted.TEXT, scope, faults);
    }
    At message = validation.field("message");
    if (!message.text().isEmpty() && message.text().isBlank()) {
      faults.invalid(message, "message must be non-empty if specified");
    } else if (message.text().strip().contains("\n")) {
      faults.invalid(message, "message must not contain line breaks");
    }
    At reason = validation.field("reason");
    if (reason.isSet()) {
      faults.oneOf(reason, REASONS);
    }
  }

  private static void expression(
      At expression, Wanted wanted, PolicyScope scope, FaultList faults) {
    if (expression.text().isBlank()) {
      faults.required(expression, expression.path().replaceAll(".*\\.", "") + " is not specified");
    } else {
      PolicyExpression.of(expression.text(), wanted, scope)
          .fault()
          .ifPresent(why -> faults.invalid(expression, why));
    }
  }

  /** The faults of a binding. */
  static void binding(At binding, FaultList faults) {
    At spec = binding.field("spec");
    At name = spec.field("policyName");
    if (name.isBlank()) {
      faults.required(name);
    } else {
      faults.format(name, Names::subdomain);
    }
    if (spec.field("matchResources").isSet()) {
      matching(spec.field("matchResources"), faults);
    }
    At actions = spec.field("validationActions");
    actions.elements().forEach(action -> faults.oneOf(action, ACTIONS));
    unique(actions, faults);
    if (actions.texts().containsAll(List.of("Deny", "Warn"))) {
      faults.invalid(actions, TWICE_TOLD);
    }
    if (actions.value().isEmpty()) {
      faults.required(actions, "at least one validation action is required");
    }
  }
}
