package io.windlass.oam.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.oam.environment.Served;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One application, unchanged, where different things are offered; each file is the whole of what it
 * becomes there. With {@code -Dwindlass.golden=write} the files are written anew.
 */
class GoldenTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("windlass.root", ".."), "oam-bridge/src/test/resources/golden");

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          environment,  served,     notOffered
          public-cloud, windlass,
          private,      windlass,
          edge,         kubernetes, ingress
          """)
  void theSameApplicationRunsEverywhere(String environment, String served, String notOffered)
      throws IOException {
    Served kinds = served.equals("windlass") ? Served.withWindlass() : Served.onlyKubernetes();
    Translation translation =
        Cases.translate(
            Files.readString(FOLDER.resolve("shop.yaml"), UTF_8), Cases.place(environment, kinds));
    assertThat(Cases.errors(translation)).as("%s", Cases.said(translation)).isEmpty();
    String text = YamlText.write(translation.objects().stream().map(Rendered::object).toList());
    Path golden = FOLDER.resolve("shop-on-" + environment + ".yaml");
    if (System.getProperty("windlass.golden", "").equals("write")) {
      Files.writeString(golden, text, UTF_8);
    }
    assertThat(text).isEqualTo(Files.readString(golden, UTF_8));
    assertThat(translation.instances().getFirst().traits())
        .filteredOn(trait -> trait.type().equals(notOffered))
        .allSatisfy(trait -> assertThat(trait.message()).contains(environment));
  }
}
