package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** What StorageClasses and PriorityClasses must be. Stateless. */
final class ClassChecks {
  private static final long HIGHEST = 1_000_000_000;

  private ClassChecks() {}

  static void storageClass(At storage, FaultList faults) {
    At provisioner = storage.field("provisioner");
    if (provisioner.isBlank()) {
      faults.required(provisioner, "");
    } else {
      Names.qualified(provisioner.text().toLowerCase(Locale.ROOT))
          .forEach(why -> faults.invalid(provisioner, provisioner.text(), why));
    }
    if (storage.field("parameters").keys().contains("")) {
      faults.invalid(storage.field("parameters"), "", "field can not be empty.");
    }
    if (!storage.field("reclaimPolicy").isBlank()) {
      faults.oneOf(storage.field("reclaimPolicy"), List.of("Delete", "Retain"));
    }
    faults.oneOf(storage.field("volumeBindingMode"), List.of("Immediate", "WaitForFirstConsumer"));
    storage.field("allowedTopologies").elements().forEach(term -> topology(term, faults));
  }

  private static void topology(At term, FaultList faults) {
    for (At expression : term.field("matchLabelExpressions").elements()) {
      if (expression.field("values").value().isEmpty()) {
        faults.required(expression.field("values"), "");
      }
      faults.format(expression.field("key"), Names::qualified);
    }
  }

  static void storageClassUpdate(At storage, JsonNode before, FaultList faults) {
    for (String field : List.of("parameters", "provisioner", "reclaimPolicy")) {
      if (!storage.field(field).value().equals(before.path(field))) {
        faults.forbidden(storage.field(field), "updates to %s are forbidden.".formatted(field));
      }
    }
    unchanged(storage.field("volumeBindingMode"), before.path("volumeBindingMode"), faults);
  }

  static void priorityClass(At priority, FaultList faults) {
    String name = priority.field("metadata").field("name").text();
    if (name.startsWith("system-")) {
      faults.forbidden(
          priority.field("metadata").field("name"),
          "priority class names with 'system-' prefix are reserved for system use only");
    } else if (priority.field("value").value().asLong() > HIGHEST) {
      faults.forbidden(
          priority.field("value"),
          "maximum allowed value of a user defined priority is " + HIGHEST);
    }
    faults.oneOf(priority.field("preemptionPolicy"), List.of("PreemptLowerPriority", "Never"));
  }

  static void priorityClassUpdate(At priority, JsonNode before, FaultList faults) {
    if (priority.field("value").value().asLong() != before.path("value").asLong()) {
      faults.forbidden(priority.field("value"), "may not be changed in an update.");
    }
    unchanged(priority.field("preemptionPolicy"), before.path("preemptionPolicy"), faults);
  }

  private static void unchanged(At at, JsonNode before, FaultList faults) {
    if (!at.value().equals(before)) {
      faults.invalid(at, "field is immutable");
    }
  }
}
