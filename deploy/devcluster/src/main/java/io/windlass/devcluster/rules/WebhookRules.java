package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;

/**
 * {@code admissionregistration.k8s.io/v1}. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/">
 *     Dynamic admission control</a>
 */
final class WebhookRules implements GroupRules {
  private static final int TIMEOUT_SECONDS = 10;
  private static final int HTTPS = 443;

  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    Fill.each(object, "webhooks", webhook -> webhook(type, webhook));
    if (isPolicy(type)) {
      AdmissionPolicyRules.applyDefaults(object);
    }
  }

  private static boolean isPolicy(ResourceType type) {
    return type.plural().startsWith("validatingadmissionpolic");
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    switch (type.plural()) {
      case "validatingadmissionpolicies" -> AdmissionPolicyRules.policy(object, faults);
      case "validatingadmissionpolicybindings" -> AdmissionPolicyRules.binding(object, faults);
      default -> HookConfigurationRules.validate(object, faults);
    }
  }

  private static void webhook(ResourceType type, ObjectNode webhook) {
    Fill.text(webhook, "failurePolicy", "Fail");
    Fill.text(webhook, "matchPolicy", "Equivalent");
    Fill.object(webhook, "namespaceSelector");
    Fill.object(webhook, "objectSelector");
    Fill.number(webhook, "timeoutSeconds", TIMEOUT_SECONDS);
    if (type.plural().startsWith("mutating")) {
      Fill.text(webhook, "reinvocationPolicy", "Never");
    }
    Fill.each(webhook, "rules", rule -> Fill.text(rule, "scope", "*"));
    Fill.in(webhook.path("clientConfig"), "service", s -> Fill.number(s, "port", HTTPS));
  }
}
