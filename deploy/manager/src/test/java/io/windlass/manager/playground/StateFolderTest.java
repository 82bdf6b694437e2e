package io.windlass.manager.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateFolderTest {
  @ParameterizedTest(name = "launcher {0}, XDG_STATE_HOME {1}: {2}")
  @CsvSource({
    "/src/windlass, /state, /src/windlass/.windlass",
    "'',            /state, /state/windlass",
    "'',            '',     /home/me/.local/state/windlass"
  })
  void filesBetweenRunsAreKept(String launcher, String state, String expected) {
    Optional<Path> home = Optional.of(launcher).filter(text -> !text.isEmpty()).map(Path::of);
    assertThat(StateFolder.of(home, Map.of("XDG_STATE_HOME", state), Path.of("/home/me")))
        .isEqualTo(Path.of(expected));
  }
}
