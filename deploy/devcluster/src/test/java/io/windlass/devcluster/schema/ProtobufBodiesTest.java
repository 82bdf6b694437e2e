package io.windlass.devcluster.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.MalformedDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Kubernetes wrote as protobuf and as JSON is one and the same document here. The recording
 * was made by {@code record-protobuf}.
 */
final class ProtobufBodiesTest {
  private static final RecordedSchemas SCHEMAS = new RecordedSchemas();

  static Stream<Named<JsonNode>> recorded() throws IOException {
    try (InputStream in = ProtobufBodiesTest.class.getResourceAsStream("protobuf.json")) {
      return new ObjectMapper()
              .readTree(in)
              .valueStream()
              .map(entry -> Named.of(entry.at("/json/kind").asText(), entry))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void objectsAreReadAsTheyAreInJson(JsonNode entry) {
    byte[] body = Base64.getDecoder().decode(entry.path("protobuf").asText());
    ObjectNode read = SCHEMAS.fromProtobuf(body);
    read.withObjectProperty("metadata").remove("managedFields");
    ObjectNode expected = entry.path("json").deepCopy();
    expected.withObjectProperty("metadata").remove("managedFields");
    assertThat(read).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("recorded")
  void aBodyThatIsCutOffIsNoObject(JsonNode entry) {
    byte[] whole = Base64.getDecoder().decode(entry.path("protobuf").asText());
    byte[] cut = java.util.Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> SCHEMAS.fromProtobuf(cut)).isInstanceOf(MalformedDocument.class);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({"example.com/v1, Shop, 415", "v1, Nothing, 415", "apps/v9, Deployment, 415"})
  void aTypeWithoutAMessageIsRefused(String apiVersion, String kind, int code) throws IOException {
    byte[] body = envelope(apiVersion, kind, new byte[0]);
    assertThatThrownBy(() -> SCHEMAS.fromProtobuf(body))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void deleteOptionsComeInEveryGroup() throws IOException {
    byte[] grace = {8, 5};
    ObjectNode read = SCHEMAS.fromProtobuf(envelope("policy/v1", "DeleteOptions", grace));
    assertThat(read.path("gracePeriodSeconds").asInt()).isEqualTo(5);
  }

  @Test
  void unknownFieldsAreSkippedAndNestingHasAnEnd() throws IOException {
    byte[] unknown = {(byte) 0xfa, 0x3f, 1, 'x'};
    assertThat(SCHEMAS.fromProtobuf(envelope("v1", "ConfigMap", unknown)).has("data")).isFalse();
    byte[] deep = {};
    for (int i = 0; i < 300; i++) {
      deep = field(28, deep);
    }
    byte[] body =
        envelope(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            field(2, field(7, field(4, field(1, deep)))));
    assertThatThrownBy(() -> SCHEMAS.fromProtobuf(body)).isInstanceOf(MalformedDocument.class);
  }

  @ParameterizedTest(name = "''{0}''")
  @CsvSource({"''", "k8s", "{}", "k8s0abcdef"})
  void bytesWithoutTheMagicAreNoMessage(String text) {
    byte[] body = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThatThrownBy(() -> SCHEMAS.fromProtobuf(body)).isInstanceOf(MalformedDocument.class);
  }

  private static byte[] envelope(String apiVersion, String kind, byte[] raw) throws IOException {
    byte[] typeMeta = together(field(1, bytes(apiVersion)), field(2, bytes(kind)));
    return together(new byte[] {'k', '8', 's', 0}, field(1, typeMeta), field(2, raw));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static byte[] field(int number, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeByteArray(number, content);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] together(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
