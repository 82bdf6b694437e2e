package io.windlass.devcluster.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the cell that a Kubernetes 1.32.10 API server printed for the custom resource
 * below with a column of the row's type and path.
 */
class CustomColumnsTest {
  private static final ObjectNode RESOURCE =
      Printed.yaml(
          """
          metadata: {name: x, creationTimestamp: "2026-11-23T13:59:50Z", annotations: {a.b/c: ann}}
          spec: {s: str, i: 5, f: 2.5, o: {k: v, a: 1}, l: [x, y, 3], b: true, d: "2020-01-01T00:00:00Z", nul: null}
          status: {conditions: [{type: Foo, status: F}, {type: Ready, status: T}]}
          """);

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          string  | .spec.s            | "str"
          string  | .spec.i            | "5"
          string  | .spec.f            | "2.5"
          string  | .spec.o            | "{\\"a\\":1,\\"k\\":\\"v\\"}"
          string  | .spec.l            | "[\\"x\\",\\"y\\",3]"
          string  | .spec.b            | "true"
          string  | .spec.nul          | "<no value>"
          string  | .spec.missing      | null
          string  | .spec.l[1]         | "y"
          string  | .spec.l[-1]        | "3"
          string  | .spec.l[*]         | "x"
          string  | .status.conditions[?(@.type=="Ready")].status | "T"
          string  | .status.conditions[?(@.type=='Ready')].status | "T"
          string  | .status.conditions[?(@.type!="Ready")].status | "F"
          string  | .metadata.annotations.a\\.b/c      | "ann"
          string  | .metadata.annotations['a\\.b/c']   | "ann"
          string  | .metadata['name']  | "x"
          string  | .spec..k           | "v"
          string  | .status..status    | "F"
          string  | .spec..missing     | null
          integer | .spec.i            | 5
          integer | .spec.f            | 2
          integer | .spec.s            | null
          number  | .spec.i            | 5
          number  | .spec.f            | 2.5
          boolean | .spec.b            | true
          boolean | .spec.s            | null
          date    | .spec.d            | "6y328d"
          date    | .spec.s            | "<invalid>"
          date    | .spec.i            | null
          """)
  void aCellIsPrinted(String type, String path, String cell) {
    ObjectNode column = Printed.yaml("{name: c, type: %s}".formatted(type)).put("jsonPath", path);

    assertThat(Printed.PRINTERS.forCustom(List.of(column)).cells(RESOURCE).get(1).toString())
        .isEqualTo(cell);
  }

  @Test
  void withoutColumnsAnAgeIsPrinted() {
    TablePrinter printer = Printed.PRINTERS.forCustom(List.of());

    assertThat(printer.columns())
        .extracting(c -> c.path("name").asText())
        .containsExactly("Name", "Age");
    assertThat(Printed.words(printer.cells(RESOURCE))).isEqualTo("x; 10s");
  }

  @Test
  void aColumnWithoutDescriptionNamesItsPath() {
    ObjectNode column = Printed.yaml("{name: c, type: string, jsonPath: .spec.s, priority: 1}");
    ObjectNode printed = Printed.PRINTERS.forCustom(List.of(column)).columns().get(1);

    assertThat(printed)
        .isEqualTo(
            Printed.yaml(
                "{name: c, type: string, format: '', description: 'Custom resource definition"
                    + " column (in JSONPath format): .spec.s', priority: 1}"));
  }
}
