package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.cel.FaultyRule;
import io.windlass.devcluster.cel.ObjectRules;
import io.windlass.devcluster.schema.GoText;
import java.util.List;

/**
 * What {@code x-kubernetes-validations} must be: their words first, then that they compile. A rule
 * is refused for what is certainly wrong with it; one that may only be beyond this server is not.
 * Stateless.
 */
final class ValidationRuleRules {
  private static final String RULES = "x-kubernetes-validations";
  private static final List<String> REASONS =
      List.of(
          "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");

  private ValidationRuleRules() {}

  /** The words of the rules of one node of a schema. */
  static void words(At schema, FaultList faults) {
    for (At rule : schema.field(RULES).elements()) {
      String text = rule.field("rule").text();
      if (text.isBlank()) {
        faults.required(rule.field("rule"), "rule is not specified");
      }
      message(rule, text, faults);
      if (rule.field("reason").isSet()) {
        faults.oneOf(rule.field("reason"), REASONS);
      }
      At path = rule.field("fieldPath");
      if (!path.text().isEmpty() && !leadsSomewhere(schema.value(), path.text())) {
        faults.invalid(path, "fieldPath must be a valid path");
      }
    }
  }

  private static void message(At rule, String text, FaultList faults) {
    At message = rule.field("message");
    At expression = rule.field("messageExpression");
    if (!message.text().isEmpty() && message.text().isBlank()) {
      faults.invalid(message, "message must be non-empty if specified");
    } else if (message.text().strip().contains("\n")) {
      faults.invalid(message, "message must not contain line breaks");
    } else if (text.strip().contains("\n") && message.text().isEmpty()) {
      faults.required(message, "message must be specified if rule contains line breaks");
    }
    if (!expression.text().isEmpty() && expression.text().isBlank()) {
      faults.required(expression, "messageExpression must be non-empty if specified");
    }
  }

  private static boolean leadsSomewhere(JsonNode schema, String path) {
    if (!path.startsWith(".") && !path.startsWith("[")) {
      return false;
    }
    String fields = path.replaceAll("\\['([^']*)'\\]", ".$1").substring(1);
    JsonNode found = schema;
    for (String field : fields.split("\\.", -1)) {
      JsonNode property = found.path("properties").path(field);
      found = property.isMissingNode() ? found.path("additionalProperties") : property;
    }
    return found.isObject();
  }

  /** That the rules of a whole schema, whose words are right, compile. */
  static void compile(At schema, FaultList faults) {
    for (FaultyRule faulty : ObjectRules.of(schema.value()).faulty()) {
      if (faulty.isCertain()) {
        String field = faulty.ofMessage() ? "messageExpression" : "rule";
        String path =
            "%s%s.%s[%d].%s"
                .formatted(schema.path(), faulty.schemaPath(), RULES, faulty.index(), field);
        At at = new At(TextNode.valueOf(""), path);
        faults.invalidShown(at, shown(faulty.rule()), faulty.why());
      }
    }
  }

  private static String shown(JsonNode rule) {
    return "apiextensions.ValidationRule{Rule:%s, Message:%s, MessageExpression:%s, Reason:(*apiextensions.FieldValueErrorReason)(%s), FieldPath:%s, OptionalOldSelf:(*bool)(%s)}"
        .formatted(
            quoted(rule, "rule"),
            quoted(rule, "message"),
            quoted(rule, "messageExpression"),
            pointer(rule, "reason"),
            quoted(rule, "fieldPath"),
            pointer(rule, "optionalOldSelf"));
  }

  private static String quoted(JsonNode rule, String field) {
    return GoText.quoted(rule.path(field).asText(""));
  }

  // The API server prints an address here, which nobody can know.
  private static String pointer(JsonNode rule, String field) {
    return rule.hasNonNull(field) ? "0xc000000000" : "nil";
  }
}
