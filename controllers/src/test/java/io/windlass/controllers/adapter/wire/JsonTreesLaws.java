package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are kept whole are what Jackson reads, however they are spaced and escaped. */
class JsonTreesLaws {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Property(tries = 300)
  void aDocumentIsWhatJacksonWrote(@ForAll long seed) throws IOException {
    JsonNode node = object(new Random(seed), 4);
    String compact = JACKSON.writeValueAsString(node);

    assertThat(read(compact)).isEqualTo(JsonText.parse(compact));
    assertThat(read(JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(node)))
        .isEqualTo(read(compact));
  }

  @Property(tries = 100)
  void whatIsSkippedEndsWhereItEnds(@ForAll long seed) throws IOException {
    String one = JACKSON.writeValueAsString(object(new Random(seed), 4));
    JsonCursor json = cursor(one + " [7]");

    json.skip();

    assertThat(JsonTrees.value(json)).isEqualTo(JsonText.parse("[7]"));
    assertThat(json.atEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{\"a\":1 \"b\":2}", "{\"a\":tru}", "{\"a\":1x}",
        "{\"a\":\"\\q\"}", "{\"a\":\"\\u12\"}", "{\"a\":[1,]}", "{\"a\":[,1]}", "{\"a\":}", "{\"a"
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(BrokenDocument.class);
  }

  private static ObjectNode object(Random random, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.set(text(random), value(random, depth - 1));
    }
    return object;
  }

  private static JsonNode value(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> nodes.numberNode(random.nextInt());
      case 1 -> nodes.numberNode(random.nextDouble());
      case 2 -> nodes.textNode(text(random));
      case 3 -> nodes.booleanNode(random.nextBoolean());
      case 4 -> nodes.nullNode();
      case 5 -> array(random, depth);
      default -> object(random, depth);
    };
  }

  private static ArrayNode array(Random random, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(random, depth - 1));
    }
    return array;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      int[] kinds = {'a' + random.nextInt(26), random.nextInt(128), 0x20 + random.nextInt(0x2000)};
      text.appendCodePoint(random.nextInt(9) == 0 ? 0x1F600 : kinds[random.nextInt(3)]);
    }
    return text.toString();
  }

  private static Json read(String text) throws IOException {
    return JsonTrees.value(cursor(text));
  }

  private static JsonCursor cursor(String text) {
    ByteWindow window = new ByteWindow(new ByteArrayInputStream(text.getBytes(UTF_8)), 1 << 20);
    return new JsonCursor(window, new Words());
  }
}
