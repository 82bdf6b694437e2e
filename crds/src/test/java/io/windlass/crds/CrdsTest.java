package io.windlass.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrdsTest {
  @Test
  void theClassPathHoldsEveryFileOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("."))) {
      assertThat(Crds.all())
          .extracting(Crds.Document::fileName)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".yaml"))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentIsTheFileOfItsName(Crds.Document document) throws IOException {
    assertThat(document.yaml()).isEqualTo(Files.readString(Path.of(document.fileName())));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aFileIsNamedAfterGroupAndPlural(Crds.Document document) {
    CustomResourceDefinition crd =
        Serialization.unmarshal(document.yaml(), CustomResourceDefinition.class);
    assertThat(document.fileName())
        .isEqualTo(
            "%s_%s.yaml".formatted(crd.getSpec().getGroup(), crd.getSpec().getNames().getPlural()));
  }

  static Stream<Crds.Document> documents() {
    return Crds.all().stream();
  }
}
