package io.windlass.manager.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhyNameTest {
  @ParameterizedTest
  @CsvSource({
    "clone/web, clone/web",
    "clonesets.apps.kruise.io/web, clone/web",
    "sidecarset/log, sidecarset/log",
    "SidecarSets/log, sidecarset/log",
    "sidecarsets.apps.kruise.io/log, sidecarset/log"
  })
  void isReadAsPeopleTypeIt(String typed, String meant) {
    assertThat(WhyName.parse(typed)).hasToString(meant);
  }

  @Test
  void somethingElseIsRefusedWithBothForms() {
    assertThatThrownBy(() -> WhyName.parse("pod/a"))
        .hasMessageContaining("clone/NAME")
        .hasMessageContaining("sidecarset/NAME");
  }
}
