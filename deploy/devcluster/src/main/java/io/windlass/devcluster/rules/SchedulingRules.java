package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What tolerations, affinities and spread constraints must be. Stateless. */
final class SchedulingRules {
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private SchedulingRules() {}

  static void tolerations(At tolerations, FaultList faults) {
    for (At toleration : tolerations.elements()) {
      At key = toleration.field("key");
      At operator = toleration.field("operator");
      if (!key.isBlank()) {
        faults.format(key, Names::qualified);
      } else if (!operator.text().equals("Exists")) {
        String words =
            "operator must be Exists when `key` is empty, which means \"match all values and all"
                + " keys\"";
        faults.invalid(operator, operator.text(), words);
      }
      boolean timed = toleration.field("tolerationSeconds").isSet();
      At effect = toleration.field("effect");
      if (timed && !effect.text().equals("NoExecute")) {
        faults.invalid(
            effect, effect.text(), "effect must be 'NoExecute' when `tolerationSeconds` is set");
      }
      operator(toleration, faults);
      if (!effect.isBlank()) {
        faults.oneOf(effect, EFFECTS);
      }
    }
  }

  private static void operator(At toleration, FaultList faults) {
    At operator = toleration.field("operator");
    At value = toleration.field("value");
    switch (operator.text()) {
      case "Equal", "" -> faults.format(value.as(operator.path()), Names::labelValue);
      case "Exists" -> {
        if (!value.isBlank()) {
          faults.invalid(
              value.as(operator.path()), "value must be empty when `operator` is 'Exists'");
        }
      }
      default -> faults.oneOf(operator, List.of("Equal", "Exists"));
    }
  }

  static void taints(At taints, String path, FaultList faults) {
    Set<String> seen = new HashSet<>();
    List<At> elements = taints.as(path).elements();
    for (At taint : elements) {
      At effect = taint.field("effect");
      faults.format(taint.field("key"), Names::qualified);
      if (effect.isBlank()) {
        faults.required(effect);
      } else {
        faults.oneOf(effect, EFFECTS);
      }
      if (!seen.add(taint.field("key").text() + ":" + effect.text())) {
        faults.add(
            new io.windlass.devcluster.api.ApiException.Cause(
                "FieldValueDuplicate",
                "Duplicate value: %s: taints must be unique by key and effect pair"
                    .formatted(taint.value()),
                taint.path()));
      }
    }
  }

  static void topologySpread(At constraints, FaultList faults) {
    Set<String> seen = new HashSet<>();
    for (At constraint : constraints.elements()) {
      if (constraint.field("maxSkew").value().asInt() <= 0) {
        faults.add(
            Faults.invalid(
                constraint.field("maxSkew").path(),
                com.fasterxml.jackson.databind.node.IntNode.valueOf(
                    constraint.field("maxSkew").value().asInt()),
                "must be greater than zero"));
      }
      At key = constraint.field("topologyKey");
      if (key.isBlank()) {
        faults.required(key, "can not be empty");
      }
      At otherwise = constraint.field("whenUnsatisfiable");
      faults.oneOf(otherwise, List.of("DoNotSchedule", "ScheduleAnyway"));
      String pair = "{%s, %s}".formatted(key.text(), otherwise.text());
      if (!seen.add(pair)) {
        String path = constraint.path() + ".{topologyKey, whenUnsatisfiable}";
        faults.add(Faults.duplicate(path, TextNode.valueOf(pair)));
      }
      SelectorRules.labelSelector(constraint.field("labelSelector"), faults);
    }
  }

  static void affinity(At affinity, FaultList faults) {
    At node = affinity.field("nodeAffinity");
    if (node.field(REQUIRED).isSet()) {
      At terms = node.field(REQUIRED).field("nodeSelectorTerms");
      if (terms.value().isEmpty()) {
        faults.required(terms, "must have at least one node selector term");
      }
      terms.elements().forEach(term -> SelectorRules.nodeTerm(term, faults));
    }
    for (At preferred : node.field(PREFERRED).elements()) {
      weight(preferred, faults);
      SelectorRules.nodeTerm(preferred.field("preference"), faults);
    }
    for (String kind : List.of("podAffinity", "podAntiAffinity")) {
      affinity.field(kind).field(REQUIRED).elements().forEach(term -> podTerm(term, faults));
      for (At preferred : affinity.field(kind).field(PREFERRED).elements()) {
        weight(preferred, faults);
        podTerm(preferred.field("podAffinityTerm"), faults);
      }
    }
  }

  private static void weight(At preferred, FaultList faults) {
    At weight = preferred.field("weight");
    if (weight.value().asInt() < 1 || weight.value().asInt() > 100) {
      faults.invalid(weight, "must be in the range 1-100");
    }
  }

  private static void podTerm(At term, FaultList faults) {
    SelectorRules.labelSelector(term.field("labelSelector"), faults);
    At key = term.field("topologyKey");
    if (key.isBlank()) {
      faults.required(key, "can not be empty");
    }
    faults.format(key, Names::qualified);
  }
}
