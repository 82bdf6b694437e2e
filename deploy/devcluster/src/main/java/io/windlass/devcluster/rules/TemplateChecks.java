package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What templates of pods and the selectors that must match them have to be. Stateless. */
final class TemplateChecks {
  private TemplateChecks() {}

  /** A template: labels, annotations and the pod's spec. */
  static void template(At template, FaultList faults) {
    metadata(template, faults);
    PodAnnotationRules.validate(
        template.field("metadata").field("annotations").as(template.path() + ".annotations"),
        template.field("spec"),
        faults);
    PodRules.validate(template.field("spec"), faults);
    At ephemeral = template.field("spec").field("ephemeralContainers");
    if (!ephemeral.value().isEmpty()) {
      faults.forbidden(ephemeral, "ephemeral containers not allowed in pod template");
    }
  }

  // The paths lack the "metadata" that one would expect: so does the API server's.
  static void metadata(At template, FaultList faults) {
    At metadata = template.field("metadata");
    MetadataRules.labels(metadata.field("labels").as(template.path() + ".labels"), faults);
    MetadataRules.annotations(
        metadata.field("annotations").as(template.path() + ".annotations"), faults);
  }

  /** Pods of workloads that keep running are always restarted and have no deadline. */
  static void keepsRunning(At template, String kind, FaultList faults) {
    At spec = template.field("spec");
    faults.oneOf(spec.field("restartPolicy"), List.of("Always"));
    At deadline = spec.field("activeDeadlineSeconds");
    if (deadline.isSet()) {
      faults.forbidden(deadline, "activeDeadlineSeconds in %s is not Supported".formatted(kind));
    }
  }

  /** A selector that must be there and say something. */
  static void selector(At selector, String kind, FaultList faults) {
    if (!selector.isSet()) {
      faults.required(selector);
      return;
    }
    SelectorRules.labelSelector(selector, faults);
    notEmpty(selector, kind, faults);
  }

  static void notEmpty(At selector, String kind, FaultList faults) {
    if (selector.isSet() && isEmpty(selector.value())) {
      faults.invalid(selector, "empty selector is invalid for " + kind);
    }
  }

  /**
   * A selector must match the labels of its template.
   *
   * @return false if the selector cannot be evaluated
   */
  static boolean matches(At selector, At template, boolean evenIfEmpty, FaultList faults) {
    if (!isEvaluable(selector.value())) {
      return false;
    }
    At labels = template.field("metadata").field("labels");
    boolean nothing = !selector.isSet() || isEmpty(selector.value());
    boolean matched = selector.isSet() && selects(selector.value(), labels.value());
    if (!matched && (evenIfEmpty || !nothing || !selector.isSet())) {
      faults.invalid(labels, "`selector` does not match template `labels`");
    }
    return true;
  }

  static boolean isEmpty(JsonNode selector) {
    return selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty();
  }

  /** Whether a selector could be evaluated at all. */
  static boolean isEvaluable(JsonNode selector) {
    FaultList faults = new FaultList();
    SelectorRules.labelSelector(new At(selector, ""), faults);
    return faults.causes().isEmpty();
  }

  /** Whether a selector matches labels. */
  static boolean selects(JsonNode selector, JsonNode labels) {
    for (Map.Entry<String, JsonNode> label : selector.path("matchLabels").properties()) {
      if (!label.getValue().asText().equals(labels.path(label.getKey()).asText(null))) {
        return false;
      }
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      if (!expressionMatches(expression, labels)) {
        return false;
      }
    }
    return true;
  }

  private static boolean expressionMatches(JsonNode expression, JsonNode labels) {
    JsonNode label = labels.path(expression.path("key").asText());
    boolean listed = false;
    for (JsonNode value : expression.path("values")) {
      listed |= label.isTextual() && value.asText().equals(label.asText());
    }
    return switch (expression.path("operator").asText()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> label.isTextual();
      default -> label.isMissingNode();
    };
  }
}
