package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.core.podspec.ContainerRules;
import java.util.List;

/**
 * Checks of {@code spec.template} for which nobody should have to wait until the first pod is
 * refused. The API server has the last word on everything else. Used once, by one thread.
 */
final class TemplateValidator {
  private static final String TEMPLATE = "spec.template";

  private final Json.Obj template;
  private final Faults faults;

  private TemplateValidator(Json.Obj template, Faults faults) {
    this.template = template;
    this.faults = faults;
  }

  static void check(Json.Obj spec, Faults faults) {
    if (spec.object("template").fields().isEmpty()) {
      faults.add(TEMPLATE, "required");
      return;
    }
    TemplateValidator validator = new TemplateValidator(spec.object("template"), faults);
    validator.checkMetadata();
    validator.checkPod();
    List<String> claims =
        spec.items("volumeClaimTemplates").stream()
            .flatMap(claim -> claim.text("metadata", "name").stream())
            .toList();
    faults.addAll(
        ContainerRules.violations(spec.object("template", "spec"), TEMPLATE + ".spec", claims));
  }

  private void checkMetadata() {
    String labels = TEMPLATE + ".metadata.labels";
    template
        .object("metadata", "labels")
        .fields()
        .forEach(
            (key, value) -> {
              faults.check(
                  NameSyntax.isQualifiedName(key), labels, quoted(key) + " is not a label's key");
              faults.check(
                  value.text().map(NameSyntax::isLabelValue).orElse(false),
                  labels + "[" + key + "]",
                  "must be text of at most 63 letters, digits, '-', '_' or '.'");
            });
    faults.check(
        template.at("metadata", "labels", PodMarks.SPECIFIED_DELETE).isEmpty(),
        labels + "[" + PodMarks.SPECIFIED_DELETE + "]",
        "would have every pod deleted as soon as it is made");
    String annotations = TEMPLATE + ".metadata.annotations";
    template
        .object("metadata", "annotations")
        .fields()
        .forEach(
            (key, value) -> {
              faults.check(
                  NameSyntax.isQualifiedName(key),
                  annotations,
                  quoted(key) + " is not an annotation's key");
              faults.check(
                  value instanceof Json.Text, annotations + "[" + key + "]", "must be text");
            });
  }

  private void checkPod() {
    Json.Obj spec = template.object("spec");
    String policy = spec.text("restartPolicy").orElse("Always");
    faults.check(
        policy.equals("Always") || policy.isEmpty(),
        TEMPLATE + ".spec.restartPolicy",
        quoted(policy) + " is not supported, only \"Always\"");
    faults.check(
        spec.at("activeDeadlineSeconds").filter(v -> !(v instanceof Json.Null)).isEmpty(),
        TEMPLATE + ".spec.activeDeadlineSeconds",
        "forbidden: the pods are to run on");
    faults.check(
        spec.number("terminationGracePeriodSeconds").orElse(0L) >= 0,
        TEMPLATE + ".spec.terminationGracePeriodSeconds",
        "is less than 0");
    faults.check(!spec.items("containers").isEmpty(), TEMPLATE + ".spec.containers", "required");
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
