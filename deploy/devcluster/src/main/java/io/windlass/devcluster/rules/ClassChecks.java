package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What StorageClasses and PriorityClasses must be. Stateless. */
final class ClassChecks {
  private static final long HIGHEST = 1_000_000_000;

  private static final Map<String, Long> SYSTEM =
      Map.of("system-cluster-critical", 2_000_000_000L, "system-node-critical", 2_000_001_000L);

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
    // A term without expressions is never the only one of its kind.
    Set<Object> terms = new HashSet<>(Set.of(Map.of()));
    for (At term : storage.field("allowedTopologies").elements()) {
      topology(term, faults);
      if (!terms.add(meaning(term))) {
        faults.add(Faults.duplicate(term.path() + ".matchLabelExpressions", TextNode.valueOf("")));
      }
    }
  }

  private static void topology(At term, FaultList faults) {
    Set<String> keys = new HashSet<>();
    for (At expression : term.field("matchLabelExpressions").elements()) {
      At values = expression.field("values");
      if (values.value().isEmpty()) {
        faults.required(values, "");
      }
      Set<String> seen = new HashSet<>();
      for (At value : values.elements()) {
        if (!seen.add(value.text())) {
          faults.add(Faults.duplicate(value.path(), value.value()));
        }
      }
      At key = expression.field("key");
      faults.format(key, Names::qualified);
      if (!keys.add(key.text())) {
        faults.add(Faults.duplicate(key.path(), TextNode.valueOf(key.text())));
      }
    }
  }

  // The values of each key, in whichever order they are written.
  private static Map<String, Set<String>> meaning(At term) {
    Map<String, Set<String>> meaning = new HashMap<>();
    for (At expression : term.field("matchLabelExpressions").elements()) {
      meaning.put(
          expression.field("key").text(), new HashSet<>(expression.field("values").texts()));
    }
    return meaning;
  }

  static void storageClassUpdate(At storage, JsonNode before, FaultList faults) {
    storageClass(storage, faults);
    for (String field : List.of("parameters", "provisioner", "reclaimPolicy")) {
      if (!storage.field(field).value().equals(before.path(field))) {
        faults.forbidden(storage.field(field), "updates to %s are forbidden.".formatted(field));
      }
    }
    unchanged(storage.field("volumeBindingMode"), before.path("volumeBindingMode"), faults);
  }

  static void priorityClass(At priority, FaultList faults) {
    String name = priority.field("metadata").field("name").text();
    long value = priority.field("value").value().asLong();
    boolean known = SYSTEM.getOrDefault(name, 0L) == value;
    if (name.startsWith("system-")
        && known
        && !priority.field("globalDefault").value().asBoolean()) {
      faults.oneOf(priority.field("preemptionPolicy"), List.of("PreemptLowerPriority", "Never"));
      return;
    }
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
