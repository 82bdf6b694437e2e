package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.SimpleType;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.cel.Expression.Outcome;
import io.windlass.devcluster.cel.Expressions.Compiled;
import io.windlass.devcluster.document.Documents;
import java.util.Map;
import java.util.Optional;

/** One entry of {@code x-kubernetes-validations} that can be run. Immutable. */
record Rule(Expression condition, Optional<Expression> messageExpression, Words words) {

  /**
   * What it says when it is broken.
   *
   * @param reason of the fault, empty for an invalid value
   * @param fieldPath below the rule's own place, empty if the fault is of the place itself
   */
  record Words(
      String rule, String message, String reason, String fieldPath, boolean optionalOldSelf) {
    static Words of(JsonNode rule) {
      return new Words(
          rule.path("rule").asText("").strip(),
          rule.path("message").asText("").strip(),
          rule.path("reason").asText(""),
          normal(rule.path("fieldPath").asText("")),
          rule.path("optionalOldSelf").asBoolean());
    }

    private static String normal(String path) {
      String fields = path.replaceAll("\\['([^']*)'\\]", ".$1");
      return fields.startsWith(".") ? fields.substring(1) : fields;
    }

    private String shown() {
      return message.isEmpty() ? rule : message;
    }

    private String broken() {
      return message.isEmpty() ? "failed rule: " + rule : message;
    }
  }

  /** A rule, or why it cannot be one. */
  sealed interface Read {
    record Usable(Rule rule) implements Read {}

    record Unusable(boolean ofMessage, String why) implements Read {}
  }

  static Read read(JsonNode stated, Expressions expressions) {
    Words words = Words.of(stated);
    Compiled condition =
        expressions.compile(
            words.rule(), SimpleType.BOOL, "cel expression must evaluate to a bool");
    if (!(condition instanceof Compiled.Usable runnable)) {
      return new Read.Unusable(false, ((Compiled.Faulty) condition).why());
    }
    String message = Documents.text(stated, "messageExpression");
    if (message.isBlank()) {
      return new Read.Usable(new Rule(runnable.expression(), Optional.empty(), words));
    }
    return switch (expressions.compile(
        message, SimpleType.STRING, "messageExpression must evaluate to a string")) {
      case Compiled.Usable text ->
          new Read.Usable(new Rule(runnable.expression(), Optional.of(text.expression()), words));
      case Compiled.Faulty faulty -> new Read.Unusable(true, faulty.why());
    };
  }

  /** The fault of a value that breaks it; empty if the value obeys. */
  Optional<Cause> fault(Map<String, Object> variables, String type, String path) {
    return switch (condition.run(variables)) {
      case Outcome.Fault failed -> Optional.of(invalid(type, path, unrun(failed.why())));
      case Outcome.Value value when Boolean.TRUE.equals(value.value()) -> Optional.empty();
      case Outcome.Value _ -> Optional.of(broken(type, path, message(variables)));
    };
  }

  private String unrun(String why) {
    return why.startsWith("no such overload")
        ? "'%s': call arguments did not match a supported operator, function or macro signature for rule: %s"
            .formatted(why, words.shown())
        : "%s evaluating rule: %s".formatted(why, words.shown());
  }

  private String message(Map<String, Object> variables) {
    Optional<String> told =
        messageExpression
            .map(expression -> expression.run(variables))
            .filter(Outcome.Value.class::isInstance)
            .map(outcome -> String.valueOf(((Outcome.Value) outcome).value()).strip())
            .filter(text -> !text.isEmpty() && !text.contains("\n"));
    return told.orElseGet(words::broken);
  }

  private Cause broken(String type, String path, String message) {
    String place = join(path, words.fieldPath());
    return switch (words.reason()) {
      case "FieldValueForbidden" ->
          new Cause("FieldValueForbidden", "Forbidden: " + message, place);
      case "FieldValueRequired" ->
          new Cause("FieldValueRequired", "Required value: " + message, place);
      case "FieldValueDuplicate" ->
          new Cause("FieldValueDuplicate", "Duplicate value: \"%s\"".formatted(type), place);
      default -> invalid(type, place, message);
    };
  }

  private static Cause invalid(String type, String path, String detail) {
    // The API server gives the root of an object no path: it prints as <nil>.
    String shown = path.isEmpty() ? "<nil>" : path;
    return new Cause(
        "FieldValueInvalid", "Invalid value: \"%s\": %s".formatted(type, detail), shown);
  }

  private static String join(String path, String below) {
    if (below.isEmpty()) {
      return path.isEmpty() ? "<nil>" : path;
    }
    return path.isEmpty() ? below : path + "." + below;
  }
}
