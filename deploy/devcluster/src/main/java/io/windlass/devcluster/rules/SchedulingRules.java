package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<String, At> last = new LinkedHashMap<>();
    for (At constraint : constraints.elements()) {
      At skew = constraint.field("maxSkew");
      if (skew.value().asInt() <= 0) {
        IntNode shown = IntNode.valueOf(skew.value().asInt());
        faults.add(Faults.invalid(skew.path(), shown, "must be greater than zero"));
      }
      At key = constraint.field("topologyKey");
      if (key.isBlank()) {
        faults.required(key, "can not be empty");
      }
      At otherwise = constraint.field("whenUnsatisfiable");
      faults.oneOf(otherwise, List.of("DoNotSchedule", "ScheduleAnyway"));
      // The earlier one of two is at fault.
      String pair = "{%s, %s}".formatted(key.text(), otherwise.text());
      At repeated = last.put(pair, constraint);
      if (repeated != null) {
        String path = repeated.path() + ".{topologyKey, whenUnsatisfiable}";
        faults.add(Faults.duplicate(path, TextNode.valueOf(pair)));
      }
      spreadDetails(constraint, faults);
    }
  }

  private static void spreadDetails(At constraint, FaultList faults) {
    At domains = constraint.field("minDomains");
    if (domains.isSet() && domains.value().asInt() <= 0) {
      faults.invalid(domains, "must be greater than zero");
    }
    String otherwise = constraint.field("whenUnsatisfiable").text();
    if (domains.isSet() && !otherwise.equals("DoNotSchedule")) {
      String words = "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + otherwise;
      faults.invalid(domains, words);
    }
    for (String field : List.of("nodeAffinityPolicy", "nodeTaintsPolicy")) {
      if (constraint.field(field).isSet()) {
        faults.oneOf(constraint.field(field), List.of("Honor", "Ignore"));
      }
    }
    At selector = constraint.field("labelSelector");
    At keys = constraint.field("matchLabelKeys");
    if (!keys.value().isEmpty() && !selector.isSet()) {
      faults.forbidden(keys, "must not be specified when labelSelector is not set");
    }
    Set<String> selected = selectedKeys(selector);
    for (At key : keys.elements()) {
      faults.format(key, Names::qualified);
      if (selected.contains(key.text())) {
        faults.invalid(key, "exists in both matchLabelKeys and labelSelector");
      }
    }
    SelectorRules.labelSelector(selector, faults);
  }

  private static Set<String> selectedKeys(At selector) {
    Set<String> keys = new HashSet<>(selector.field("matchLabels").keys());
    selector
        .field("matchExpressions")
        .elements()
        .forEach(expression -> keys.add(expression.field("key").text()));
    return keys;
  }

  static void affinity(At affinity, FaultList faults) {
    At node = affinity.field("nodeAffinity");
    if (node.field(REQUIRED).isSet()) {
      At terms = node.field(REQUIRED).field("nodeSelectorTerms");
      SelectorRules.nodeTerms(terms, faults);
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
    for (At namespace : term.field("namespaces").elements()) {
      faults.format(namespace.as(term.path() + ".namespace"), Names::label);
    }
    labelKeys(term, faults);
    At key = term.field("topologyKey");
    if (key.isBlank()) {
      faults.required(key, "can not be empty");
    }
    faults.format(key, Names::qualified);
  }

  private static void labelKeys(At term, FaultList faults) {
    At selector = term.field("labelSelector");
    for (String field : List.of("matchLabelKeys", "mismatchLabelKeys")) {
      At keys = term.field(field);
      if (!keys.value().isEmpty() && !selector.isSet()) {
        faults.forbidden(keys, "must not be specified when labelSelector is not set");
      } else {
        keys.elements().forEach(key -> faults.format(key, Names::qualified));
      }
    }
    selectedTwice(term, faults);
    List<String> others = term.field("mismatchLabelKeys").texts();
    for (At key : term.field("matchLabelKeys").elements()) {
      if (others.contains(key.text())) {
        faults.invalid(key, "exists in both matchLabelKeys and mismatchLabelKeys");
      }
    }
  }

  // The server makes an expression of each of the keys: there may be no other.
  private static void selectedTwice(At term, FaultList faults) {
    List<String> keys = term.field("matchLabelKeys").texts();
    Set<String> seen = new HashSet<>(term.field("labelSelector").field("matchLabels").keys());
    for (At expression : term.field("labelSelector").field("matchExpressions").elements()) {
      String key = expression.field("key").text();
      if (!seen.add(key) && keys.contains(key)) {
        String path = "%s[%d]".formatted(term.path(), keys.lastIndexOf(key));
        faults.invalid(term.as(path), key, "exists in both matchLabelKeys and labelSelector");
      }
    }
  }
}
