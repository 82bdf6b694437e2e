package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          fields come out in ascending order          | {"b":1,"a":2}            | {"a":2,"b":1}
          white space does not survive                | [ 1 , { "a" : true } ]   | [1,{"a":true}]
          a whole number has no fraction              | 1.0                      | 1
          a whole number has no exponent              | 1e3                      | 1000
          zero is zero, whatever its sign and scale   | -0.00                    | 0
          a fraction keeps its digits                 | 0.50                     | 0.5
          escapes are only those that JSON requires   | "\\u0041\\/\\n"          | "A/\\n"
          a pair of surrogates is one character       | "\\ud83d\\ude00"         | "😀"
          a lone surrogate stays an escape            | "\\ud83d"                | "\\ud83d"
          null is a value                             | {"a":null}               | {"a":null}
          empty things stay empty                     | {"a":{},"b":[],"c":""}   | {"a":{},"b":[],"c":""}
          """)
  void canonicalText(String rule, String text, String canonical) {
    assertThat(JsonText.canonical(JsonText.parse(text))).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing at all                  | ``              | the text ends too early
          a field twice                   | {"a":1,"a":2}   | field "a" twice
          text after the end              | {} {}           | text after the end
          a comma too many                | [1,]            | no JSON value
          a field without quotes          | {a:1}           | expected '"'
          a number with a leading zero    | 01              | text after the end
          a number that is only a sign    | -               | no JSON value
          a number that would expand      | 1e100000        | exponent beyond
          an unknown escape               | "\\x"           | unknown escape
          a broken unicode escape         | "\\u12g4"       | four hex digits
          a string without an end         | "abc            | the text ends too early
          a word that is no literal       | nul             | no JSON value
          """)
  void whatIsNotJsonIsRefusedWithItsPosition(String rule, String text, String words) {
    assertThatThrownBy(() -> JsonText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not JSON at character")
        .hasMessageContaining(words);
    assertThat(JsonText.tryParse(text)).isEmpty();
  }

  @Test
  void deepNestingIsRefusedInsteadOfOverflowingTheStack() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> JsonText.parse(deep)).hasMessageContaining("nested deeper than 200");
  }

  @Test
  void aNumberWithoutEndIsRefusedBeforeItIsCalculated() {
    String digits = "9".repeat(3_000_000);
    assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThatThrownBy(() -> JsonText.parse(digits))
                .hasMessageContaining("a number of more than 400 characters"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a whole number                 | {"n":5}                      | 5
          a whole number with a fraction | {"n":5.0}                    | 5
          a fraction is not whole        | {"n":5.5}                    |
          the largest long               | {"n":9223372036854775807}    | 9223372036854775807
          one more does not fit          | {"n":9223372036854775808}    |
          text is not a number           | {"n":"5"}                    |
          nothing there                  | {}                           |
          """)
  void wholeNumbers(String rule, String text, Long expected) {
    assertThat(JsonText.parse(text).number("n").orElse(null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 254, 255, 256, 257, 511, 512, 3_000})
  void aLongTextIsWrittenWholeWhereverItIsEscaped(int length) {
    String text = "x".repeat(length) + "\ud83d\ude00\"é\\" + "y".repeat(300);

    String canonical = JsonText.canonical(Json.Obj.EMPTY.with("a", text));

    assertThat(canonical)
        .isEqualTo(
            "{\"a\":\"%s\ud83d\ude00\\\"é\\\\%s\"}".formatted("x".repeat(length), "y".repeat(300)));
    assertThat(JsonText.parse(canonical).text("a")).contains(text);
    assertThat(JsonText.canonical(Json.of(text)))
        .isEqualTo(canonical.substring(5, canonical.length() - 1));
  }
}
