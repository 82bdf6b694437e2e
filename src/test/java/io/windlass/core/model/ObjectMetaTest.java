package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is asked of annotations without writing them out. TIME stands for a time; a text is kept
 * without its times if it is long enough, and &lt;LONG&gt; makes it so. A hole in it is shown as _.
 */
class ObjectMetaTest {
  private static final String TIME = "2026-11-23T13:08:02Z";
  private static final String FILLING = "x".repeat(StampedText.MIN_LENGTH);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                       | annotation            | word     | mentions
          a word that is there                       | {"next":1}            | "next    | true
          a word that is not there                   | {"last":1}            | "next    | false
          no annotation mentions nothing             |                       | next     | false
          a word behind the times of a long text     | <LONG>TIME,"next":1   | "next    | true
          a word before them                         | "next":1,<LONG>TIME   | "next    | true
          a word that is not in a long text          | <LONG>TIME,"last":1   | "next    | false
          a time in a short text is a word           | at TIME               | 13:08    | true
          a time in a long text is none              | <LONG>TIME            | 13:08    | false
          """)
  void annotationMentions(String rule, String annotation, String word, boolean mentions) {
    assertThat(meta(annotation).annotationMentions("note", word)).isEqualTo(mentions);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                       | annotation            | without times
          a text without times is what it is         | {"revision":"web-1"}  | {"revision":"web-1"}
          no annotation is an empty text             |                       | ''
          the time of a short text stays             | at TIME               | at TIME
          the time of a long one does not            | <LONG>at TIME.        | <LONG>at _.
          each of several does not                   | <LONG>TIME and TIME   | <LONG>_ and _
          what is no time on a calendar stays        | <LONG>2026-02-30T13:08:02Z | <LONG>2026-02-30T13:08:02Z
          """)
  void annotationWithoutTimes(String rule, String annotation, String timeless) {
    assertThat(meta(annotation).annotationWithoutTimes("note").replace('\0', '_'))
        .isEqualTo(timeless.replace("<LONG>", FILLING).replace("TIME", TIME));
  }

  private static ObjectMeta meta(String annotation) {
    return new ObjectMeta(
        new ObjectKey("shop", "web"),
        "uid",
        1,
        0,
        Map.of(),
        Optional.ofNullable(annotation)
            .map(text -> Map.of("note", text.replace("<LONG>", FILLING).replace("TIME", TIME)))
            .orElse(Map.of()),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        List.of());
  }
}
