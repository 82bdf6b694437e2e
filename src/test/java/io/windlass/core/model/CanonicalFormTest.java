package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts are kept as they are. */
class CanonicalFormTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          text                                  | document                                    | kept
          nothing in it                         | {}                                          | true
          fields in order, of every kind        | {"a":1,"b":"x","c":[true,null],"d":{"e":-5}} | true
          names that begin alike                | {"app":1,"app.x":2,"apps":3}                | true
          the longer of two names first         | {"apps":1,"app":2}                          | false
          fields out of order                   | {"b":1,"a":2}                               | false
          fields out of order further down      | {"a":[{"d":1,"c":2}]}                       | false
          a field twice                         | {"a":1,"a":2}                               | false
          white space                           | {"a": 1}                                    | false
          usual escapes                         | {"a":"say \\"x\\"\\n"}                    | true
          an escape that is not needed          | {"a":"\\/"}                                 | false
          an escape with a number               | {"a":"\\u0041"}                             | false
          an escape in a name                   | {"a\\n":1}                                  | false
          a fraction                            | {"a":1.50}                                  | false
          an exponent                           | {"a":1e3}                                   | false
          zero                                  | {"a":0}                                     | true
          zero with a sign                      | {"a":-0}                                    | false
          a zero in front                       | {"a":01}                                    | false
          a number too long to be sure          | {"a":1234567890123456789}                   | false
          letters beyond ASCII                  | {"a":"grün"}                                | true
          a list                                | [1]                                         | false
          something behind it                   | {}x                                         | false
          an end too early                      | {"a":[1                                     | false
          """)
  void isKept(String text, String document, boolean kept) {
    assertThat(Json.Obj.ofCanonical(document).isPresent()).as(text).isEqualTo(kept);
  }

  @ParameterizedTest(name = "{0} levels")
  @CsvSource({"99, true", "100, false"})
  void deepDocumentsStayTrees(int levels, boolean kept) {
    String text = "{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    assertThat(Json.Obj.ofCanonical(text).isPresent()).isEqualTo(kept);
  }
}
