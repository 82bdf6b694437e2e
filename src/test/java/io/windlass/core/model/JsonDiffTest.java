package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDiffTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          equal documents have no difference   | {"a":[1]}          | {"a":[1.0]}          | ``
          a changed value is replaced          | {"a":{"b":1}}      | {"a":{"b":2}}        | replaced a/b
          a new field is added                 | {}                 | {"a":{"b":1}}        | added a
          a missing field is removed           | {"a":1,"b":2}      | {"b":2}              | removed a
          items of a list are compared         | {"a":[{"i":1},2]}  | {"a":[{"i":3},2]}    | replaced a/0/i
          a list of another length is replaced | {"a":[1]}          | {"a":[1,2]}          | replaced a
          another type is replaced             | {"a":{}}           | {"a":[]}             | replaced a
          changes come in the order of paths   | {"c":1,"a":1}      | {"b":1,"a":2}        | replaced a, added b, removed c
          a field name may hold a slash        | {"a/b":1}          | {"a/b":2}            | replaced a/b
          """)
  void differences(String rule, String from, String to, String expected) {
    String found =
        JsonDiff.between(JsonText.parse(from), JsonText.parse(to)).stream()
            .map(JsonDiffTest::words)
            .collect(Collectors.joining(", "));
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing to merge              | {"a":1}             | {}                  | {"a":1}
          a null removes                | {"a":1,"b":2}       | {"a":null}          | {"b":2}
          objects are merged            | {"a":{"b":1}}       | {"a":{"c":2}}       | {"a":{"b":1,"c":2}}
          lists are replaced            | {"a":[1,2]}         | {"a":[3]}           | {"a":[3]}
          text gives way to an object   | {"a":"x"}           | {"a":{"b":null}}    | {"a":{}}
          a patch may be the whole      | {"a":1}             | [1]                 | [1]
          """)
  void mergePatches(String rule, String target, String patch, String expected) {
    assertThat(JsonMerge.apply(JsonText.parse(target), JsonText.parse(patch)))
        .isEqualTo(JsonText.parse(expected));
  }

  private static String words(JsonDiff.Change change) {
    String verb =
        switch (change) {
          case JsonDiff.Change.Added added -> "added";
          case JsonDiff.Change.Removed removed -> "removed";
          case JsonDiff.Change.Replaced replaced -> "replaced";
        };
    return verb + " " + String.join("/", change.path());
  }
}
