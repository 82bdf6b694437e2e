package io.windlass.core.inplace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      textBlock =
          """
          nginx,                  nginx:latest,                    true
          nginx:1,                docker.io/library/nginx:1,       true
          team/app:1,             docker.io/team/app:1,            true
          host:5000/app,          host:5000/app:latest,            true
          localhost/app:1,        localhost/app:1,                 true
          app@sha256:abc,         docker.io/library/app@sha256:abc, true
          nginx,                  nginx:2,                         false
          nginx:1,                nginx:2,                         false
          nginx:1,                nginx:1.2,                       false
          team/app:1,             app:1,                           false
          app@sha256:abc,         app@sha256:abd,                  false
          app:1@sha256:abc,       app:2@sha256:abc,                false
          host:5000/app:1,        app:1,                           false
          quay.io/app,            docker.io/quay.io/app,           false
          """)
  void same(String one, String other, boolean same) {
    assertThat(ImageName.same(one, other)).isEqualTo(same);
    assertThat(ImageName.same(other, one)).isEqualTo(same);
  }
}
