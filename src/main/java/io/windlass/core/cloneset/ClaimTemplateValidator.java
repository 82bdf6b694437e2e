package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks of {@code spec.volumeClaimTemplates}; the API server has the last word. Stateless. */
final class ClaimTemplateValidator {
  private ClaimTemplateValidator() {}

  static void check(Json.Obj spec, Faults faults) {
    List<Json> templates = spec.items("volumeClaimTemplates");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < templates.size(); i++) {
      check(templates.get(i), "spec.volumeClaimTemplates[" + i + "]", names, faults);
    }
  }

  private static void check(Json template, String field, Set<String> names, Faults faults) {
    String name = template.text("metadata", "name").orElse("");
    String nameField = field + ".metadata.name";
    if (name.isEmpty()) {
      faults.add(nameField, "required");
    } else {
      faults.check(
          NameSyntax.isDnsLabel(name),
          nameField,
          "\"" + name + "\" is not at most 63 lower-case letters, digits and inner '-'");
      faults.check(names.add(name), nameField, "\"" + name + "\" is there twice");
    }
    faults.check(
        !template.items("spec", "accessModes").isEmpty(), field + ".spec.accessModes", "required");
    faults.check(
        template.at("spec", "resources", "requests", "storage").isPresent(),
        field + ".spec.resources.requests.storage",
        "required");
  }
}
