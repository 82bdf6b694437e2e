package io.windlass.oam.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.environment.Served;
import io.windlass.oam.environment.ShippedEnvironments;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value passes from one object to another: when it is there, and never in a circle. */
class DataFlowTest {
  private static final ObjectRef SOURCE =
      new ObjectRef(new Kind("example.com/v1", "Foo"), "source");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                     | gives                                                                        | live                                                   | passed
          the source is not there                  | fieldPath: status.key                                                        |                                                        | Foo/source is not there
          the field is not there                   | fieldPath: status.key                                                        | {'status':{}}                                          | the field is empty
          the field is empty                       | fieldPath: status.key                                                        | {'status':{'key':''}}                                  | the field is empty
          a value passes                           | fieldPath: status.key                                                        | {'status':{'key':'v'}}                                 | "v"
          a number stays one                       | fieldPath: status.key                                                        | {'status':{'key':5}}                                   | 5
          a condition holds                        | fieldPath: status.key, conditions: [{op: eq, value: run, fieldPath: status.is}] | {'status':{'key':'v','is':'run'}}                   | "v"
          a condition does not hold                | fieldPath: status.key, conditions: [{op: eq, value: run, fieldPath: status.is}] | {'status':{'key':'v','is':'wait'}}                  | a condition of the value does not hold
          a condition about the value              | fieldPath: status.key, conditions: [{op: notEq, value: v}]                   | {'status':{'key':'v'}}                                 | a condition of the value does not hold
          a condition with the application's label | fieldPath: status.key, conditions: [{op: eq, fieldPath: status.is, valueFrom: {fieldPath: 'metadata.labels[state]'}}] | {'status':{'key':'v','is':'up'}} | "v"
          """)
  void aValuePassesOnceItIsThere(String rule, String gives, String live, String passed) {
    Translation translation = translate(flow(gives), Objects.requireNonNullElse(live, ""), "{}");
    assertThat(Cases.errors(translation)).as(rule).isEmpty();
    String found =
        translation.unsatisfied().isEmpty()
            ? JsonText.canonical(sink(translation).at("spec", "key").orElseThrow())
            : translation.unsatisfied().getFirst().reason();
    assertThat(found).as(rule).isEqualTo(passed);
    assertThat(Cases.names(translation).contains("Foo/sink"))
        .as("what waits is not applied")
        .isEqualTo(translation.unsatisfied().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                       | source                                                                              | sink                                                                                   | errors
          a value that nobody gives  | dataOutputs: []                                                                     | dataInputs: [{valueFrom: {dataOutputName: k}, toFieldPaths: [spec.key]}]               | UndefinedOutput spec.components[1].dataInputs[0].valueFrom
          a circle of two            | dataOutputs: [{name: k, fieldPath: a}], dataInputs: [{valueFrom: {dataOutputName: l}, toFieldPaths: [spec.b]}] | dataOutputs: [{name: l, fieldPath: a}], dataInputs: [{valueFrom: {dataOutputName: k}, toFieldPaths: [spec.b]}] | CyclicDataFlow spec.components[0].dataInputs[0] CyclicDataFlow spec.components[1].dataInputs[0]
          a circle of one            | dataOutputs: [{name: k, fieldPath: a}], dataInputs: [{valueFrom: {dataOutputName: k}, toFieldPaths: [spec.b]}] | dataOutputs: [] | CyclicDataFlow spec.components[0].dataInputs[0]
          the same name twice        | dataOutputs: [{name: k, fieldPath: a}]                                              | dataOutputs: [{name: k, fieldPath: a}]                                                 | Duplicate spec.components[1].dataOutputs[0].name
          fields of another spelling | dataOutputs: [{OutputStore: {kind: ConfigMap}, name: k, fieldPath: a}]              | dataOutputs: []                                                                        | UnknownField spec.components[0].dataOutputs[0].OutputStore
          an object in between       | dataOutputs: [{name: k, fieldPath: a, outputStore: {kind: ConfigMap}}]              | dataOutputs: []                                                                        | NotOffered spec.components[0].dataOutputs[0].outputStore
          an unknown comparison      | dataOutputs: [{name: k, fieldPath: a, conditions: [{op: like, value: b}]}]          | dataOutputs: []                                                                        | InvalidValue spec.components[0].dataOutputs[0].conditions[0].op
          """)
  void aFaultyFlowIsRefused(String rule, String source, String sink, String errors) {
    String application = application(source, sink);
    Translation translation = translate(application, "", "{}");
    assertThat(String.join(" ", Cases.errors(translation))).as(rule).isEqualTo(errors);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a list goes behind the list that is there | [{'name':'mine'}] | [{"name":"mine"},{"name":"a"}]
          a list where nothing is                   |                   | [{"name":"a"}]
          """)
  void listsAreJoined(String rule, String before, String after) {
    String own = "{key: %s}".formatted(Objects.requireNonNullElse(before, "null"));
    String live = "{'status':{'key':[{'name':'a'}]}}";
    Translation translation = translate(flow("fieldPath: status.key"), live, own);
    assertThat(JsonText.canonical(sink(translation).at("spec", "key").orElseThrow()))
        .as(rule)
        .isEqualTo(after);
  }

  private static Json.Obj sink(Translation translation) {
    return translation.objects().stream()
        .filter(it -> it.ref().name().equals("sink"))
        .findFirst()
        .orElseThrow()
        .object();
  }

  private static String flow(String gives) {
    return application(
        "dataOutputs: [{name: k, %s}]".formatted(gives),
        "dataInputs: [{valueFrom: {dataOutputName: k}, toFieldPaths: [spec.key]}]");
  }

  private static String application(String source, String sink) {
    return """
    apiVersion: core.oam.dev/v1alpha2
    kind: ApplicationConfiguration
    metadata: {name: app, labels: {state: up}}
    spec:
      components:
      - {componentName: source, %s}
      - {componentName: sink, %s}
    """
        .formatted(source, sink);
  }

  private static Translation translate(String application, String live, String sinkSpec) {
    String components =
        """
        ---
        {apiVersion: core.oam.dev/v1alpha2, kind: Component, metadata: {name: source},
         spec: {workload: {apiVersion: example.com/v1, kind: Foo}}}
        ---
        {apiVersion: core.oam.dev/v1alpha2, kind: Component, metadata: {name: sink},
         spec: {workload: {apiVersion: example.com/v1, kind: Foo, spec: %s}}}
        """
            .formatted(sinkSpec);
    Map<ObjectRef, Json.Obj> objects =
        live.isEmpty()
            ? Map.of()
            : Map.of(SOURCE, JsonText.parse(live.replace('\'', '"')).object());
    return Cases.translate(
        application + components,
        new Inputs.Place(
            Catalogue.empty(),
            ShippedEnvironments.first(),
            Served.withWindlass(),
            new Live(objects)));
  }
}
