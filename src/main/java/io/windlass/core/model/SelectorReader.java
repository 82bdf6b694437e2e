package io.windlass.core.model;

import io.windlass.core.model.Selector.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/** Reads a {@code LabelSelector} and finds all its faults; used once, by one thread. */
final class SelectorReader {
  private final List<Requirement> requirements = new ArrayList<>();
  private final List<Violation> faults;

  SelectorReader(List<Violation> faults) {
    this.faults = faults;
  }

  Selector read(Json.Obj json, String field) {
    readLabels(json, field + ".matchLabels");
    List<Json> expressions = json.items("matchExpressions");
    for (int i = 0; i < expressions.size(); i++) {
      readExpression(expressions.get(i), field + ".matchExpressions[" + i + "]");
    }
    return new Selector(requirements);
  }

  private void readLabels(Json.Obj json, String field) {
    json.object("matchLabels")
        .fields()
        .forEach(
            (key, value) -> {
              checkKey(key, field);
              if (value instanceof Json.Text(String text)) {
                checkValue(text, field + "[" + key + "]");
                requirements.add(new Requirement.Is(key, text));
              } else {
                fault(field + "[" + key + "]", "must be text");
              }
            });
  }

  private void readExpression(Json expression, String field) {
    String key = expression.text("key").orElse("");
    checkKey(key, field + ".key");
    TreeSet<String> values = new TreeSet<>();
    expression.items("values").forEach(value -> value.text().ifPresent(values::add));
    values.forEach(value -> checkValue(value, field + ".values"));
    String operator = expression.text("operator").orElse("");
    switch (operator) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          fault(field + ".values", "must be specified when operator is " + operator);
        }
        requirements.add(
            operator.equals("In")
                ? new Requirement.In(key, Collections.unmodifiableSortedSet(values))
                : new Requirement.NotIn(key, Collections.unmodifiableSortedSet(values)));
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          fault(field + ".values", "may not be specified when operator is " + operator);
        }
        requirements.add(
            operator.equals("Exists")
                ? new Requirement.Exists(key)
                : new Requirement.DoesNotExist(key));
      }
      default ->
          fault(
              field + ".operator",
              "\"" + operator + "\" is none of In, NotIn, Exists, DoesNotExist");
    }
  }

  private void checkKey(String key, String field) {
    if (!NameSyntax.isQualifiedName(key)) {
      fault(field, "\"" + key + "\" is not the key of a label");
    }
  }

  private void checkValue(String value, String field) {
    if (!NameSyntax.isLabelValue(value)) {
      fault(field, "\"" + value + "\" is not the value of a label");
    }
  }

  private void fault(String field, String message) {
    faults.add(new Violation(field, message));
  }
}
