package io.windlass.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionHashTest {
  @ParameterizedTest(name = "{0}, {1} collisions: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":1} | 0 | d55c4ff5f
          {"a":1} | 1 | d55c4ff5d
          äöü€𝄞   | 0 | 766d89d8c
          """)
  void isThatOfKubernetes(String document, int collisions, String hash) {
    assertThat(RevisionHash.of(document, collisions)).isEqualTo(hash);
  }

  @Test
  void longParentsAreCutOff() {
    assertThat(RevisionHash.revisionName("p".repeat(253), "hash"))
        .isEqualTo("p".repeat(223) + "-hash");
  }
}
