package io.windlass.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionAnswerTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          a list                     | from          | to                | patch
          grows in front             | {'a':[1,2]}   | {'a':[0,1,2]}     | [{'op':'add','path':'/a/0','value':0}]
          grows behind               | {'a':[1,2]}   | {'a':[1,2,3,4]}   | [{'op':'add','path':'/a/2','value':3},{'op':'add','path':'/a/3','value':4}]
          grows on both sides        | {'a':[1]}     | {'a':[0,1,2]}     | [{'op':'add','path':'/a/0','value':0},{'op':'add','path':'/a/2','value':2}]
          of nothing is replaced     | {'a':[]}      | {'a':[1]}         | [{'op':'replace','path':'/a','value':[1]}]
          changes inside, too        | {'a':[1,2]}   | {'a':[0,1,3]}     | [{'op':'replace','path':'/a','value':[0,1,3]}]
          shrinks                    | {'a':[1,2]}   | {'a':[1]}         | [{'op':'replace','path':'/a','value':[1]}]
          changes one item           | {'a':[1,2]}   | {'a':[1,3]}       | [{'op':'replace','path':'/a/1','value':3}]
          is new                     | {}            | {'a/~b':[1]}      | [{'op':'add','path':'/a~1~0b','value':[1]}]
          goes                       | {'a':[1]}     | {}                | [{'op':'remove','path':'/a'}]
          """)
  void patch(String what, String from, String to, String patch) {
    AdmissionAnswer.Allowed answer = AdmissionAnswer.changing(json(from), json(to));
    assertThat(JsonText.canonical(Json.of(answer.patch()))).isEqualTo(patch.replace('\'', '"'));
  }

  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }
}
