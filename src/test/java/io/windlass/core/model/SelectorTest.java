package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing selects everything        | {}                                                                  | <none>             | a=1     | true
          labels must be equal              | {"matchLabels":{"b":"2","a":"1"}}                                   | a=1,b=2            | a=1 b=2 | true
          a missing label is not equal      | {"matchLabels":{"b":"2","a":"1"}}                                   | a=1,b=2            | a=1     | false
          In wants one of the values        | {"matchExpressions":[{"key":"a","operator":"In","values":["2","1"]}]} | a in (1,2)         | a=2     | true
          In wants the label                | {"matchExpressions":[{"key":"a","operator":"In","values":["1"]}]}   | a in (1)           | b=1     | false
          NotIn is content without label    | {"matchExpressions":[{"key":"a","operator":"NotIn","values":["1"]}]} | a notin (1)        | b=1     | true
          NotIn forbids the values          | {"matchExpressions":[{"key":"a","operator":"NotIn","values":["1"]}]} | a notin (1)        | a=1     | false
          Exists wants the label            | {"matchExpressions":[{"key":"a","operator":"Exists"}]}              | a                  | a=      | true
          DoesNotExist forbids the label    | {"matchExpressions":[{"key":"a","operator":"DoesNotExist"}]}        | !a                 | a=1     | false
          all must hold                     | {"matchLabels":{"b":"2"},"matchExpressions":[{"key":"a","operator":"Exists"}]} | a,b=2   | b=2     | false
          """)
  void matches(String rule, String json, String text, String labels, boolean expected) {
    List<Violation> faults = new ArrayList<>();
    Selector selector = Selector.read((Json.Obj) JsonText.parse(json), "s", faults);
    assertThat(faults).isEmpty();
    assertThat(selector.text()).isEqualTo(text);
    assertThat(selector.matches(labels(labels))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          an operator that is none    | {"matchExpressions":[{"key":"a","operator":"Is"}]}                   | s.matchExpressions[0].operator
          In without values           | {"matchExpressions":[{"key":"a","operator":"In"}]}                   | s.matchExpressions[0].values
          Exists with values          | {"matchExpressions":[{"key":"a","operator":"Exists","values":["1"]}]} | s.matchExpressions[0].values
          a key that is none          | {"matchLabels":{"-a":"1"}}                                           | s.matchLabels
          a value that is none        | {"matchLabels":{"a":"b c"}}                                          | s.matchLabels[a]
          """)
  void faults(String rule, String json, String field) {
    List<Violation> faults = new ArrayList<>();
    Selector.read((Json.Obj) JsonText.parse(json), "s", faults);
    assertThat(faults).extracting(Violation::field).containsExactly(field);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    for (String label : text.split(" ", -1)) {
      String[] parts = label.split("=", 2);
      labels.put(parts[0], parts[1]);
    }
    return labels;
  }
}
