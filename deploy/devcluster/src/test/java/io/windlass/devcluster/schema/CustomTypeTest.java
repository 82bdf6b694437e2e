package io.windlass.devcluster.schema;

import static io.windlass.devcluster.schema.Catalog.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the answer of a Kubernetes 1.32.10 API server to {@code POST
 * /apis/dschema.test/v1alpha1/namespaces/x/widgets?dryRun=All&fieldValidation=Strict} with the spec
 * of the row, for a definition with the schema in {@code widget-schema.yaml} and no scale
 * subresource.
 */
class CustomTypeTest {
  private static final TypeSchema WIDGET = Catalog.custom("widget-schema.yaml");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                            | FieldValueRequired     | spec.selector | Required value
          {selector: null}              | FieldValueRequired     | spec.selector | Required value
          {selector: 5}                 | FieldValueTypeInvalid  | spec.selector | Invalid value: "integer": spec.selector in body must be of type string: "integer"
          {selector: a, replicas: -1}   | FieldValueInvalid      | spec.replicas | Invalid value: -1: spec.replicas in body should be greater than or equal to 0
          {selector: a, replicas: x}    | FieldValueTypeInvalid  | spec.replicas | Invalid value: "string": spec.replicas in body must be of type integer: "string"
          {selector: a, replicas: 1.5}  | FieldValueTypeInvalid  | spec.replicas | Invalid value: "number": spec.replicas in body must be of type integer: "number"
          {selector: a, mode: x}        | FieldValueNotSupported | spec.mode     | Unsupported value: "x": supported values: "A", "B"
          {selector: a, mode: ""}       | FieldValueNotSupported | spec.mode     | Unsupported value: "": supported values: "A", "B"
          {selector: a, port: true}     | FieldValueTypeInvalid  | spec.port     | Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean"
          {selector: a, port: 1.5}      | FieldValueTypeInvalid  | spec.port     | Invalid value: "number": spec.port in body must be of type integer,string: "number"
          {selector: a, name: A}        | FieldValueInvalid      | spec.name     | Invalid value: "A": spec.name in body should be at least 2 chars long
          {selector: a, name: abcdefg}  | FieldValueTooLong      | spec.name     | Too long: may not be more than 5 bytes
          {selector: a, num: 10.5}      | FieldValueInvalid      | spec.num      | Invalid value: 10.5: spec.num in body should be less than 10.5
          {selector: a, num: 0.3}       | FieldValueInvalid      | spec.num      | Invalid value: 0.3: spec.num in body should be a multiple of 0.5
          {selector: a, items: []}      | FieldValueInvalid      | spec.items    | Invalid value: 0: spec.items in body should have at least 1 items
          {selector: a, items: [1, 2, 3, 4]} | FieldValueTooMany | spec.items    | Too many: 4: must have at most 3 items
          {selector: a, items: [x]}     | FieldValueTypeInvalid  | spec.items[0] | Invalid value: "string": spec.items[0] in body must be of type integer: "string"
          {selector: a, items: x}       | FieldValueTypeInvalid  | spec.items    | Invalid value: "string": spec.items in body must be of type array: "string"
          {selector: a, set: [a, b, a]} | FieldValueDuplicate    | spec.set[2]   | Duplicate value: "a"
          {selector: a, map: [{name: a}, {name: a, proto: TCP}]} | FieldValueDuplicate | spec.map[1] | Duplicate value: map[string]interface {}{"name":"a", "proto":"TCP"}
          {selector: a, dict: {}}       | FieldValueInvalid      | spec.dict     | Invalid value: 0: spec.dict in body should have at least 1 properties
          {selector: a, dict: {a: 1, b: 2, c: 3}} | FieldValueTooMany | spec.dict | Too many: 3: must have at most 2 items
          {selector: a, dict: {a: x}}   | FieldValueTypeInvalid  | spec.dict.a   | Invalid value: "string": spec.dict.a in body must be of type integer: "string"
          {selector: a, when: "soon"}   | FieldValueTypeInvalid  | spec.when     | Invalid value: "soon": spec.when in body must be of type date-time: "soon"
          {selector: a, dur: xx}        | FieldValueTypeInvalid  | spec.dur      | Invalid value: "xx": spec.dur in body must be of type duration: "xx"
          {selector: a, i64: 9223372036854775808} | FieldValueTypeInvalid | spec.i64 | Invalid value: "number": spec.i64 in body must be of type integer: "number"
          {selector: a, byt: "?"}       | FieldValueTypeInvalid  | spec.byt      | Invalid value: "?": spec.byt in body must be of type byte: "?"
          {selector: a, one: {a: x, b: x}} | FieldValueInvalid   | <nil>         | Invalid value: "": "spec.one" must validate one and only one schema (oneOf). Found 2 valid alternatives
          {selector: a, not: {a: x}}    | FieldValueInvalid      | <nil>         | Invalid value: "": "spec.not" must not validate the schema (not)
          x                             | FieldValueTypeInvalid  | spec          | Invalid value: "string": spec in body must be of type object: "string"
          """)
  void aFaultIsNamed(String spec, String reason, String field, String message) {
    assertThat(created(spec)).containsExactly(new Cause(reason, message, field));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {selector: a, mode: 5}        | spec.mode, spec.mode
          {selector: a, num: 11}        | spec.num, spec.num
          {selector: a, one: {}}        | <nil>, spec.one.a
          {selector: a, any: {}}        | <nil>, spec.any.a
          {selector: a, all: {}}        | spec.all.a, spec.all.b, <nil>
          {selector: a, imp: b}         | <nil>, spec.imp
          {selector: a, emb: {a: 1}}    | spec.emb.apiVersion, spec.emb.kind
          {selector: a, map: [{name: a, v: x}, {proto: b}]} | spec.map[0].v, spec.map[1].name
          {replicas: -1, mode: x}       | spec.mode, spec.replicas, spec.selector
          """)
  void everyFaultIsNamed(String spec, String fields) {
    assertThat(created(spec).stream().map(Cause::field)).containsExactly(fields.split(", "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {selector: a}                           | {selector: a, nn: dd, optd: dd, replicas: 1}
          {selector: a, replicas: null}           | {selector: a, nn: dd, optd: dd, replicas: 1}
          {selector: a, opt: null, optd: null, nn: null} | {selector: a, nn: dd, opt: null, optd: null, replicas: 1}
          {selector: a, nested: {}}               | {selector: a, nn: dd, optd: dd, replicas: 1, nested: {a: 3, b: {c: q}}}
          {selector: a, nested: {b: null}}        | {selector: a, nn: dd, optd: dd, replicas: 1, nested: {a: 3, b: {c: q}}}
          {selector: a, template: {a: {b: 1}}}    | {selector: a, nn: dd, optd: dd, replicas: 1, template: {a: {b: 1}}}
          {selector: a, map: [{name: a}]}         | {selector: a, nn: dd, optd: dd, replicas: 1, map: [{name: a, proto: TCP}]}
          """)
  void defaultsAreFilledIn(String spec, String kept) {
    ObjectNode widget = widget(spec);
    WIDGET.applyDefaults(widget);

    assertThat(widget.path("spec")).isEqualTo(yaml("{spec: %s}".formatted(kept)).path("spec"));
    assertThat(WIDGET.validate(widget)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {foo: 1, bar: 2, nested: {x: 1}}              | spec.bar, spec.foo, spec.nested.x
          {template: {a: {b: 1}}}                       | ``
          {dict: {any: 1}}                              | ``
          {map: [{name: a, x: 1}]}                      | spec.map[0].x
          {emb: {metadata: {name: x, foo: 1}, bar: 1}}  | spec.emb.metadata.foo
          {emb2: {apiVersion: v1, kind: Pod, metadata: {foo: 1}, spec: {b: 2}, x: 1}} | spec.emb2.spec.b, spec.emb2.x, spec.emb2.metadata.foo
          """)
  void unknownFieldsAreDropped(String spec, String paths) {
    ObjectNode widget = widget(spec);
    List<String> expected =
        paths.isEmpty()
            ? List.of()
            : List.of(paths.split(", ")).stream().map("unknown field \"%s\""::formatted).toList();

    assertThat(WIDGET.prune(widget)).isEqualTo(expected);
    assertThat(WIDGET.prune(widget)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {metadata: {labels: {a: 1}}}  | json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string
          {metadata: x}                 | json: cannot unmarshal string into Go value of type v1.ObjectMeta
          {spec: {emb2: {metadata: {labels: {a: 5}}}}} | spec.emb2.metadata: Invalid value: map[string]interface {}{"labels":map[string]interface {}{"a":5}}: json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string
          """)
  void metadataIsDecoded(String widget, String fault) {
    assertThat(WIDGET.decodeFaults(yaml(widget))).containsExactly(fault);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          what did not change is no fault       | {mode: Z, name: LONGER}            | ``
          a parent that changed is checked      | {mode: Z, name: LONGER, num: 5.5}  | spec.selector
          what changed is checked               | {selector: x, mode: Y, name: LONGER} | spec.mode
          """)
  void anUpdateIsCheckedWhereItChanges(String rule, String spec, String fields) {
    ObjectNode before = widget("{mode: Z, name: LONGER}");

    assertThat(WIDGET.validateUpdate(widget(spec), before).stream().map(Cause::field))
        .containsExactlyElementsOf(fields.isEmpty() ? List.of() : List.of(fields.split(", ")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          elements are found again by key | [{name: b, proto: T}, {name: a, proto: T, v: x}] | ``
          a changed element is checked    | [{name: a, proto: T, v: y}]                      | spec.map[0].v
          another key is another element  | [{name: c, proto: T, v: x}]                      | spec.map[0].v
          """)
  void elementsOfMapListsAreComparedByKey(String rule, String map, String fields) {
    String spec = "{selector: a, map: %s}";
    ObjectNode before = widget(spec.formatted("[{name: a, proto: T, v: x}, {name: b, proto: T}]"));

    assertThat(
            WIDGET.validateUpdate(widget(spec.formatted(map)), before).stream().map(Cause::field))
        .containsExactlyElementsOf(fields.isEmpty() ? List.of() : List.of(fields));
  }

  @Test
  void rulesThatAreNotEvaluatedAreNamed() {
    ObjectNode schema =
        yaml(
            """
            properties:
              spec: {x-kubernetes-validations: [{rule: self.a > 1}]}
              card: {type: string, format: creditcard}
            """);

    assertThat(Catalog.SCHEMAS.custom(Catalog.type("pods"), schema).notEvaluated())
        .containsExactly("card: format: creditcard");
  }

  private static List<Cause> created(String spec) {
    ObjectNode widget = widget(spec);
    WIDGET.applyDefaults(widget);
    return WIDGET.validate(widget);
  }

  private static ObjectNode widget(String spec) {
    return yaml("{metadata: {name: a}, spec: %s}".formatted(spec));
  }
}
