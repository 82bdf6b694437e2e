package io.windlass.controllers.adapter.josdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a CloneSet is written, its view is the one that the engine's decoder reads. */
class PrimaryPartsTest {
  private static final String META =
      "\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\",\"uid\":\"u\",\"resourceVersion\":\"7\"}";

  private final ViewType<CloneSetView> type = ViewType.cloneSets();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          how it is written          | fields
          fields in order            | ,"spec":{"replicas":3,"template":{"a":[1,2]}},"status":{"replicas":2}
          fields in another order    | ,"status":{"b":1,"a":2},"spec":{"template":{},"replicas":3}
          only the status is not     | ,"spec":{"replicas":3},"status":{"b":1,"a":2}
          with white space           | ,"spec" : { "replicas" : 3 }
          with numbers of all kinds  | ,"spec":{"a":1.50,"b":-0,"c":1e3,"d":123456789012345678901234567890}
          with nulls                 | ,"spec":{"a":null},"status":null
          with escapes               | ,"spec":{"a":"\\u0041\\n\\"","b":"gr\u00fcn \ud83d\ude00"}
          without spec and status    |
          with a list for the spec   | ,"spec":[1,2]
          with fields of its own     | ,"extra":{"spec":{"replicas":9}},"spec":{"replicas":3}
          """)
  void theViewIsTheSame(String how, String fields) throws IOException {
    String document = "{\"apiVersion\":\"v1\"," + META + (fields == null ? "" : fields) + "}";
    CloneSetView expected = type.decode(document.getBytes(UTF_8));
    CloneSetView view = view(document);
    assertThat(view).as(how).isEqualTo(expected);
    assertThat(JsonText.canonical(view.spec())).isEqualTo(JsonText.canonical(expected.spec()));
  }

  @Test
  void whatIsWrittenInOrderIsReadWithoutATree() throws IOException {
    String spec = "{\"replicas\":3,\"template\":{\"a\":1}}";
    PrimaryParts parts = parts("{" + META + ",\"spec\":" + spec + "}");
    assertThat(new String(parts.rest(), UTF_8)).isEqualTo("{" + META + "}");
    assertThat(parts.view(type, CloneSetPrimary.MAKING).spec())
        .isEqualTo(Json.Obj.ofCanonical(spec).orElseThrow())
        .isEqualTo(JsonText.parse(spec));
  }

  private CloneSetView view(String document) throws IOException {
    return parts(document).view(type, CloneSetPrimary.MAKING);
  }

  private static PrimaryParts parts(String document) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(document)) {
      parser.nextToken();
      return PrimaryParts.read(parser);
    }
  }
}
