package io.windlass.oam.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paths that Components name fields with. */
class FieldPathTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                               | path                    | before            | after
          a field that is there              | a.b                     | {'a':{'b':1}}     | {"a":{"b":7}}
          objects on the way are made        | a.b                     | {}                | {"a":{"b":7}}
          an element                         | a[1]                    | {'a':[1,2]}       | {"a":[1,7]}
          the next element                   | a[1]                    | {'a':[1]}         | {"a":[1,7]}
          an element that leaves a gap       | a[2]                    | {'a':[1]}         |
          a field of text                    | a.b                     | {'a':'text'}      |
          an element of an object            | a[0]                    | {'a':{}}          |
          a name in brackets                 | labels[app]             | {}                | {"labels":{"app":7}}
          a name in quotes may have dots     | labels['a.b/c']         | {}                | {"labels":{"a.b/c":7}}
          a field of an element              | a[0].b                  | {'a':[{}]}        | {"a":[{"b":7}]}
          no path at all                     | ''                      | {}                |
          a dot too many                     | a..b                    | {}                |
          a dot at the beginning             | .a                      | {}                |
          a bracket that stays open          | a[0                     | {}                |
          """)
  void aPathWrites(String rule, String path, String before, String after) {
    Json document = JsonText.parse(before.replace('\'', '"'));
    Optional<String> written =
        FieldPath.parse(path)
            .flatMap(it -> it.write(document, Json.of(7)))
            .map(JsonText::canonical);
    assertThat(written).as(rule).isEqualTo(Optional.ofNullable(after));
  }
}
