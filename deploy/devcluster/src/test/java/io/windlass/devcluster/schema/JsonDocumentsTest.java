package io.windlass.devcluster.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Duplicate keys as a Kubernetes 1.32.10 API server reports them with strict validation. */
class JsonDocumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"metadata":{"name":"a","name":"b"}}                     | duplicate field "metadata.name"
          {"spec":{"containers":[{"image":"i","image":"j"}]}}      | duplicate field "spec.containers[0].image"
          {"metadata":{},"metadata":{"name":"b"}}                  | duplicate field "metadata"
          """)
  void duplicatesAreNamed(String json, String duplicate) throws IOException {
    assertThat(parse(json).duplicates()).containsExactly(duplicate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,"a":2}                       | {"a":2}
          {"a":[1,2.5,"x",true,null,{}]}      | {"a":[1,2.5,"x",true,null,{}]}
          {"a":99999999999999999999}          | {"a":99999999999999999999}
          """)
  void theLastValueCounts(String json, String parsed) throws IOException {
    assertThat(parse(json).root()).hasToString(parsed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"a\":", "{\"a\":1} x", "{'a':1}", "[1,]"})
  void whatIsNoDocumentIsRefused(String json) {
    assertThatThrownBy(() -> parse(json)).isInstanceOf(IOException.class);
  }

  private static JsonDocuments.Parsed parse(String json) throws IOException {
    return JsonDocuments.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
