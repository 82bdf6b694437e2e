package io.windlass.devcluster.rules;

import java.util.List;

/** What selectors of labels and of nodes must be. Stateless. */
final class SelectorRules {
  private static final List<String> LISTS = List.of("In", "NotIn");
  private static final List<String> PRESENCE = List.of("Exists", "DoesNotExist");

  private SelectorRules() {}

  /** A selector with {@code matchLabels} and {@code matchExpressions}, if there is one. */
  static void labelSelector(At selector, FaultList faults) {
    MetadataRules.labels(selector.field("matchLabels"), faults);
    for (At expression : selector.field("matchExpressions").elements()) {
      requirement(expression, LISTS, "not a valid selector operator", faults);
      faults.format(expression.field("key"), Names::qualified);
      expression
          .field("values")
          .elements()
          .forEach(value -> faults.format(value, Names::labelValue));
    }
  }

  /** The terms of a node selector, of which there must be one. */
  static void nodeTerms(At terms, FaultList faults) {
    if (terms.value().isEmpty()) {
      faults.required(terms, "must have at least one node selector term");
    }
    terms.elements().forEach(term -> nodeTerm(term, faults));
  }

  /** One term of a node selector. */
  static void nodeTerm(At term, FaultList faults) {
    for (At expression : term.field("matchExpressions").elements()) {
      nodeRequirement(expression, faults);
      At key = expression.field("key");
      faults.format(key, Names::qualified);
    }
    term.field("matchFields").elements().forEach(field -> nodeField(field, faults));
  }

  private static void nodeField(At field, FaultList faults) {
    At operator = field.field("operator");
    At values = field.field("values");
    At key = field.field("key");
    if (!LISTS.contains(operator.text())) {
      faults.invalid(operator, operator.text(), "not a valid selector operator");
    } else if (values.value().size() != 1) {
      String words =
          "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
      faults.required(values, words);
    }
    if (!key.text().equals("metadata.name")) {
      faults.invalid(key, key.text(), "not a valid field selector key");
    } else {
      values.elements().forEach(value -> faults.format(value, Names::subdomain));
    }
  }

  private static void nodeRequirement(At expression, FaultList faults) {
    At values = expression.field("values");
    if (List.of("Gt", "Lt").contains(expression.field("operator").text())) {
      if (values.value().size() != 1) {
        faults.required(values, "must be specified single value when `operator` is 'Lt' or 'Gt'");
      }
    } else {
      requirement(expression, LISTS, "not a valid selector operator", faults);
    }
  }

  private static void requirement(
      At expression, List<String> lists, String unknown, FaultList faults) {
    At operator = expression.field("operator");
    At values = expression.field("values");
    if (lists.contains(operator.text())) {
      if (values.value().isEmpty()) {
        faults.required(values, "must be specified when `operator` is 'In' or 'NotIn'");
      }
    } else if (PRESENCE.contains(operator.text())) {
      if (!values.value().isEmpty()) {
        faults.forbidden(
            values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
      }
    } else {
      faults.invalid(operator, operator.text(), unknown);
    }
  }
}
