package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.testing.CloneSets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimHashTest {
  private static final String VECTORS = "/io/windlass/core/adoption/claim-hashes.json";

  /** Made by src/test/kruise/run, with Kubernetes' own types and hash. */
  static Stream<Arguments> vectors() throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(ClaimHashTest.class.getResourceAsStream(VECTORS), VECTORS)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return JsonText.parse(text).items("claims").stream()
          .map(
              vector ->
                  Arguments.of(
                      vector.text("says").orElseThrow(),
                      vector.items("templates"),
                      vector.text("hash").orElseThrow()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isThatOfOpenKruise(String says, List<Json> templates, String hash) {
    assertThat(ClaimHash.of(templates)).as(says).isEqualTo(hash);
  }

  @Test
  void noTemplatesHaveNone() {
    assertThat(ClaimHash.of(List.of())).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      textBlock =
          """
          1Gi,      1Gi
          1024Mi,   1Gi
          1025Ki,   1025Ki
          512Ki,    512Ki
          0.5Ki,    512
          1.5Gi,    1536Mi
          0.0001Ki, 103m
          1000k,    1M
          100m,     100m
          0.1,      100m
          20000M,   20G
          1e3,      1e3
          1.0001Gi, 1073849198183m
          5e4,      50e3
          00,       0
          -1500,    -1500
          4Ei,      4Ei
          much,     much
          1.2.3Gi,  1.2.3Gi
          """)
  void amounts(String written, String spelled) {
    assertThat(GoQuantity.spelled(written)).isEqualTo(spelled);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          noted before, and now                        | the live templates say     | before                     | now                        | alike
          the same number                              | 'resources':{}             | 'volumeName':'a'           | 'volumeName':'a'           | true
          another size                                 | 'resources':{}             | 'volumeName':'a'           | 'resources':{}             | false
          before admission filled the volume mode in   | 'volumeMode':'Filesystem'  | 'resources':{}             | 'volumeMode':'Filesystem'  | true
          before the manifest was applied without it   | 'resources':{}             | 'volumeMode':'Filesystem'  | 'resources':{}             | true
          another mode                                 | 'volumeMode':'Block'       | 'resources':{}             | 'volumeMode':'Block'       | false
          templates that are not the live ones any more | 'volumeName':'a'          | 'volumeMode':'Filesystem'  | 'resources':{}             | false
          """)
  void numbersOfTheSameTemplatesAreAlike(
      String what, String live, String before, String now, boolean alike) {
    ClaimTemplates templates = ClaimTemplates.of(CloneSets.sound().spec(templates(live)).view());
    assertThat(templates.areAlike(hash(before), hash(now))).as(what).isEqualTo(alike);
  }

  private static String templates(String spec) {
    return "{'volumeClaimTemplates':[{'metadata':{'name':'data'},'spec':{%s}}]}".formatted(spec);
  }

  private static String hash(String spec) {
    return ClaimTemplates.of(CloneSets.sound().spec(templates(spec)).view()).hash();
  }
}
