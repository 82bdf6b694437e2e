package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition may not state in its schema: defaults and rules that cannot be. */
@ExtendWith(SharedCluster.class)
final class DefinitionSchemasIT {
  private static final String ROOT = "spec.validation.openAPIV3Schema";
  private final TestCluster cluster;

  DefinitionSchemasIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  private Answer define(String schema) {
    String crd =
        "{'metadata':{'name':'ws.checked.test'},'spec':{'group':'checked.test','scope':'Namespaced','names':{'plural':'ws','kind':'W'},'versions':[{'name':'v1','served':true,'storage':true,'schema':{'openAPIV3Schema':"
            .replace('\'', '"');
    return cluster.http().post(TwoVersions.CRDS + "?dryRun=All", crd + schema + "}}]}}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "type":"integer","default":"x"             | .default: Invalid value: "string":  in body must be of type integer: "string"
          "type":"integer","maximum":3,"default":5   | .default: Invalid value: 5:  in body should be less than or equal to 3
          "type":"string","enum":["A"],"default":"B" | .default: Unsupported value: "B": supported values: "A"
          "type":"object","default":{"x":1,"y":2},"properties":{"x":{"type":"string"}} | .default: Invalid value: map[string]interface {}{"x":1, "y":2}: must not have unknown fields ;; .default.x: Invalid value: "integer": x in body must be of type string: "integer"
          "type":"object","default":{},"required":["x"],"properties":{"x":{"type":"string"}} | .default.x: Required value
          "type":"string","maxLength":5,"default":"x","x-kubernetes-validations":[{"rule":"self != 'x'","message":"not x"}] | .default: Invalid value: "string": not x
          """)
  void aDefaultObeysItsSchema(String property, String faults) {
    Answer refused =
        define("{\"type\":\"object\",\"properties\":{\"a\":{%s}}}".formatted(property));
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(422);
    for (String fault : faults.split(" ;; ", -1)) {
      assertThat(refused.text("message")).contains(ROOT + ".properties[a]" + fault);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "rule":""                                 | .rule: Required value: rule is not specified
          "rule":"true","message":"a\\nb"           | .message: Invalid value: "a\\nb": message must not contain line breaks
          "rule":"true","message":" "               | .message: Invalid value: " ": message must be non-empty if specified
          "rule":"true","messageExpression":" "     | .messageExpression: Required value: messageExpression must be non-empty if specified
          "rule":"true","reason":"x"                | .reason: Unsupported value: "x": supported values: "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"
          "rule":"true","fieldPath":"x"             | .fieldPath: Invalid value: "x": fieldPath must be a valid path
          "rule":"true","fieldPath":".spec.foo"     | .fieldPath: Invalid value: ".spec.foo": fieldPath must be a valid path
          "rule":"true\\n \\u007c\\u007c false"          | .message: Required value: message must be specified if rule contains line breaks
          "rule":"self.x == 1"                      | .rule: Invalid value: apiextensions.ValidationRule{Rule:"self.x == 1", Message:"", MessageExpression:"", Reason:(*apiextensions.FieldValueErrorReason)(nil), FieldPath:"", OptionalOldSelf:(*bool)(nil)}: compilation failed: ERROR: <input>:1:5: undefined field 'x'
          "rule":"1"                                | .rule: Invalid value: apiextensions.ValidationRule{Rule:"1", Message:"", MessageExpression:"", Reason:(*apiextensions.FieldValueErrorReason)(nil), FieldPath:"", OptionalOldSelf:(*bool)(nil)}: cel expression must evaluate to a bool
          "rule":"true","messageExpression":"1"     | .messageExpression: Invalid value: apiextensions.ValidationRule{Rule:"true", Message:"", MessageExpression:"1", Reason:(*apiextensions.FieldValueErrorReason)(nil), FieldPath:"", OptionalOldSelf:(*bool)(nil)}: messageExpression must evaluate to a string
          "rule":"self.kind > 1"                    | compilation failed: ERROR: <input>:1:11: found no matching overload for '_>_' applied to '(string, int)'
          "rule":"self.kind +"                      | compilation failed: ERROR: <input>:1:12: Syntax error: mismatched input '<EOF>' expecting
          "rule":"foo(1)"                           | compilation failed: ERROR: <input>:1:4: undeclared reference to 'foo' (in container '')
          """)
  void aRuleIsChecked(String rule, String fault) {
    Answer refused =
        define("{\"type\":\"object\",\"x-kubernetes-validations\":[{%s}]}".formatted(rule));
    assertThat(refused.code()).as(refused.body().toString()).isEqualTo(422);
    String path = fault.startsWith(".") ? ROOT + ".x-kubernetes-validations[0]" : "";
    assertThat(refused.text("message")).contains(path + fault);
  }
}
