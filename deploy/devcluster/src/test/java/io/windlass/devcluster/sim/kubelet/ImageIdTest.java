package io.windlass.devcluster.sim.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which image a name stands for. */
class ImageIdTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                            | image                           | id
          a tag beside a digest says less | shop:2@sha256:ab                | shop@sha256:ab
          a digest alone                  | shop@sha256:ab                  | shop@sha256:ab
          a port is no tag                | host:5000/shop@sha256:ab        | host:5000/shop@sha256:ab
          a port and a tag                | host:5000/shop:2@sha256:ab      | host:5000/shop@sha256:ab
          """)
  void aDigestSaysWhichImageItIs(String rule, String image, String id) {
    assertThat(ContainerStatus.imageId(image)).as(rule).isEqualTo(id);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"shop:1, shop:2", "shop, shop:latest"})
  void otherwiseEachNameIsAnotherImage(String one, String other) {
    assertThat(ContainerStatus.imageId(one))
        .isEqualTo(ContainerStatus.imageId(one))
        .isNotEqualTo(ContainerStatus.imageId(other));
  }
}
