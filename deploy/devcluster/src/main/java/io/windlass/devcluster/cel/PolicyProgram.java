package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.cel.Expression.Outcome;
import io.windlass.devcluster.cel.PolicyExpression.Wanted;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The expressions of one ValidatingAdmissionPolicy, in the order in which they are run. Immutable
 * and thread-safe.
 *
 * @param failOpen whether a request passes about which an expression cannot be run
 */
public record PolicyProgram(
    List<PolicyExpression> conditions,
    Map<String, PolicyExpression> variables,
    List<Validation> validations,
    boolean failOpen) {

  /** An entry of {@code validations}. */
  record Validation(
      PolicyExpression expression,
      Optional<PolicyExpression> messageExpression,
      String message,
      String reason) {
    static Validation of(JsonNode stated, PolicyScope scope) {
      String message = Documents.text(stated, "messageExpression").strip();
      return new Validation(
          PolicyExpression.of(Documents.text(stated, "expression"), Wanted.TRUTH, scope),
          message.isEmpty()
              ? Optional.empty()
              : Optional.of(PolicyExpression.of(message, Wanted.TEXT, scope)),
          Documents.text(stated, "message").strip(),
          Documents.text(stated, "reason"));
    }

    private String words(Map<String, Object> seen) {
      return messageExpression
          .map(expression -> expression.run(seen))
          .filter(Outcome.Value.class::isInstance)
          .map(outcome -> String.valueOf(((Outcome.Value) outcome).value()).strip())
          .filter(text -> !text.isEmpty() && !text.contains("\n"))
          .or(() -> Optional.of(message).filter(text -> !text.isEmpty()))
          .orElseGet(() -> "failed expression: " + expression.text().strip());
    }
  }

  /** What is asked about: a request, its namespace if it has one, and whom to ask about rights. */
  public record Question(JsonNode request, JsonNode namespace, Authority authority) {}

  /**
   * What speaks against a request.
   *
   * @param reason of the refusal, empty if the policy names none
   */
  public record Finding(String message, String reason) {}

  /** Reads the {@code spec} of a policy. */
  public static PolicyProgram of(JsonNode spec) {
    Map<String, PolicyExpression> variables = new LinkedHashMap<>();
    PolicyScope scope = PolicyScope.EMPTY;
    for (JsonNode stated : spec.path("variables")) {
      String name = Documents.text(stated, "name");
      PolicyExpression variable = of(stated, Wanted.ANYTHING, scope);
      variables.put(name, variable);
      scope = scope.with(name, variable);
    }
    PolicyScope all = scope;
    return new PolicyProgram(
        spec.path("matchConditions")
            .valueStream()
            .map(one -> of(one, Wanted.TRUTH, PolicyScope.EMPTY))
            .toList(),
        variables,
        spec.path("validations").valueStream().map(one -> Validation.of(one, all)).toList(),
        spec.path("failurePolicy").asText().equals("Ignore"));
  }

  private static PolicyExpression of(JsonNode stated, Wanted wanted, PolicyScope scope) {
    return PolicyExpression.of(Documents.text(stated, "expression"), wanted, scope);
  }

  /** What speaks against a request, in the order of the validations. */
  public List<Finding> judge(Question question) {
    Map<String, Object> seen = RequestVariables.of(question.request(), question.authority());
    seen.put("namespaceObject", CelValues.of(question.namespace()));
    List<String> unknown = new ArrayList<>();
    for (PolicyExpression condition : conditions) {
      switch (condition.run(seen)) {
        case Outcome.Value value when !Boolean.TRUE.equals(value.value()) -> {
          return List.of();
        }
        case Outcome.Value _ -> {}
        case Outcome.Fault fault -> unknown.add(fault.why());
      }
    }
    if (!unknown.isEmpty()) {
      return faults(unknown.size() == 1 ? unknown.getFirst() : unknown.toString());
    }
    return validated(seen);
  }

  private List<Finding> validated(Map<String, Object> seen) {
    Map<String, String> failed = compute(seen);
    List<Finding> findings = new ArrayList<>();
    for (Validation validation : validations) {
      switch (validation.expression().run(seen)) {
        case Outcome.Value value when Boolean.TRUE.equals(value.value()) -> {}
        case Outcome.Value _ ->
            findings.add(new Finding(validation.words(seen), validation.reason()));
        case Outcome.Fault fault -> findings.addAll(faults(explained(fault.why(), failed)));
      }
    }
    return findings;
  }

  /** Computes the variables, each of which sees those before it; returns why some have no value. */
  private Map<String, String> compute(Map<String, Object> seen) {
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, String> failed = new LinkedHashMap<>();
    seen.put("variables", values);
    variables.forEach(
        (name, expression) -> {
          switch (expression.run(seen)) {
            case Outcome.Value value -> values.put(name, value.value());
            case Outcome.Fault fault -> failed.put(name, expression.withoutText(fault));
          }
        });
    return failed;
  }

  private static String explained(String why, Map<String, String> failed) {
    for (Map.Entry<String, String> variable : failed.entrySet()) {
      if (why.endsWith("no such key: " + variable.getKey())) {
        return why.replace(
            "no such key: " + variable.getKey(),
            "composited variable \"%s\" fails to evaluate: %s"
                .formatted(variable.getKey(), variable.getValue()));
      }
    }
    return why;
  }

  private List<Finding> faults(String why) {
    return failOpen ? List.of() : List.of(new Finding(why, ""));
  }
}
